"""Dynamic profiles and priority charging (2.1 block K); a truthful no where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from csms.ocpp.reporting import LARGEST, note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v21 import wire


def notify_ev_charging_needs(
    request: wire.NotifyEVChargingNeedsRequest, call: StationCall
) -> wire.NotifyEVChargingNeedsResponse:
    """NoChargingProfile: no schedule will come, the station charges by what it has (K15)."""
    note(call, "NotifyEVChargingNeeds", request, request.get("timestamp"))
    return {"status": "NoChargingProfile"}


def notify_priority_charging(
    request: wire.NotifyPriorityChargingRequest, call: StationCall
) -> wire.NotifyPriorityChargingResponse:
    """A transaction has begun or ended to charge with priority (K22)."""
    note(call, "NotifyPriorityCharging", request)
    return {}


def pull_dynamic_schedule_update(
    request: wire.PullDynamicScheduleUpdateRequest, call: StationCall
) -> wire.PullDynamicScheduleUpdateResponse:
    """What the operator wants of this profile now; Rejected where nothing is wanted (K28)."""
    note(call, "PullDynamicScheduleUpdate", request)
    profile_id = request["chargingProfileId"]
    found = None
    if 0 <= profile_id <= LARGEST:
        found = call.services.dynamic_schedules.get(call.station_id, profile_id)
    if found is None or found.update is None:
        return {"status": "Rejected", "statusInfo": {"reasonCode": "NotFound"}}
    update = cast("wire.ChargingScheduleUpdateType", found.update)
    return {"status": "Accepted", "scheduleUpdate": update}
