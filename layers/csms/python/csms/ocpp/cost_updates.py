"""CostUpdated (2.0.1 I02): the running cost on a station's display, at most so often.

It goes through the queue of commands, behind all others; a newer cost replaces the one that waits.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession
from csms.commands.model import Command, CommandState
from csms.commands.ports import CommandRepository
from csms.commands.sending import TELL_COST
from csms.ids import new_ulid
from csms.settlement.telling import running_cost
from csms.stations.ports import StationRepository

VERSIONS = ("ocpp2.0.1", "ocpp2.1")
# It did not reach the driver, and the next one will not either: operators need the queue.
GIVEN_UP = (CommandState.TIMED_OUT, CommandState.FAILED, CommandState.REJECTED)


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
    connection = needs.stations.state(station_id).connection
    if connection is None or connection.connection_id is None:
        return None
    if connection.protocol not in VERSIONS:
        return None
    told = f"{cost.major:f}"
    before = _told(session, needs.commands)
    if before and not _worth_while(before[-1], told, now, needs.interval):
        return None
    for command in before:
        needs.commands.discard(command)
    payload = {"transaction_id": session.key.transaction_id, "total_cost": told}
    expires_at = now + needs.interval
    return needs.commands.add(
        Command(station_id, new_ulid(now), TELL_COST, payload, now, expires_at)
    )


def _told(session: ChargingSession, commands: CommandRepository) -> list[Command]:
    return [
        one
        for one in commands.of_station(session.key.station_id)
        if one.action == TELL_COST
        and one.payload.get("transaction_id") == session.key.transaction_id
    ]


def _worth_while(last: Command, told: str, now: datetime, interval: timedelta) -> bool:
    state = last.state_at(now)
    if state in GIVEN_UP or state is CommandState.SENT:
        return False
    if state is CommandState.ANSWERED and last.payload.get("total_cost") == told:
        return False
    return now - last.created_at >= interval
