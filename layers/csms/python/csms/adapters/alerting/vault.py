"""Secrets of channels, sealed by KMS: the API may seal, the delivery may open."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from csms.errors import Rejected, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_kms import KMSClient


class KmsVault:
    """Vault over one key; the channel is bound to what is sealed for it."""

    def __init__(self, client: KMSClient, key_id: str) -> None:
        """The deployment's key."""
        self._client, self._key_id = client, key_id

    def seal(self, channel_id: str, secrets: Mapping[str, str]) -> str:
        """See the port."""
        try:
            answer = self._client.encrypt(
                KeyId=self._key_id,
                Plaintext=json.dumps(dict(secrets)).encode(),
                EncryptionContext={"channel": channel_id},
            )
        except (BotoCoreError, ClientError) as error:
            raise Unavailable("KMS Encrypt failed") from error
        return base64.b64encode(answer["CiphertextBlob"]).decode()

    def unseal(self, channel_id: str, sealed: str) -> dict[str, str]:
        """See the port. Rejected: it was sealed for another channel, or by another key."""
        try:
            answer = self._client.decrypt(
                KeyId=self._key_id,
                CiphertextBlob=base64.b64decode(sealed),
                EncryptionContext={"channel": channel_id},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in {
                "InvalidCiphertextException",
                "IncorrectKeyException",
            }:
                raise Rejected("the channel's secrets cannot be opened") from error
            raise Unavailable("KMS Decrypt failed") from error
        except BotoCoreError as error:
            raise Unavailable("KMS Decrypt failed") from error
        secrets: dict[str, str] = json.loads(answer["Plaintext"])
        return secrets
