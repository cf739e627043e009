"""AWS Private CA."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from csms.errors import Rejected, Unavailable
from csms.stations.certificates import STATION_USE

if TYPE_CHECKING:
    from collections.abc import Callable

VALID_DAYS = 365
ATTEMPTS, PAUSE_S = 10, 1.0
_REFUSALS = {"MalformedCSRException", "InvalidArgsException", "InvalidPolicyException"}
_SIGNATURES = {
    "RSA_2048": "SHA256WITHRSA",
    "RSA_3072": "SHA256WITHRSA",
    "RSA_4096": "SHA256WITHRSA",
    "EC_prime256v1": "SHA256WITHECDSA",
    "EC_secp384r1": "SHA384WITHECDSA",
    "EC_secp521r1": "SHA512WITHECDSA",
}


class PrivateCa:
    """CertificateAuthority over acm-pca. A certificate is made within seconds of its order."""

    def __init__(self, client: Any, arn: str, sleep: Callable[[float], None] = time.sleep) -> None:
        """The authority by its ARN."""
        self._client = client
        self._arn = arn
        self._sleep = sleep

    def issue(self, csr: str, use: str, key: str) -> str:
        """See the port. `key` is Private CA's idempotency token, too."""
        try:
            return self._issue(csr, use, key)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _REFUSALS:
                raise Rejected(f"Private CA: {code}") from error
            raise Unavailable(f"Private CA: {code}") from error
        except BotoCoreError as error:
            raise Unavailable("Private CA cannot be reached") from error

    def _issue(self, csr: str, use: str, key: str) -> str:
        described = self._client.describe_certificate_authority(CertificateAuthorityArn=self._arn)
        algorithm = described["CertificateAuthority"]["CertificateAuthorityConfiguration"][
            "KeyAlgorithm"
        ]
        partition = self._arn.split(":")[1]
        purpose = "Client" if use == STATION_USE else "Server"
        ordered = self._client.issue_certificate(
            CertificateAuthorityArn=self._arn,
            Csr=csr.encode(),
            SigningAlgorithm=_SIGNATURES[algorithm],
            TemplateArn=f"arn:{partition}:acm-pca:::template/EndEntity{purpose}AuthCertificate/V1",
            Validity={"Value": VALID_DAYS, "Type": "DAYS"},
            IdempotencyToken=key[:36],
        )
        return self._chain(ordered["CertificateArn"])

    def _chain(self, certificate_arn: str) -> str:
        for _ in range(ATTEMPTS):
            try:
                made = self._client.get_certificate(
                    CertificateAuthorityArn=self._arn, CertificateArn=certificate_arn
                )
            except ClientError as error:
                if error.response["Error"]["Code"] != "RequestInProgressException":
                    raise
                self._sleep(PAUSE_S)
                continue
            return _without_root(made["Certificate"], made.get("CertificateChain", ""))
        raise Unavailable("Private CA is still at work")


def _without_root(leaf: str, chain: str) -> str:
    """The last of the chain is the root, which a station has or does not trust anyway."""
    end = "-----END CERTIFICATE-----"
    above = [one.strip() + "\n" + end for one in chain.split(end) if one.strip()]
    return "\n".join([leaf.strip(), *(one.replace("\n\n", "\n") for one in above[:-1])]) + "\n"
