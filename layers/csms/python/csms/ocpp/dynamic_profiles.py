"""What an accepted command says of a dynamic profile (2.1 K28), for when the station asks anew."""

from csms.commands.model import Command
from csms.stations.dynamic_schedules import DynamicSchedule, DynamicScheduleRepository

UPDATE, SET = "UpdateDynamicSchedule", "SetChargingProfile"
SENT = (UPDATE, SET)
# ChargingScheduleUpdateType: members of a period that may change.
_QUANTITIES = ("limit", "dischargeLimit", "setpoint", "setpointReactive")
MEMBERS = tuple(f"{name}{phase}" for name in _QUANTITIES for phase in ("", "_L2", "_L3"))


def after_command(command: Command, schedules: DynamicScheduleRepository) -> None:
    """Keep what the station took; what was wanted after the command was given stands."""
    schedule = _schedule(command)
    if schedule is not None and (command.answer or {}).get("status") == "Accepted":
        schedules.put(schedule)


def _schedule(command: Command) -> DynamicSchedule | None:
    sent = command.sent_payload or {}
    if command.sent_action == UPDATE:
        number, update = sent["chargingProfileId"], sent["scheduleUpdate"]
    else:
        profile = sent.get("chargingProfile", {})  # of 1.6, none
        if profile.get("chargingProfileKind") != "Dynamic":
            return None
        period = profile["chargingSchedule"][0]["chargingSchedulePeriod"][0]
        number = profile["id"]
        update = {name: period[name] for name in MEMBERS if name in period}
    return DynamicSchedule(command.station_id, number, update, command.created_at)
