"""Credentials follow the commands that change them; a revoked station loses its socket."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from csms.bootstrap import certifying, profiles, services, station_socket
from csms.commands.model import Command, CommandState
from csms.commands.secrets import redacted
from csms.commands.sending import Call
from csms.observability import logger
from csms.ocpp.certifying import after_answer
from csms.ocpp.phrasing.bending import phrase_for
from csms.ocpp.security_settings import new_password, wanted_profile
from csms.stations import credentials
from csms.stations.model import Station
from csms.stations.passwords import hash_password
from csms.stations.revoking import must_close

_OPEN = (CommandState.QUEUED, CommandState.SENT)
Image = Mapping[str, Any]


def phrase_and_expect(command: Command, protocol: str, station: Station) -> Call:
    """The CALL; what it brings must count before it is sent, since the answer may be lost."""
    call = phrase_for(profiles())(command, protocol, station)
    password, profile = new_password(call), wanted_profile(call)
    if password is not None:
        pending = credentials.PendingPassword(
            hash_password(password), command.command_id, services().clock()
        )
        services().stations.change_credentials(
            station.station_id, lambda one: credentials.expecting_password(one, pending)
        )
    if profile is not None and profile > station.security_profile:
        higher = credentials.PendingProfile(profile, command.command_id)
        services().stations.change_credentials(
            station.station_id, lambda one: credentials.expecting_profile(one, higher)
        )
    return call


def after_change(station_id: str, old: Image, new: Image, now: datetime) -> None:
    """What a changed item of the stations table means for secrets and sockets."""
    kind = str((new or old).get("sk"))
    if kind == "STATION" and old:
        _close_if_revoked(station_id, old, now)
    elif kind == "CLOSING":
        _close(station_id, str(new["connection_id"]), now)
    elif str(new.get("pk")).startswith("CMD#") and _news(old, new):
        _after_end(station_id, kind, now)


def _news(old: Image, new: Image) -> bool:
    """A new state, or the answer to a command that had timed out."""
    late = "answered_at" in new and "answered_at" not in old
    return late or new.get("state") != old.get("state")


def _after_end(station_id: str, command_id: str, now: datetime) -> None:
    """Secrets of a command that has been dealt with are removed; certificates follow its answer."""
    shared = services()
    command = shared.commands.get(station_id, command_id)
    if command is None or command.state in _OPEN:
        return
    after_answer(command, now, certifying())
    plain = redacted(command)
    if (plain or _names_profile(command)) and command.state is CommandState.REJECTED:
        shared.stations.change_credentials(
            station_id, lambda one: credentials.not_taken(one, command_id)
        )
    if plain is not None:
        shared.commands.redact(plain)


def _names_profile(command: Command) -> bool:
    if command.sent_action is None:
        return False
    return wanted_profile(Call(command.sent_action, command.sent_payload or {})) is not None


def _close_if_revoked(station_id: str, old: Image, now: datetime) -> None:
    shared = services()
    connection = shared.stations.state(station_id).connection
    if connection is None or connection.connection_id is None:
        return
    if must_close(old, shared.stations.get(station_id), connection):
        _close(station_id, connection.connection_id, now)


def _close(station_id: str, connection_id: str, now: datetime) -> None:
    station_socket().close(connection_id)
    services().stations.disconnect(station_id, connection_id, now)
    logger.warning("socket closed", station_id=station_id)
