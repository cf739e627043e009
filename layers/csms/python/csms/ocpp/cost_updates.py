"""The running cost on a station's display, at most so often: CostUpdated (2.0.1 I02), RunningCost.

It goes through the queue of commands, behind all others; a newer cost replaces the one that waits.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from csms import clock
from csms.charging.model import ChargingSession
from csms.commands.model import Command, CommandState
from csms.commands.ports import CommandRepository
from csms.commands.sending import TELL_COST
from csms.ids import new_ulid
from csms.money import Money
from csms.ocpp.california import prices_of
from csms.settlement.telling import outlook_of, running_cost
from csms.stations.ports import StationRepository

V16 = "ocpp1.6"
# It did not reach the driver, and the next one will not either: operators need the queue.
GIVEN_UP = (CommandState.TIMED_OUT, CommandState.FAILED, CommandState.REJECTED)
# What changes at every reading, whether or not anything is new on the display.
ALWAYS_NEW = frozenset({"measured_at", "register_wh"})
Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CostTelling:
    """What is needed to tell a cost."""

    stations: StationRepository
    commands: CommandRepository
    interval: timedelta


def tell_cost(session: ChargingSession, now: datetime, needs: CostTelling) -> Command | None:
    """Queue the cost as it is now; None where nothing is to be told.

    A station that calculates itself (2.1 I12) knows better what its display says.
    """
    report, station_id = session.cost_report, session.key.station_id
    cost = running_cost(session)
    if cost is None or (report is not None and report.details is not None):
        return None
    protocol = protocol_of(station_id, needs.stations)
    told = _told(session, cost, protocol) if protocol else None
    if told is None:
        return None
    before = _told_before(session, needs.commands)
    if before and not _worth_while(before[-1], told, now, needs.interval):
        return None
    for command in before:
        needs.commands.discard(command)
    expires_at = now + needs.interval
    return needs.commands.add(Command(station_id, new_ulid(now), TELL_COST, told, now, expires_at))


def protocol_of(station_id: str, stations: StationRepository) -> str | None:
    """The version that a station speaks now; None while it has no socket."""
    connection = stations.state(station_id).connection
    return connection.protocol if connection and connection.connection_id else None


def _told(session: ChargingSession, cost: Money, protocol: str) -> Payload | None:
    """In 1.6 with its prices from the start on, so that a display goes on by itself."""
    told: Payload = {
        "transaction_id": session.key.transaction_id,
        "total_cost": f"{cost.major:f}",
    }
    if protocol != V16:
        return told if session.latest else None
    seen = outlook_of(session)
    reading = session.latest or (session.start.reading if session.start else None)
    if seen is None or reading is None or reading.register_wh is None:
        return None
    return told | {
        "measured_at": clock.to_text(reading.measured_at),
        "register_wh": reading.register_wh,
        "prices": prices_of(seen),
    }


def _told_before(session: ChargingSession, commands: CommandRepository) -> list[Command]:
    return [
        one
        for one in commands.of_station(session.key.station_id)
        if one.action == TELL_COST
        and one.payload.get("transaction_id") == session.key.transaction_id
    ]


def _worth_while(last: Command, told: Payload, now: datetime, interval: timedelta) -> bool:
    state = last.state_at(now)
    if state in GIVEN_UP or state is CommandState.SENT:
        return False
    if state is CommandState.ANSWERED and _shown(last.payload) == _shown(told):
        return False
    return now - last.created_at >= interval


def _shown(told: Payload) -> Payload:
    return {name: value for name, value in told.items() if name not in ALWAYS_NEW}
