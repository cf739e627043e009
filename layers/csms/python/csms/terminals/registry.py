"""Terminals that may ask for money, the EVSEs they serve, and the keys they prove themselves by.

A key is 256 random bits, so a plain digest of it is enough (ADR 0021); it is shown once.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from csms.errors import Conflict, Unauthorized
from csms.ids import new_ulid

# Until the terminal has its new key, the old one is good for so long.
OVERLAP = timedelta(days=1)
MOST_KEYS = 3
_REFUSED = "The terminal's key is not known: send it as `Authorization: Bearer`."


class Evse(NamedTuple):
    """One that a terminal serves."""

    station_id: str
    evse_id: int


@dataclass(frozen=True, slots=True)
class Key:
    """A key's digest, and until when it is good; None: until another one is made."""

    key_id: str
    digest: str
    created_at: datetime
    expires_at: datetime | None = None

    def fits(self, digest: str, now: datetime) -> bool:
        """Whether this is it; takes the same time either way."""
        same = hmac.compare_digest(self.digest, digest)
        return same and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal, or the gateway of several."""

    terminal_id: str
    name: str
    evses: tuple[Evse, ...]
    keys: tuple[Key, ...] = ()
    version: int = 0

    def serves(self, station_id: str, evse_id: int) -> bool:
        """Whether it may start sessions there."""
        return Evse(station_id, evse_id) in self.evses


class TerminalRepository(Protocol):
    """Terminals by their id; every write is on condition of the version read."""

    def get(self, terminal_id: str) -> Terminal | None:
        """The terminal, consistently read."""

    def save(self, terminal: Terminal) -> Terminal:
        """Store the next version; version 0 is a new one. Overtaken if somebody else did."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[Terminal], str | None]:
        """In a stable order, and the cursor of the next page. One that was registered before there
        was a list is in it from its next change on.
        """

    def delete(self, terminal_id: str) -> None:
        """Forget the terminal and its keys; an unknown one is forgotten already."""


def described(
    terminal_id: str, name: str, evses: Iterable[Evse], terminals: TerminalRepository
) -> Terminal:
    """Register or change a terminal; its keys stay."""
    before = terminals.get(terminal_id) or Terminal(terminal_id, name, ())
    places = tuple(sorted(set(evses)))
    return terminals.save(replace(before, name=name, evses=places))


def new_key(terminal: Terminal, now: datetime, terminals: TerminalRepository) -> str:
    """Another key, which nobody can read again; those before it expire after `OVERLAP`.

    Conflict: too many are good at once.
    """
    good = [one for one in terminal.keys if one.expires_at is None or one.expires_at > now]
    if len(good) >= MOST_KEYS:
        raise Conflict(f"The terminal has {len(good)} keys: delete one, or wait for its end.")
    secret = secrets.token_hex(32)
    ending = tuple(
        one if one.expires_at else replace(one, expires_at=now + OVERLAP) for one in good
    )
    key = Key(new_ulid(now), _digest(secret), now)
    terminals.save(replace(terminal, keys=(*ending, key)))
    return f"{terminal.terminal_id}.{secret}"


def without_key(terminal: Terminal, key_id: str, terminals: TerminalRepository) -> Terminal:
    """The terminal without a key, at once; one that it has not is gone already."""
    keys = tuple(one for one in terminal.keys if one.key_id != key_id)
    return terminals.save(replace(terminal, keys=keys))


def recognised(text: str, now: datetime, terminals: TerminalRepository) -> Terminal:
    """The terminal whose key this is. Unauthorized: nobody's, without saying why."""
    terminal_id, _, secret = text.rpartition(".")
    terminal = terminals.get(terminal_id) if terminal_id else None
    found = _digest(secret)
    if terminal is None or not any(one.fits(found, now) for one in terminal.keys):
        raise Unauthorized(_REFUSED)
    return terminal


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
