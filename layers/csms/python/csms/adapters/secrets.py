"""Secrets of the deployment, from Secrets Manager: read on first use, then kept for a while."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from csms.errors import Conflict, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

# A rotated secret is known after this time, without a new deployment.
KEPT_S = 300


class StoredSecret:
    """A JSON object of texts; none of them is ever in the environment, a log or an error."""

    def __init__(self, client: SecretsManagerClient, arn: str) -> None:
        """Nothing is read yet."""
        self._client, self._arn = client, arn
        self._kept: dict[str, str] = {}
        self._until = 0.0

    def get(self, name: str) -> str:
        """What is stored under a name; empty: nothing is.

        Raises Unavailable: it cannot be read now; Conflict: it is no JSON object of texts.
        """
        return self._read().get(name, "")

    def _read(self) -> dict[str, str]:
        if time.monotonic() > self._until:
            try:
                answer = self._client.get_secret_value(SecretId=self._arn)
            except (BotoCoreError, ClientError) as error:
                raise Unavailable("GetSecretValue failed") from error
            self._kept = _texts(answer["SecretString"])
            self._until = time.monotonic() + KEPT_S
        return self._kept


def _texts(stored: str) -> dict[str, str]:
    try:
        found = json.loads(stored)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise Conflict("The stored secret is not a JSON object of texts: store it anew.")
    return found


class PaymentSecrets:
    """`{"api_key", "webhook_secret"}` of the payment provider."""

    def __init__(self, stored: StoredSecret) -> None:
        """Nothing is read yet."""
        self._stored = stored

    def set_up(self) -> bool:
        """Whether the operator has stored a key of the provider's."""
        return bool(self._stored.get("api_key"))

    def api_key(self) -> str:
        """The provider's secret key. Conflict: the operator has not stored one."""
        key = self._stored.get("api_key")
        if not key:
            raise Conflict("Card payments are not set up here: ask the operator.")
        return key

    def webhook_secret(self) -> str:
        """What webhooks are signed with. Conflict: the operator has not stored one."""
        secret = self._stored.get("webhook_secret")
        if not secret:
            raise Conflict("Webhooks are not set up here.")
        return secret


class CertificateSecrets:
    """`{"local_authority", "vehicle_pki_token"}`; each may be missing."""

    def __init__(self, stored: StoredSecret) -> None:
        """Nothing is read yet."""
        self._stored = stored

    def local_authority(self) -> str:
        """Base64 of the PEM of certificate and key, in that order. Conflict: none is stored."""
        material = self._stored.get("local_authority")
        if not material:
            raise Conflict("CertificateAuthority is local, and its key is not stored.")
        return material

    def vehicle_pki_token(self) -> str:
        """The bearer token for the vehicle PKI; empty for none."""
        return self._stored.get("vehicle_pki_token")
