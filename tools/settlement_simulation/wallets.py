"""The books with a stream of their own, and what a world sees of wallets as they change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from csms.adapters.memory.books import Books
from csms.ledger import chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from csms.clock import Clock
    from csms.ledger.changes import AccountChange

WALLET = chart.wallet("")


class StreamedBooks(Books):
    """Balances in memory whose changes are told, one wallet at a time."""

    def __init__(self, changed: Callable[[str, int], None]) -> None:
        """Empty."""
        super().__init__()
        self._changed = changed

    def apply(self, changes: Iterable[AccountChange]) -> None:
        """See `Books`; then tell of every wallet that it moved."""
        moved = [one for one in changes if one.moves]
        super().apply(moved)
        for one in moved:
            if one.account_id.startswith(WALLET):
                self._changed(one.account_id, self.accounts[one.account_id].available_minor)


class Wallets:
    """What drivers had available, and since when; `overdrawn`: that a wallet was below zero."""

    def __init__(self, now: Clock) -> None:
        """Nobody has anything."""
        self._now = now
        self.had: defaultdict[str, list[tuple[datetime, int]]] = defaultdict(list)
        self.overdrawn: list[str] = []

    def changed(self, account_id: str, available_minor: int) -> None:
        """It has so much from now on."""
        self.had[account_id.removeprefix(WALLET)].append((self._now(), available_minor))
        if available_minor < 0:
            self.overdrawn.append(f"{account_id} below zero at {self._now()}")

    def least(self, driver_id: str, since: datetime, until: datetime) -> int | None:
        """The least that was available in a time; None: there was no wallet. What changes at its
        first moment is over then.
        """
        known = self.had[driver_id]
        begin = [minor for at, minor in known if at <= since]
        within = [minor for at, minor in known if since < at <= until]
        return min([*begin[-1:], *within], default=None)
