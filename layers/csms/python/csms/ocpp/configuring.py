"""The wanted configuration: asked for after a boot, compared, and set where it differs.

Each step is a command whose id is derived from the step before, so a repeat makes none anew.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.commands.model import Command
from csms.commands.ports import CommandRepository
from csms.commands.secrets import without_secrets
from csms.errors import Rejected
from csms.ids import digest, ulid_from
from csms.ocpp.configuration_answers import readings_of
from csms.ocpp.configuration_names import place_of
from csms.stations.anomalies import LONGEST_EXAMPLE, AnomalyRepository
from csms.stations.configuration import ConfigurationRepository
from csms.stations.model import BootStatus
from csms.stations.ports import StationRepository
from csms.stations.profile import ProfileRepository
from csms.vendors.model import Notes
from csms.vendors.registry import vendor

# How many a station takes in one message is its own business; most take that many.
KEYS_PER_MESSAGE = 20


@dataclass(frozen=True, slots=True)
class Configuring:
    """What is needed to configure stations."""

    stations: StationRepository
    commands: CommandRepository
    configurations: ConfigurationRepository
    expiry: timedelta
    profiles: ProfileRepository
    anomalies: AnomalyRepository


def check_payload(names: list[str]) -> dict[str, object]:
    """Of a get_configuration whose answer is compared with what is wanted, and acted upon."""
    return {"keys": names, "apply_wanted": True}


def after_boot(station_id: str, booted_at: datetime, now: datetime, needs: Configuring) -> None:
    """Ask for what is wanted. A rejected station is asked nothing."""
    wanted = needs.configurations.wanted(station_id)
    station = needs.stations.get(station_id) if wanted else None
    if station is None or station.boot_status is BootStatus.REJECTED:
        return
    connection = needs.stations.state(station_id).connection
    names = [one for one in wanted if _sayable(one, connection.protocol if connection else "")]
    for start in range(0, len(names), KEYS_PER_MESSAGE):
        payload = check_payload(names[start : start + KEYS_PER_MESSAGE])
        command_id = ulid_from(booted_at, int(digest("check", station_id, start), 16))
        expires_at = now + needs.expiry
        needs.commands.add(
            Command(station_id, command_id, "get_configuration", payload, now, expires_at)
        )


def after_answer(command: Command, now: datetime, needs: Configuring) -> None:
    """Keep what the station says of its configuration; set what was asked about and differs."""
    notes = Notes(now)
    maker = vendor(needs.profiles.get(command.station_id).vendor_key)
    readings = readings_of(command, maker, notes)
    if notes.anomalies:
        counts = Counter(one.value for one in notes.anomalies)
        example = str(without_secrets(command.answer))[:LONGEST_EXAMPLE]
        needs.anomalies.add(command.station_id, counts, example, now)
    if not readings:
        return
    needs.configurations.report(command.station_id, readings)
    if command.action != "get_configuration" or command.payload.get("apply_wanted") is not True:
        return
    for name, value in needs.configurations.wanted(command.station_id).items():
        if name in readings and readings[name].settable_to(value):
            command_id = ulid_from(
                command.created_at, int(digest(command.command_id, name, value), 16)
            )
            payload = {"key": name, "value": value}
            expires_at = now + needs.expiry
            needs.commands.add(
                Command(
                    command.station_id, command_id, "set_configuration", payload, now, expires_at
                )
            )


def _sayable(name: str, protocol: str) -> bool:
    """A vendor's 1.6 key cannot be asked of a station that came back with 2.x."""
    if protocol == "ocpp1.6":
        return True
    try:
        place_of(name)
    except Rejected:
        return False
    return True
