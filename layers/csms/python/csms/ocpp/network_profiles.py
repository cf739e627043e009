"""From a wanted network profile to one in use (2.0.1 B09, B10), each step after an answer.

SetNetworkProfile → NetworkConfigurationPriority → reset → what is active after the next boot. Each
command's id is derived from the wish, so that a repeat makes none anew.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from csms.commands.model import Command
from csms.commands.ports import CommandRepository
from csms.ids import digest, ulid_from
from csms.ocpp.configuration_answers import readings_of
from csms.stations.network_profiles import NetworkProfile, NetworkProfileRepository, ProfileState

SET = "SetNetworkProfile"
PRIORITY = "OCPPCommCtrlr.NetworkConfigurationPriority"
ACTIVE = "OCPPCommCtrlr.ActiveNetworkProfile"
# The actions whose answers are worth while to look at.
READ = (SET, "SetVariables", "GetVariables")
_TAKEN = ("Accepted", "RebootRequired")


@dataclass(frozen=True, slots=True)
class Networking:
    """What is needed to bring a profile into use."""

    profiles: NetworkProfileRepository
    commands: CommandRepository
    expiry: timedelta


def after_answer(command: Command, now: datetime, needs: Networking) -> None:
    """The next step of the wish that a command was a step of; nothing for other commands."""
    for profile in needs.profiles.of_station(command.station_id):
        if command.command_id == profile.command_id:
            _stored(command, profile, now, needs)
        elif command.command_id == _id_of(profile, "priority"):
            _prioritised(command, profile, now, needs)
        elif command.payload.get("confirms") == profile.command_id:
            _confirmed(command, profile, now, needs)


def after_boot(station_id: str, booted_at: datetime, now: datetime, needs: Networking) -> None:
    """Ask which profile is in use, where one was given priority."""
    for profile in needs.profiles.of_station(station_id):
        if profile.state is ProfileState.PRIORITISED:
            payload = {"keys": [ACTIVE], "confirms": profile.command_id}
            step = f"active {booted_at.isoformat()}"
            _add(profile, step, "get_configuration", payload, now, needs)


def _stored(command: Command, profile: NetworkProfile, now: datetime, needs: Networking) -> None:
    status = (command.answer or {}).get("status")
    if status != "Accepted":
        reason = str(status or command.error)
        needs.profiles.advance(profile, ProfileState.REFUSED, now, reason)
        return
    value = ",".join(str(one) for one in profile.priority)
    payload = {"key": PRIORITY, "value": value}
    _add(profile, "priority", "set_configuration", payload, now, needs)
    needs.profiles.advance(profile, ProfileState.STORED, now)


def _prioritised(
    command: Command, profile: NetworkProfile, now: datetime, needs: Networking
) -> None:
    status = _status_of_variable(command.answer or {})
    if status not in _TAKEN:
        reason = f"priority: {status or command.error}"
        needs.profiles.advance(profile, ProfileState.REFUSED, now, reason)
        return
    if profile.reset:
        _add(profile, "reset", "reset", {"type": "soft"}, now, needs)
    needs.profiles.advance(profile, ProfileState.PRIORITISED, now)


def _status_of_variable(answer: dict[str, Any]) -> Any:
    """Of the only variable that was set; None where the station answers something else."""
    items = answer.get("setVariableResult")
    found = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return found[0].get("attributeStatus") if found else None


def _confirmed(command: Command, profile: NetworkProfile, now: datetime, needs: Networking) -> None:
    reading = readings_of(command).get(ACTIVE)
    if reading is not None and not reading.differs_from(str(profile.slot)):
        needs.profiles.advance(profile, ProfileState.ACTIVE, now)


def _add(
    profile: NetworkProfile,
    step: str,
    action: str,
    payload: dict[str, Any],
    now: datetime,
    needs: Networking,
) -> None:
    command_id = _id_of(profile, step)
    command = Command(profile.station_id, command_id, action, payload, now, now + needs.expiry)
    needs.commands.add(command)


def _id_of(profile: NetworkProfile, step: str) -> str:
    return ulid_from(profile.wanted_at, int(digest(profile.command_id, step), 16))
