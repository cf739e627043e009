"""Certificates of stations and vehicles (2.0.1 A02, M01-M06), asked of the authority's port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def sign_certificate(
    request: wire.SignCertificateRequest, call: StationCall
) -> wire.SignCertificateResponse:
    """Rejected unless an authority takes the request (A02)."""
    note(call, "SignCertificate", request)
    taken = call.services.certificates.accepts(call.station_id, request["csr"])
    return {"status": "Accepted" if taken else "Rejected"}


def get_15118_ev_certificate(
    request: wire.Get15118EVCertificateRequest, call: StationCall
) -> wire.Get15118EVCertificateResponse:
    """A contract certificate for a vehicle (M01, M02); Failed has an empty EXI answer."""
    note(call, "Get15118EVCertificate", request)
    authority = call.services.certificates
    exi = authority.contract_certificate(call.station_id, request["exiRequest"])
    return {"status": "Failed" if exi is None else "Accepted", "exiResponse": exi or ""}


def get_certificate_status(
    request: wire.GetCertificateStatusRequest, call: StationCall
) -> wire.GetCertificateStatusResponse:
    """What OCSP says of a certificate (M06)."""
    note(call, "GetCertificateStatus", request)
    result = call.services.certificates.ocsp_result(request["ocspRequestData"])
    if result is None:
        return {"status": "Failed"}
    return {"status": "Accepted", "ocspResult": result}
