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
    """One round over all of them, `limit` of each shard of the index at a time. It may be run at
    any time, and again.
    """
    overdue, expired = list[Hold](), 0
    while page := holds.overdue(now, limit):
        done = sum(_expire(one, now, holds) for one in page)
        overdue, expired = [*overdue, *page], expired + done
        if not done:  # all of them changed meanwhile, or are read as they were
            break
    return Swept(tuple(overdue), expired)


def _expire(hold: Hold, now: datetime, holds: HoldRepository) -> bool:
    try:
        return holds.release(Ending(hold, hold.resolved(HoldState.EXPIRED, now)))
    except Conflict:
        return False
