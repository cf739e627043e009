"""The port to a public key infrastructure, and what stands there while none is configured."""

from collections.abc import Mapping
from typing import Any, Protocol


class CertificateAuthority(Protocol):
    """Whoever issues and vouches for certificates. None and False mean: it cannot be done."""

    def accepts(self, station_id: str, csr: str) -> bool:
        """Whether a certificate will be made; it goes to the station with CertificateSigned."""

    def contract_certificate(self, station_id: str, exi_request: str) -> str | None:
        """The answer to a vehicle's request for a contract certificate (ISO 15118), as EXI."""

    def ocsp_result(self, request: Mapping[str, Any]) -> str | None:
        """The answer of an OCSP responder, in base64."""


class NoCertificateAuthority:
    """CertificateAuthority where none is configured: nothing is issued, nothing vouched for."""

    def accepts(self, station_id: str, csr: str) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def contract_certificate(self, station_id: str, exi_request: str) -> str | None:  # noqa: ARG002
        """Never."""
        return None

    def ocsp_result(self, request: Mapping[str, Any]) -> str | None:  # noqa: ARG002
        """Never."""
        return None
