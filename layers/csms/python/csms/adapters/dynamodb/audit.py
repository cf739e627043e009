"""The audit log: an item for each entry, by month; an index by what it concerns."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.table import ConditionFailed
from csms.audit.model import AuditEntry, AuditFilter, Outcome
from csms.errors import Rejected

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table
    from csms.clock import Clock

NEW = "attribute_not_exists(pk)"
BY_OBJECT = ("by_object", "object_id", "sk")
FIRST_MONTH = date(2026, 1, 1)
# Months that one page looks through at the most, so that an empty log answers too.
MONTHS_IN_A_PAGE = 12
CURSOR = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class DynamoAudit:
    """AuditLog over a table that nobody may change items of, nor delete any."""

    def __init__(self, table: Table, now: Clock) -> None:
        """`now` tells where the newest month is."""
        self._table = table
        self._now = now

    def add(self, entry: AuditEntry) -> None:
        """See the port."""
        with suppress(ConditionFailed):
            self._table.put(_item(entry), NEW)

    def page(
        self, wanted: AuditFilter, limit: int, cursor: str | None
    ) -> tuple[list[AuditEntry], str | None]:
        """See the port. A cursor is a place, or the month to go on with."""
        if cursor is not None and not CURSOR.match(cursor):
            raise Rejected("cursor: use the `next` of the page before")
        if wanted.object_id is not None:
            return self._of_object(wanted, limit, cursor)
        shown: list[AuditEntry] = []
        month = _month_of(cursor or f"{self._now():%Y-%m}")
        for _ in range(MONTHS_IN_A_PAGE):
            found, cursor = self._of_month(month, wanted, limit - len(shown), cursor)
            shown += found
            if cursor is not None:
                return shown, cursor
            month = (month - timedelta(days=1)).replace(day=1)
        return shown, None if month < FIRST_MONTH else f"{month:%Y-%m}~"

    def _of_month(
        self, month: date, wanted: AuditFilter, limit: int, cursor: str | None
    ) -> tuple[list[AuditEntry], str | None]:
        """At most `limit` items are read, so a filter may leave fewer; None: the month is over."""
        items, last = self._table.query(
            f"AUDIT#{month:%Y-%m}", newest_first=True, limit=max(limit, 1), before=cursor
        )
        if limit == 0:
            return [], f"{month:%Y-%m}~" if items else None
        entries = [_entry(one) for one in items]
        more = items[-1]["sk"] if last and items else None
        return [one for one in entries if wanted.shows(one)], more

    def _of_object(
        self, wanted: AuditFilter, limit: int, cursor: str | None
    ) -> tuple[list[AuditEntry], str | None]:
        assert wanted.object_id is not None
        heads, last = self._table.query(
            wanted.object_id, index=BY_OBJECT, newest_first=True, limit=limit, before=cursor
        )
        keys = [(one["pk"], one["sk"]) for one in heads]
        whole = self._table.get_many(keys)
        entries = [_entry(whole[one]) for one in keys if one in whole]
        more = heads[-1]["sk"] if last and heads else None
        return [one for one in entries if wanted.shows(one)], more


def _month_of(cursor: str) -> date:
    return date.fromisoformat(f"{cursor[:7]}-01")


def _item(entry: AuditEntry) -> Item:
    at = clock.to_text(entry.at)
    return {
        "pk": f"AUDIT#{at[:7]}",
        "sk": f"{at}#{entry.order_id}#{entry.outcome}",
        "order_id": entry.order_id,
        "at": at,
        "subject": entry.subject,
        "name": entry.name,
        "action": entry.action,
        "object_id": entry.object_id,
        "reason": entry.reason,
        "outcome": entry.outcome.value,
        "before": dict(entry.before),
        "after": dict(entry.after),
    }


def _entry(item: Item) -> AuditEntry:
    return AuditEntry(
        item["order_id"],
        clock.from_text(item["at"]),
        item["subject"],
        item["action"],
        item["object_id"],
        item["reason"],
        Outcome(item["outcome"]),
        item["before"],
        item["after"],
        item.get("name"),
    )
