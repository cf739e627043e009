"""Deliver queued commands: at most one unanswered CALL for each station at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from csms.commands.model import Command, CommandState
from csms.commands.ports import AnswerTimer, CommandRepository, StationSocket
from csms.commands.progress import job_of
from csms.errors import Conflict, Rejected, Unavailable
from csms.stations.connectivity import SILENT_AFTER
from csms.stations.model import BootStatus, LiveConnection, Station
from csms.stations.ports import StationRepository


@dataclass(frozen=True, slots=True)
class Call:
    """A CALL in the words of the station's OCPP version."""

    action: str
    payload: dict[str, Any]


# What the CSMS says by itself, over and over: it makes way for what people ask for.
TELL_COST, TELL_FINAL_COST, TELL_PRICE = "tell_cost", "tell_final_cost", "tell_price"
LAST = frozenset({TELL_COST, TELL_FINAL_COST})
CHARGING = (
    "RemoteStartTransaction",
    "RemoteStopTransaction",
    "RequestStartTransaction",
    "RequestStopTransaction",
)
Phrase = Callable[[Command, str, Station], Call]
Encode = Callable[[str, Call], str]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What delivery needs; `phrase` raises Rejected or Conflict for what cannot be sent."""

    stations: StationRepository
    commands: CommandRepository
    socket: StationSocket
    timer: AnswerTimer
    phrase: Phrase
    encode: Encode
    silent_after: timedelta = SILENT_AFTER


def deliver_next(station_id: str, now: datetime, needs: Delivery) -> Command | None:
    """Send the oldest queued command if the station is connected and owes no answer.

    A cost to be told comes last.
    """
    commands = needs.commands.of_station(station_id)
    _expire(commands, now, needs)
    if any(one.state_at(now) is CommandState.SENT for one in commands):
        return None
    # What a half-open socket would swallow waits until the station is back.
    connection = needs.stations.state(station_id).as_of(now, needs.silent_after).connection
    if connection is None or connection.connection_id is None:
        return None
    station = needs.stations.get(station_id)
    # 2.0.1 B03, 1.6 §4.2: nothing is asked of a rejected station; it stays queued.
    if station is None or station.boot_status is BootStatus.REJECTED:
        return None
    for command in sorted(commands, key=lambda one: one.action in LAST):
        if command.state_at(now) is CommandState.QUEUED and _send(
            command, connection, station, now, needs
        ):
            return command
    return None


def _require_no_charging_while_pending(call: Call, station: Station) -> None:
    """2.0.1 B02, 1.6 §4.2."""
    if station.boot_status is BootStatus.PENDING and call.action in CHARGING:
        raise Rejected(f"{call.action} is not possible while the station's boot is Pending")


def _expire(commands: list[Command], now: datetime, needs: Delivery) -> None:
    """Keep that a command waited too long, so that it is a fact for whoever reads the stream."""
    for command in commands:
        if command.state is CommandState.QUEUED and command.final_at(now):
            needs.commands.expire(command)


def _send(
    command: Command, connection: LiveConnection, station: Station, now: datetime, needs: Delivery
) -> bool:
    try:
        call = needs.phrase(command, connection.protocol, station)
        _require_no_charging_while_pending(call, station)
    except (Rejected, Conflict) as reason:
        needs.commands.fail(command, str(reason), now)
        return False
    # First of all, since a command marked as sent without a timer could block those behind it.
    needs.timer.start(command.station_id, command.command_id)
    # Marked before the post: the answer may be back before `post` returns, and must find it sent.
    if not needs.commands.mark_sent(command, call.action, now, call.payload):
        return True
    if job := job_of(call.action, call.payload):
        needs.commands.open_job(command, *job)
    if "remoteStartId" in call.payload and isinstance(command.payload.get("limit"), dict):
        limit = command.payload["limit"]
        needs.commands.limit_start(command, call.payload["remoteStartId"], limit)
    connection_id = connection.connection_id or ""
    try:
        reached = needs.socket.post(connection_id, needs.encode(command.command_id, call))
    except Unavailable:
        needs.commands.mark_unsent(command)
        raise
    if not reached:
        # Without this the change of the command would start the delivery over and over.
        needs.stations.disconnect(station.station_id, connection_id, now)
        needs.commands.mark_unsent(command)
    return True
