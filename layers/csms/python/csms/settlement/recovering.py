"""Stopped sessions that nothing happens to: the event was lost on its way, or time has passed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from csms.charging.model import ChargingSession
from csms.charging.places import place_of
from csms.charging.ports import SessionFilter, SessionRepository
from csms.charging.states import STATUSES
from csms.pricing.facts import Signal
from csms.settlement.ending import Ending, look, waits_until
from csms.stations.ports import StationRepository

PAGE = 100


class SettlementStarts(Protocol):
    """The way to a settlement."""

    def start(self, session_id: str, station_id: str, transaction_id: str) -> bool:
        """Start it under the session's id. False: that was done before."""


@dataclass(frozen=True, slots=True)
class Recovering:
    """What a round needs. `overdue_after`: so long nobody settles a session that is over."""

    ending: Ending
    stations: StationRepository
    starts: SettlementStarts
    overdue_after: timedelta


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many were found to be over, were unsettled for too long, and for how many of these the
    engine took a start.
    """

    ended: int = 0
    overdue: int = 0
    started: int = 0


def recover_settlements(now: datetime, needs: Recovering) -> Recovered:
    """End what is over, and start each settlement again. One that is under way, or has failed,
    keeps its execution: same name.
    """
    ended = overdue = started = 0
    for session in _unsettled(needs.ending.sessions):
        if session.awaiting_unplug:
            due = _may_be_over(session, now, needs.stations)
            ended += due and look(session.key, now, needs.ending)
        elif now - _over_since(session, now) >= needs.overdue_after:
            overdue += 1
            started += needs.starts.start(session.session_id, *session.key)
    return Recovered(ended, overdue, started)


def _over_since(session: ChargingSession, now: datetime) -> datetime:
    """By our clock."""
    facts = (session.stop, session.end)
    return max((one.received_at for one in facts if one is not None), default=now)


def _may_be_over(session: ChargingSession, now: datetime, stations: StationRepository) -> bool:
    """Waited for long enough, or its connector is free: one query, whatever was said before."""
    if waits_until(session, now) <= now:
        return True
    place = place_of(session)
    return any(
        (one.evse_id, one.connector_id) == place and STATUSES.get(one.status) is Signal.AVAILABLE
        for one in stations.state(session.key.station_id).connectors
    )


def _unsettled(sessions: SessionRepository) -> Iterator[ChargingSession]:
    wanted, cursor, more = SessionFilter(unsettled=True), None, True
    while more:
        found, cursor = sessions.page(wanted, PAGE, cursor)
        yield from found
        more = cursor is not None
