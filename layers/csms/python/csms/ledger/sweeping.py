"""Holds whose time is over give their money back: none is held for ever."""

from dataclasses import dataclass
from datetime import datetime

from csms.errors import Conflict
from csms.ledger.holds import Ending, Hold, HoldState
from csms.ledger.ports import HoldRepository


@dataclass(frozen=True, slots=True)
class Swept:
    """What a round found and did; those that changed meanwhile are left to the next one."""

    overdue: tuple[Hold, ...]
    expired: int


def expire_overdue(now: datetime, limit: int, holds: HoldRepository) -> Swept:
    """One round: at most `limit` of each shard of the index. It may be run at any time, again."""
    overdue = tuple(holds.overdue(now, limit))
    return Swept(overdue, sum(_expire(one, now, holds) for one in overdue))


def _expire(hold: Hold, now: datetime, holds: HoldRepository) -> bool:
    try:
        return holds.release(Ending(hold, hold.resolved(HoldState.EXPIRED, now)))
    except Conflict:
        return False
