"""SignCertificate with a number, and GetCertificateChainStatus (2.1 blocks A, M)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.ocpp.reporting import note
from csms.ocpp.sign_requests import answer_to

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v21 import wire


def sign_certificate(
    request: wire.SignCertificateRequest, call: StationCall
) -> wire.SignCertificateResponse:
    """As in 2.0.1; the CertificateSigned names the number of the request (A02)."""
    note(call, "SignCertificate", request)
    use, number = request.get("certificateType"), request.get("requestId")
    return {"status": answer_to(call, request["csr"], use, number)}


def get_certificate_chain_status(
    request: wire.GetCertificateChainStatusRequest, call: StationCall
) -> wire.GetCertificateChainStatusResponse:
    """What the infrastructure says of each; Failed where it has no answer (M07).

    `nextUpdate` must be there; the present says that nothing is known for any longer.
    """
    note(call, "GetCertificateChainStatus", request)
    return {
        "certificateStatus": [_status(one, call) for one in request["certificateStatusRequests"]]
    }


def _status(
    asked: wire.CertificateStatusRequestInfoType, call: StationCall
) -> wire.CertificateStatusType:
    found = call.services.vehicle_pki.chain_status(call.station_id, asked)
    known = found is not None and found.get("status") in {"Good", "Revoked", "Unknown"}
    now = clock.to_text(call.received_at)
    return {
        "certificateHashData": asked["certificateHashData"],
        "source": asked["source"],
        "status": found["status"] if found is not None and known else "Failed",
        "nextUpdate": str(found.get("nextUpdate") or now) if found is not None else now,
    }
