"""Sessions that have ended and whose settlement never began: the event was lost on its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter, SessionRepository

PAGE = 100


class SettlementStarts(Protocol):
    """The way to a settlement."""

    def start(self, session_id: str, station_id: str, transaction_id: str) -> bool:
        """Start it under the session's id. False: that was done before."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many were unsettled for too long, and for how many the engine took a start."""

    overdue: int = 0
    started: int = 0


def recover_settlements(
    now: datetime, overdue_after: timedelta, sessions: SessionRepository, starts: SettlementStarts
) -> Recovered:
    """Start each again. One that is under way, or has failed, keeps its execution: same name."""
    overdue = started = 0
    for session in _unsettled(sessions):
        if session.stop is None or now - session.stop.received_at < overdue_after:
            continue
        overdue += 1
        started += starts.start(session.session_id, *session.key)
    return Recovered(overdue, started)


def _unsettled(sessions: SessionRepository) -> Iterator[ChargingSession]:
    wanted, cursor, more = SessionFilter(unsettled=True), None, True
    while more:
        found, cursor = sessions.page(wanted, PAGE, cursor)
        yield from found
        more = cursor is not None
