"""ReservationStatusUpdate (2.0.1 H04): a reservation ended at the station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.stations.reservations import Reservation, ReservationState

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire

ENDS = {
    "Expired": ReservationState.EXPIRED,
    "Removed": ReservationState.CANCELLED,
    "NoTransaction": ReservationState.USED,  # 2.1: used, but nothing was charged
}


def reservation_status_update(
    request: wire.ReservationStatusUpdateRequest, call: StationCall
) -> wire.ReservationStatusUpdateResponse:
    """Keep how it ended, also for one that we did not ask for. One request to storage."""
    ended = ENDS[request["reservationUpdateStatus"]]
    number = max(0, request["reservationId"])
    call.services.reservations.add_facts(Reservation(call.station_id, number, ended=ended))
    return {}
