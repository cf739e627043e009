"""SignCertificate (security white paper for 1.6, 4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def sign_certificate(
    request: wire.SignCertificateRequest, call: StationCall
) -> wire.SignCertificateResponse:
    """Rejected unless an authority takes the request."""
    note(call, "SignCertificate", request)
    taken = call.services.certificates.accepts(call.station_id, request["csr"])
    return {"status": "Accepted" if taken else "Rejected"}
