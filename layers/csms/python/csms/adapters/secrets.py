"""The payment provider's keys, from Secrets Manager: read on first use, then kept for a while."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from csms.errors import Conflict, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

# A rotated webhook secret is known after this time, without a new deployment.
KEPT_S = 300


class PaymentSecrets:
    """`{"api_key", "webhook_secret"}`; neither is ever in the environment, a log or an error."""

    def __init__(self, client: SecretsManagerClient, arn: str) -> None:
        """Nothing is read yet."""
        self._client, self._arn = client, arn
        self._kept: dict[str, str] = {}
        self._until = 0.0

    def set_up(self) -> bool:
        """Whether the operator has stored a key of the provider's."""
        return bool(self._read().get("api_key"))

    def api_key(self) -> str:
        """The provider's secret key. Conflict: the operator has not stored one."""
        key = self._read().get("api_key")
        if not key:
            raise Conflict("Card payments are not set up here: ask the operator.")
        return key

    def webhook_secret(self) -> str:
        """What webhooks are signed with. Conflict: the operator has not stored one."""
        secret = self._read().get("webhook_secret")
        if not secret:
            raise Conflict("Webhooks are not set up here.")
        return secret

    def _read(self) -> dict[str, str]:
        if time.monotonic() > self._until:
            try:
                answer = self._client.get_secret_value(SecretId=self._arn)
            except (BotoCoreError, ClientError) as error:
                raise Unavailable("GetSecretValue failed") from error
            self._kept = json.loads(answer["SecretString"])
            self._until = time.monotonic() + KEPT_S
        return self._kept
