"""SignCertificate (security white paper for 1.6, 4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note
from csms.ocpp.sign_requests import answer_to

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def sign_certificate(
    request: wire.SignCertificateRequest, call: StationCall
) -> wire.SignCertificateResponse:
    """Rejected unless an authority takes the request."""
    note(call, "SignCertificate", request)
    return {"status": answer_to(call, request["csr"])}
