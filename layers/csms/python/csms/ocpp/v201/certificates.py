"""Certificates of stations and vehicles (2.0.1 A02, M01-M06), asked of the authority's port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note
from csms.ocpp.sign_requests import answer_to

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire

NO_ANSWER: wire.StatusInfoType = {"reasonCode": "NoPkiAnswer"}


def sign_certificate(
    request: wire.SignCertificateRequest, call: StationCall
) -> wire.SignCertificateResponse:
    """Rejected unless an authority takes the request (A02)."""
    note(call, "SignCertificate", request)
    return {"status": answer_to(call, request["csr"], request.get("certificateType"))}


def get_15118_ev_certificate(
    request: wire.Get15118EVCertificateRequest, call: StationCall
) -> wire.Get15118EVCertificateResponse:
    """A contract certificate for a vehicle (M01, M02); Failed has an empty EXI answer."""
    note(call, "Get15118EVCertificate", request)
    exi = call.services.vehicle_pki.contract_certificate(call.station_id, request)
    if exi is None:
        return {"status": "Failed", "statusInfo": NO_ANSWER, "exiResponse": ""}
    return {"status": "Accepted", "exiResponse": exi}


def get_certificate_status(
    request: wire.GetCertificateStatusRequest, call: StationCall
) -> wire.GetCertificateStatusResponse:
    """What OCSP says of a certificate (M06)."""
    note(call, "GetCertificateStatus", request)
    asked = request["ocspRequestData"]
    result = call.services.vehicle_pki.ocsp_result(call.station_id, asked)
    if result is None:
        return {"status": "Failed", "statusInfo": NO_ANSWER}
    return {"status": "Accepted", "ocspResult": result}
