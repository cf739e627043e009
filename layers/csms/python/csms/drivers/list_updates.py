"""The next message that brings a station's list nearer to what is wanted (1.6 §5.15; 2.0.1 D01)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from csms.drivers.local_lists import Entries, Entry, HeldList, Pending
from csms.drivers.model import TokenStatus, TokenType
from csms.errors import Rejected


class Change(NamedTuple):
    """A token and what is said of it; no entry takes it off the list."""

    token_id: str
    type: TokenType
    entry: Entry | None


# How many of the changes, in their order, go into one message.
Fits = Callable[[Sequence[Change]], int]


class Update(StrEnum):
    """How to bring a list up to date. `auto` sends everything only where it must."""

    FULL = "full"
    DIFFERENTIAL = "differential"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class ListMessage:
    """One message: its number, whether it replaces the list, and what it changes."""

    version: int
    full: bool
    changes: tuple[Change, ...]
    at: datetime
    result: Entries

    @property
    def pending(self) -> Pending:
        """As it is kept until the answer."""
        return Pending(self.version, self.result)


def next_message(
    held: HeldList, wanted: Entries, update: Update, fits: Fits, at: datetime
) -> ListMessage:
    """The first message of what is still to be said; the others follow its answer.

    Rejected if a differential one was asked for and it is not known what the station holds.
    """
    numbered = held.numbered()
    base = numbered.base
    if update is Update.DIFFERENTIAL and base is None:
        raise Rejected("It is not known what the station's list holds: send the full one.")
    full = update is Update.FULL or (update is Update.AUTO and _needs_full(base, wanted))
    before: Entries = {} if full or base is None else base
    changes = _changes(before, wanted)
    chosen = changes[: max(1, fits(changes))]
    result = dict(before)
    for one in chosen:
        result.pop(one.token_id, None)
        if one.entry is not None:
            result[one.token_id] = one.entry
    return ListMessage(numbered.number, full, tuple(chosen), at, result)


def _needs_full(base: Entries | None, wanted: Entries) -> bool:
    """Nothing to build upon, or a token of another type, which a station may take for a second."""
    if not base:
        return True
    return any(name in base and base[name].type is not one.type for name, one in wanted.items())


def _changes(before: Entries, wanted: Entries) -> list[Change]:
    """What lets nobody charge any more goes first."""
    gone = [Change(name, one.type, None) for name, one in before.items() if name not in wanted]
    said = [
        Change(name, entry.type, entry)
        for name, entry in wanted.items()
        if before.get(name) != entry
    ]
    return sorted(gone, key=_by_name) + sorted(said, key=_blocked_first)


def _by_name(change: Change) -> str:
    return change.token_id


def _blocked_first(change: Change) -> tuple[bool, str]:
    blocked = change.entry is not None and change.entry.status is TokenStatus.BLOCKED
    return not blocked, change.token_id
