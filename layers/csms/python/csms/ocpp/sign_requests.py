"""A station's wish for a certificate, taken or not (2.0.1 A02.FR.02; white paper for 1.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from csms.stations.certificates import SigningRequest

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall


def answer_to(
    call: StationCall, csr: str, use: str | None = None, number: int | None = None
) -> Literal["Accepted", "Rejected"]:
    """Kept, and signed later by whoever reads the stream; Rejected where nobody signs."""
    if not call.services.signing:
        return "Rejected"
    call.services.certificates.add_request(
        SigningRequest(call.station_id, csr, call.received_at, use, number)
    )
    return "Accepted"
