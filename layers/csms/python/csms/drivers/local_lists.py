"""Local authorization lists: what a station is to hold and what it holds (1.6 §3.5; 2.0.1 D).

A list's number is ours and only grows: a change of what is wanted takes the next one, and so does
each message. So a number that a station names stands for one content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from csms.drivers.model import Token, TokenStatus, TokenType

# What a station answers that has no list: 1.6 §5.10, 2.0.1 D02.
NO_LISTS, EMPTY = -1, 0
LARGEST_NUMBER = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says of a token. No clock is in it: that a token has expired is no change."""

    status: TokenStatus
    group_id: str | None = None
    expires_at: datetime | None = None
    type: TokenType = TokenType.ISO14443


Entries = Mapping[str, Entry]


def entry_of(token: Token) -> Entry:
    """What a list says of this token."""
    return Entry(token.status, token.group_id, token.expires_at, token.type)


@dataclass(frozen=True, slots=True)
class WantedList:
    """The tokens that the operator wants in a station's list, known or not."""

    token_ids: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A message on its way, and what the station holds if it accepts."""

    version: int
    entries: Entries


@dataclass(frozen=True, slots=True)
class HeldList:
    """What a station is known to hold. `entries` is None as long as that is in doubt.

    `number` is the last one given away, `revision` counts the changes of this record. `booted`:
    the station has booted since, and may have been reset; its list's number will tell.
    """

    number: int = 0
    entries: Entries | None = None
    confirmed_version: int | None = None
    confirmed_at: datetime | None = None
    reported_version: int | None = None
    reported_at: datetime | None = None
    pending: Pending | None = None
    answer: str | None = None
    answered_at: datetime | None = None
    unsupported: bool = False
    booted: bool = False
    revision: int = field(default=0, compare=False)

    def holds(self, wanted: Entries) -> bool:
        """Whether it is known to hold exactly this."""
        return self.base is not None and self.base == wanted

    @property
    def base(self) -> Entries | None:
        """What a differential update can build upon; None where only a full one will do."""
        return None if self.pending or self.booted else self.entries

    def numbered(self) -> "HeldList":
        """The next number is taken. After the largest one a full update starts anew."""
        number = max(self.number, self.reported_version or 0) + 1
        if number > LARGEST_NUMBER:
            return replace(self, number=1, entries=None, reported_version=None)
        return replace(self, number=number)

    def sent(self, pending: Pending) -> "HeldList":
        """A message leaves: until its answer it is in doubt what the station holds."""
        return replace(self, number=pending.version, pending=pending)

    def accepted(self, version: int, at: datetime) -> "HeldList":
        """The station took a message. One that we did not expect leaves its content in doubt."""
        if self.pending and self.pending.version == version:
            said = replace(self, answer="Accepted", answered_at=at, unsupported=False)
            return replace(
                said,
                entries=self.pending.entries,
                confirmed_version=version,
                confirmed_at=at,
                pending=None,
                booted=False,
            )
        if self.confirmed_version is not None and version <= self.confirmed_version:
            return self
        return replace(self, entries=None)

    def refused(self, version: int, answer: str, at: datetime, never: bool) -> "HeldList":
        """The station refused a message; `never`: it knows no lists."""
        if self.pending is None or self.pending.version != version:
            return self
        said = replace(self, answer=answer, answered_at=at, unsupported=never)
        return replace(said, entries=None, pending=None)

    def reported(self, version: int, at: datetime) -> "HeldList":
        """The station named its list's number, which tells what became of a lost answer."""
        never = version == NO_LISTS or (self.unsupported and version == EMPTY)
        told = replace(self, reported_version=version, reported_at=at, unsupported=never)
        told = replace(told, booted=False)
        if self.pending and self.pending.version == version:
            return told.accepted(version, at)
        told = replace(told, pending=None)
        if version == EMPTY:
            same = self.entries == {}
            return told if same else replace(told, entries={}, confirmed_version=None)
        return told if version == self.confirmed_version else replace(told, entries=None)

    def rebooted(self, connected_at: datetime | None) -> "HeldList":
        """The station booted. What was sent on this socket before that may have met a reset one,
        so that its number would tell nothing.
        """
        before = connected_at and self.confirmed_at and self.confirmed_at >= connected_at
        if self.pending or before:
            return replace(self, entries=None, pending=None)
        return replace(self, booted=True)

    def overwritten(self) -> "HeldList":
        """Somebody sent a list past us: what the station holds is in doubt."""
        return replace(self, entries=None)
