"""Holds: the hold and its account's balance change in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from csms import clock
from csms.adapters.dynamodb.hold_items import (
    BY_PENDING,
    PENDING_SHARDS,
    RECORD,
    end_action,
    extend_action,
    hold_from,
    hold_key,
    listing_action,
    put_action,
)
from csms.adapters.dynamodb.ledger_items import account_key, balance_action
from csms.adapters.dynamodb.table import Item, Table, cursor_of, start_of
from csms.adapters.dynamodb.transactions import write_together
from csms.errors import Conflict
from csms.ledger.changes import of_hold, of_posting
from csms.ledger.holds import Ending, Hold, require_growth


class DynamoHolds:
    """HoldRepository over the ledger table."""

    def __init__(self, table: Table) -> None:
        """The ledger table."""
        self._table = table

    def hold(self, hold_id: str) -> Hold | None:
        """See the port."""
        item = self._table.get(hold_key(hold_id), RECORD)
        return hold_from(item) if item else None

    def place(self, hold: Hold) -> Hold:
        """See the port."""
        name = self._table.name
        balance = balance_action(name, of_hold(hold, hold.minor), hold.hold_id)
        failed = self._write(put_action(name, hold), listing_action(name, hold), balance)
        if failed is None:
            return hold
        known = self.hold(hold.hold_id)
        if known is None:
            raise Conflict(f"hold {hold.hold_id}: {hold.minor} are not available")
        if not known.is_repeat_of(hold):
            raise Conflict(f"hold {hold.hold_id} was placed with another amount")
        return known

    def extend(self, hold: Hold, minor: int, expires_at: datetime) -> Hold:
        """See the port."""
        require_growth(hold, minor)
        name = self._table.name
        wanted = replace(hold, minor=minor, expires_at=expires_at)
        balance = balance_action(name, of_hold(hold, minor - hold.minor), hold.hold_id)
        failed = self._write(extend_action(name, hold, minor, expires_at), balance)
        if failed is None or self.hold(hold.hold_id) == wanted:
            return wanted
        raise Conflict(f"hold {hold.hold_id}: changed, or {minor} are not available")

    def release(self, end: Ending) -> bool:
        """See the port."""
        name, hold = self._table.name, end.before
        balances = [balance_action(name, one, hold.hold_id) for one in of_posting(None, end)]
        if self._write(end_action(name, end), *balances) is None:
            return True
        known = self.hold(hold.hold_id)
        if known is not None and known.state is end.after.state:
            return False
        raise Conflict(f"hold {hold.hold_id} is not as it was read")

    def holds_of(
        self, account_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Hold], str | None]:
        """See the port."""
        listed, last = self._table.query(
            account_key(account_id),
            prefix="HOLD#",
            newest_first=True,
            limit=limit,
            start=start_of(cursor),
        )
        return self._read([one["hold_id"] for one in listed]), cursor_of(last)

    def overdue(self, now: datetime, limit: int) -> list[Hold]:
        """See the port. A query for each shard of the index, then the holds themselves."""
        until, found = clock.to_text(now), list[str]()
        for shard in range(PENDING_SHARDS):
            items, _ = self._table.query(str(shard), index=BY_PENDING, limit=limit)
            due = (one for one in items if one["due_at"] <= until)
            found += [one["pk"].removeprefix(hold_key("")) for one in due]
        holds = self._read(found)
        return [one for one in holds if one.pending and one.expires_at <= now]

    def pending(self, limit: int, cursor: str | None) -> tuple[list[Hold], str | None]:
        """See the port. One shard after the other; the cursor is its number and a place in it."""
        number, _, place = (cursor or "0:").partition(":")
        items, last = self._table.query(
            number, index=BY_PENDING, limit=limit, start=start_of(place or None)
        )
        found = self._read([one["pk"].removeprefix(hold_key("")) for one in items])
        following = f"{number}:{cursor_of(last)}" if last else f"{int(number) + 1}:"
        more = last is not None or int(number) + 1 < PENDING_SHARDS
        return [one for one in found if one.pending], following if more else None

    def _read(self, hold_ids: list[str]) -> list[Hold]:
        keys = [(hold_key(one), RECORD) for one in hold_ids]
        items = self._table.get_many(keys)
        return [hold_from(items[one]) for one in keys if one in items]

    def _write(self, *actions: Item) -> int | None:
        return write_together(self._table.client, list(actions))
