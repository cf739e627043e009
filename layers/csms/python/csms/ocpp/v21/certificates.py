"""GetCertificateChainStatus (2.1 block M)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.ocpp.reporting import note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v21 import wire


def get_certificate_chain_status(
    request: wire.GetCertificateChainStatusRequest, call: StationCall
) -> wire.GetCertificateChainStatusResponse:
    """Failed for each: no revocation list and no OCSP responder is asked by the CSMS yet.

    `nextUpdate` must be there; the present says that nothing is known for any longer.
    """
    note(call, "GetCertificateChainStatus", request)
    return {
        "certificateStatus": [
            {
                "certificateHashData": one["certificateHashData"],
                "source": one["source"],
                "status": "Failed",
                "nextUpdate": clock.to_text(call.received_at),
            }
            for one in request["certificateStatusRequests"]
        ]
    }
