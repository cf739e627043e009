"""Ask something of a station: at most once for each idempotency key, now or when it is back."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from csms.clock import Clock
from csms.commands.model import Command, CommandState
from csms.commands.ports import CommandRepository
from csms.commands.secrets import as_kept
from csms.errors import Conflict, NotFound, Rejected
from csms.ids import digest, new_ulid, ulid_from
from csms.stations.connectivity import SILENT_AFTER
from csms.stations.credentials import require_room_for_password
from csms.stations.model import Station
from csms.stations.ports import StationRepository

# A derived id must be the same at every repeat, so it cannot hold the time of the request.
DERIVED = datetime(2026, 1, 1, tzinfo=UTC)
POLL_SECONDS = 0.25
# What may not queue is meant for whoever stands at the station now, not for whoever comes later.
AT_ONCE = timedelta(seconds=30)
# What a driver may have open at a station, starts and stops each, since a stop must not wait for
# starts. More would stand in the way of everybody else's.
MOST_OF_A_DRIVER = 3
ROTATE_PASSWORD = "rotate_password"


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """What is asked. `key` is the caller's idempotency key; None asks anew each time.

    `driver_id` is set where a driver asks, who may have only so many commands open at a station.
    """

    station_id: str
    action: str
    payload: dict[str, Any]
    key: str | None = None
    may_queue: bool = True
    driver_id: str | None = None


# Raises Rejected for what could not be said in the version that the station spoke last.
Check = Callable[[Command, str | None, Station], None]


@dataclass(frozen=True, slots=True)
class Requesting:
    """What a request needs."""

    stations: StationRepository
    commands: CommandRepository
    clock: Clock
    expiry: timedelta
    check: Check
    silent_after: timedelta = SILENT_AFTER


def request_command(wanted: CommandRequest, needs: Requesting) -> Command:
    """Queue the command; the stream delivers it. A repeat returns the command of the first time.

    NotFound: no such station. Conflict: it is offline and may not queue, the driver has too many
    commands open there, or too many passwords are on their way. Rejected: the key was used for
    another command, or the station's version cannot say this.
    """
    station = needs.stations.get(wanted.station_id)
    if station is None:
        raise NotFound(f"Station {wanted.station_id} is not registered.")
    now = needs.clock()
    command_id = _command_id(wanted, now)
    before = needs.commands.get(wanted.station_id, command_id) if wanted.key else None
    if before is not None:
        return _same(before, wanted)
    _require_room(wanted, now, needs)
    _require_room_for_password(station, command_id, wanted, now, needs)
    state = needs.stations.state(wanted.station_id).as_of(now, needs.silent_after)
    if not wanted.may_queue and not state.online:
        raise Conflict(f"Station {wanted.station_id} is offline: try again when it is connected.")
    command = Command(
        station_id=wanted.station_id,
        command_id=command_id,
        action=wanted.action,
        payload=wanted.payload,
        created_at=now,
        expires_at=now + (needs.expiry if wanted.may_queue else AT_ONCE),
        requested_by=wanted.driver_id,
    )
    exact = replace(command, payload=json.loads(_text(command.payload), parse_float=Decimal))
    needs.check(exact, state.connection.protocol if state.connection else None, station)
    return _same(needs.commands.add(command), wanted)


def asked_before(wanted: CommandRequest, needs: Requesting) -> bool:
    """Whether its idempotency key was used: what is asked again is answered as before."""
    if wanted.key is None:
        return False
    command_id = _command_id(wanted, needs.clock())
    return needs.commands.get(wanted.station_id, command_id) is not None


def await_answer(
    command: Command,
    seconds: float,
    needs: Requesting,
    sleep: Callable[[float], None] = time.sleep,
) -> Command:
    """The command as soon as its state is final, or as it is after so many seconds."""
    deadline = needs.clock() + timedelta(seconds=seconds)
    while not command.final_at(now := needs.clock()) and now < deadline:
        sleep(min(POLL_SECONDS, (deadline - now).total_seconds()))
        command = needs.commands.get(command.station_id, command.command_id) or command
    return command


def _require_room(wanted: CommandRequest, now: datetime, needs: Requesting) -> None:
    """Only for drivers; operators know what they do."""
    if wanted.driver_id is None:
        return
    mine = [
        one
        for one in needs.commands.of_station(wanted.station_id)
        if (one.requested_by, one.action) == (wanted.driver_id, wanted.action)
        and not one.final_at(now)
    ]
    if len(mine) >= MOST_OF_A_DRIVER:
        raise Conflict(
            f"Station {wanted.station_id} owes you {len(mine)} answers of this kind: wait for "
            "them, a minute each at most while it is connected."
        )


def _require_room_for_password(
    station: Station, command_id: str, wanted: CommandRequest, now: datetime, needs: Requesting
) -> None:
    """Those that wait to be sent count, too; a sent one is pending."""
    if wanted.action != ROTATE_PASSWORD:
        return
    sent = {one.command_id for one in station.credentials.pending_passwords}
    queued = [
        one
        for one in needs.commands.of_station(wanted.station_id)
        if one.action == ROTATE_PASSWORD
        and one.state_at(now) is CommandState.QUEUED
        and one.command_id not in sent
    ]
    require_room_for_password(station, command_id, len(queued))


def _command_id(wanted: CommandRequest, now: datetime) -> str:
    if wanted.key is None:
        return new_ulid(now)
    return ulid_from(DERIVED, int(digest(wanted.station_id, wanted.key), 16))


def _same(command: Command, wanted: CommandRequest) -> Command:
    # The secrets of a command that has been dealt with are gone.
    kept, asked = as_kept(command.payload), as_kept(wanted.payload)
    if (command.action, _text(kept)) != (wanted.action, _text(asked)):
        raise Rejected(
            "This Idempotency-Key was used for another command: send a new key, or the same body."
        )
    return command


def _text(payload: dict[str, Any]) -> str:
    """Storage may give numbers back as Decimal."""
    return json.dumps(payload, sort_keys=True, default=float)
