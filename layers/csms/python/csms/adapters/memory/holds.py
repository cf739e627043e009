"""Holds in memory."""

from dataclasses import replace
from datetime import datetime

from csms import clock
from csms.adapters.memory.books import Books
from csms.errors import Conflict
from csms.ledger.changes import of_hold
from csms.ledger.holds import Ending, Hold, require_growth


class MemoryHolds:
    """HoldRepository over the books of a MemoryLedger."""

    def __init__(self, books: Books) -> None:
        """The same books."""
        self._books = books

    def hold(self, hold_id: str) -> Hold | None:
        """See the port."""
        with self._books.request("hold"):
            return self._books.holds.get(hold_id)

    def place(self, hold: Hold) -> Hold:
        """See the port."""
        with self._books.request("place"):
            known = self._books.holds.get(hold.hold_id)
            if known is not None:
                return _same(known, hold)
            self._move(hold, hold.minor)
            self._books.holds[hold.hold_id] = hold
            return hold

    def extend(self, hold: Hold, minor: int, expires_at: datetime) -> Hold:
        """See the port."""
        require_growth(hold, minor)
        wanted = replace(hold, minor=minor, expires_at=expires_at)
        with self._books.request("extend"):
            if self._books.holds.get(hold.hold_id) == wanted:
                return wanted
            if not self._books.is_as_read(hold):
                raise Conflict(f"hold {hold.hold_id} is not as it was read")
            self._move(hold, minor - hold.minor)
            self._books.holds[hold.hold_id] = wanted
            return wanted

    def release(self, end: Ending) -> bool:
        """See the port."""
        with self._books.request("release"):
            known = self._books.holds.get(end.before.hold_id)
            if self._books.may_end(end):
                self._books.post(None, end)
                return True
            if known is not None and known.state is end.after.state:
                return False
            raise Conflict(f"hold {end.before.hold_id} is not as it was read")

    def holds_of(
        self, account_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Hold], str | None]:
        """See the port. The cursor is the place of the last hold shown."""
        held = (one for one in self._books.holds.values() if one.account_id == account_id)
        by_place = {_place(one): one for one in held if one.placed_minor}
        places = sorted((one for one in by_place if cursor is None or one < cursor), reverse=True)
        shown = places[:limit]
        return [by_place[one] for one in shown], shown[-1] if len(places) > limit else None

    def overdue(self, now: datetime, limit: int) -> list[Hold]:
        """See the port. There is one shard."""
        with self._books.request("overdue"):
            pending = (one for one in self._books.holds.values() if one.pending)
            due = sorted((one.expires_at, one.hold_id) for one in pending if one.expires_at <= now)
            return [self._books.holds[hold_id] for _, hold_id in due[:limit]]

    def pending(self, limit: int, cursor: str | None) -> tuple[list[Hold], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        with self._books.request("pending"):
            holds = {_due(one): one for one in self._books.holds.values() if one.pending}
            left = [one for one in sorted(holds) if cursor is None or one > cursor]
            shown = left[:limit]
            return [holds[one] for one in shown], shown[-1] if len(left) > limit else None

    def _move(self, hold: Hold, minor: int) -> None:
        change = of_hold(hold, minor)
        if not self._books.allow([change]):
            raise Conflict(f"hold {hold.hold_id}: {minor} are not available")
        self._books.apply([change])


def _same(known: Hold, hold: Hold) -> Hold:
    if not known.is_repeat_of(hold):
        raise Conflict(f"hold {hold.hold_id} was placed with another amount")
    return known


def _due(hold: Hold) -> str:
    return f"{clock.to_text(hold.expires_at)}#{hold.hold_id}"


def _place(hold: Hold) -> str:
    return f"{clock.to_text(hold.created_at)}#{hold.hold_id}"
