"""What a vehicle asks for and plans by ISO 15118 (2.0.1 K15-K17): told truthfully, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def notify_ev_charging_needs(
    request: wire.NotifyEVChargingNeedsRequest, call: StationCall
) -> wire.NotifyEVChargingNeedsResponse:
    """Rejected: no schedule will come, so the station charges by the profiles it has (K15)."""
    note(call, "NotifyEVChargingNeeds", request)
    return {"status": "Rejected", "statusInfo": {"reasonCode": "UnsupportedRequest"}}


def notify_ev_charging_schedule(
    request: wire.NotifyEVChargingScheduleRequest, call: StationCall
) -> wire.NotifyEVChargingScheduleResponse:
    """Accepted says that the message was processed, not that the schedule is agreed (K15)."""
    note(call, "NotifyEVChargingSchedule", request, request["timeBase"])
    return {"status": "Accepted"}
