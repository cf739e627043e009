"""Verbs of smart charging (1.6 §5.5, §5.7, §5.16, §3.13; 2.0.1 K01, K08, K10)."""

from typing import Any

from csms.clock import to_text
from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.phrasing.fields import V16, Verb, choice, connector_number, given, whole
from csms.ocpp.phrasing.own_ids import own_number
from csms.stations.model import Station

_PURPOSES = {
    "default": "TxDefaultProfile",
    "transaction": "TxProfile",
    "station_max": "ChargingStationMaxProfile",
}
_PURPOSES_V16 = _PURPOSES | {"station_max": "ChargePointMaxProfile"}
_UNITS = {"w": "W", "a": "A"}


def _set_charging_profile(command: Command, protocol: str, station: Station) -> Call:
    purpose = _purpose(command, protocol, "default")
    evse_id = whole(command, "evse_id", 0)
    if purpose == "TxProfile" and not evse_id:
        raise Rejected("set_charging_profile: a profile of a transaction needs its evse_id")
    if purpose.endswith("MaxProfile") and evse_id:
        raise Rejected("set_charging_profile: station_max is for the whole station, evse_id 0")
    profile = {
        "stackLevel": whole(command, "stack_level", 0),
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": _kind(command, purpose),
        **given(command, recurrencyKind="recurrency", validFrom="valid_from", validTo="valid_to"),
    }
    number = whole(command, "profile_id", own_number(command.command_id))
    schedule = _schedule(command, profile["chargingProfileKind"])
    if protocol == V16:
        profile |= {"chargingProfileId": number, "chargingSchedule": schedule}
        if "transaction_id" in command.payload:
            profile["transactionId"] = _number(command.payload["transaction_id"])
        target = connector_number(command, station)
        return Call("SetChargingProfile", {"connectorId": target, "csChargingProfiles": profile})
    if purpose == "TxProfile" and "transaction_id" not in command.payload:  # 2.0.1 K01
        raise Rejected("set_charging_profile: a profile of a transaction needs transaction_id")
    profile |= {"id": number, "chargingSchedule": [{"id": number, **schedule}]}
    profile |= given(command, transactionId="transaction_id")
    return Call("SetChargingProfile", {"evseId": evse_id, "chargingProfile": profile})


def _purpose(command: Command, protocol: str, default: str | None = None) -> str:
    words = _PURPOSES_V16 if protocol == V16 else _PURPOSES
    return choice(command, "purpose", words, default)


def _kind(command: Command, purpose: str) -> str:
    """Relative to the start of charging, where there is one and no time was given."""
    if command.payload.get("recurrency"):
        return "Recurring"
    absolute = command.payload.get("start_at") or purpose.endswith("MaxProfile")
    return "Absolute" if absolute else "Relative"


def _schedule(command: Command, kind: str) -> dict[str, Any]:
    schedule: dict[str, Any] = {
        "chargingRateUnit": choice(command, "unit", _UNITS, "w"),
        "chargingSchedulePeriod": [_period(one) for one in _periods(command)],
        **given(command, duration="duration_s", startSchedule="start_at"),
    }
    if kind != "Relative":  # 2.0.1 K01: it has a start
        schedule.setdefault("startSchedule", to_text(command.created_at))
    return schedule


def _periods(command: Command) -> list[dict[str, Any]]:
    periods = command.payload.get("periods")
    if not isinstance(periods, list) or not all(isinstance(one, dict) for one in periods):
        raise Rejected("set_charging_profile: periods is a list of {start_s, limit, phases}")
    return periods


def _period(period: dict[str, Any]) -> dict[str, Any]:
    names = {"start_s": "startPeriod", "limit": "limit", "phases": "numberPhases"}
    said = {theirs: period[ours] for ours, theirs in names.items() if ours in period}
    return {"startPeriod": 0, **said}


def _number(value: Any) -> Any:
    """Sessions name their 1.6 transaction as text."""
    return int(value) if isinstance(value, str) and value.isdigit() else value


def _clear_charging_profile(command: Command, protocol: str, station: Station) -> Call:
    criteria = given(command, stackLevel="stack_level")
    if "purpose" in command.payload:
        criteria["chargingProfilePurpose"] = _purpose(command, protocol)
    if protocol == V16:
        if "evse_id" in command.payload:
            criteria["connectorId"] = connector_number(command, station)
        return Call("ClearChargingProfile", given(command, id="profile_id") | criteria)
    criteria |= given(command, evseId="evse_id")
    payload = given(command, chargingProfileId="profile_id")
    return Call(
        "ClearChargingProfile",
        payload | ({"chargingProfileCriteria": criteria} if criteria else {}),
    )


def _get_composite_schedule(command: Command, protocol: str, station: Station) -> Call:
    payload: dict[str, Any] = {"duration": whole(command, "duration_s")}
    if "unit" in command.payload:
        payload["chargingRateUnit"] = choice(command, "unit", _UNITS)
    if protocol == V16:
        return Call(
            "GetCompositeSchedule", {"connectorId": connector_number(command, station), **payload}
        )
    return Call("GetCompositeSchedule", {"evseId": whole(command, "evse_id", 0), **payload})


VERBS: dict[str, Verb] = {
    "set_charging_profile": _set_charging_profile,
    "clear_charging_profile": _clear_charging_profile,
    "get_composite_schedule": _get_composite_schedule,
}
