"""Holds whose session is settled, or is not there, give their money back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import SessionState
from csms.errors import Conflict
from csms.ledger.holds import Hold, ending
from csms.ledger.ports import HoldRepository
from csms.settlement.paying import hold_id

SESSION_HOLD = hold_id("")
# A hold may be placed before what it is for can be read everywhere.
SETTLED_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Released:
    """What a round found and did."""

    orphans: tuple[Hold, ...]
    released: int


def release_orphans(
    now: datetime, limit: int, holds: HoldRepository, sessions: SessionRepository
) -> Released:
    """One round over all pending holds, `limit` at a time: those that are still needed, however
    many, must not hide the others.

    It may be run at any time, and again; a hold that changed meanwhile is left to the next round.
    """
    old = (one for one in _pending(limit, holds) if now - one.created_at > SETTLED_FOR)
    gone = tuple(one for one in old if cause_is_gone(one, sessions))
    return Released(gone, sum(_release(one, now, holds) for one in gone))


def _pending(limit: int, holds: HoldRepository) -> Iterator[Hold]:
    cursor, more = None, True
    while more:
        page, cursor = holds.pending(limit, cursor)
        yield from page
        more = cursor is not None


def cause_is_gone(hold: Hold, sessions: SessionRepository) -> bool:
    """Whether it is a session's hold, and the session needs it no more."""
    if not hold.hold_id.startswith(SESSION_HOLD):
        return False
    found = sessions.find(hold.reference)
    session = sessions.get(found.key) if found else None
    return session is None or session.state is SessionState.SETTLED


def _release(hold: Hold, now: datetime, holds: HoldRepository) -> bool:
    try:
        return holds.release(ending(hold, None, now))
    except Conflict:
        return False
