"""Visits: an item each beside the payments, changed on condition of its version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.monthly_lists import MonthlyList
from csms.adapters.dynamodb.table import ConditionFailed
from csms.errors import Overtaken
from csms.payments.visits import Occupant, Visit, VisitEnd

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item, Table
    from csms.clock import Clock
    from csms.payments.visits import VisitFilter

VISIT, PLACE = "VISIT", "PLACE"
_BY_MONTH = ("by_month", "visit_month", "listed")
_PLAIN = (
    "visit_id", "payment_id", "terminal_id", "station_id", "start_command", "stop_command",
    "session_id", "transaction_id", "stuck", "warned",
)  # fmt: skip
_NUMBERS = ("evse_id", "version")
_TIMES = ("created_at", "plug_in_by", "stopping_since", "look_at")


class DynamoVisits:
    """VisitRepository over the payments table."""

    def __init__(self, table: Table, now: Clock) -> None:
        """The payments table; `now` tells which month's visits are the newest."""
        self._table, self._now = table, now

    def add(self, visit: Visit) -> Visit:
        """See the port."""
        try:
            self._table.put(_item(visit), "attribute_not_exists(pk)")
        except ConditionFailed:
            stored = self.get(visit.visit_id)
            assert stored is not None
            return stored
        return visit

    def get(self, visit_id: str) -> Visit | None:
        """See the port."""
        item = self._table.get(keys.visit(visit_id), VISIT)
        return _visit_from(item) if item else None

    def save(self, visit: Visit) -> Visit:
        """See the port."""
        after = replace(visit, version=visit.version + 1)
        try:
            self._table.put_if(_item(after), "version = :before", visit.version)
        except ConditionFailed as failed:
            raise Overtaken(f"visit {visit.visit_id} was changed meanwhile") from failed
        return after

    def due(self, now: datetime, limit: int) -> list[str]:
        """See the port. A moment that is now counts as due."""
        found: list[str] = []
        before = clock.to_text(now + timedelta(milliseconds=1))
        index, share = ("by_open", "open_shard", "look_at"), -(-limit // keys.SESSION_SHARDS)
        for shard in range(keys.SESSION_SHARDS):
            items, _ = self._table.query(f"visit#{shard}", index=index, before=before, limit=share)
            found += [item["pk"].partition("#")[2] for item in items]
        return found

    def page(
        self, wanted: VisitFilter, limit: int, cursor: str | None
    ) -> tuple[list[Visit], str | None]:
        """See the port."""

        def present(item: Item) -> Visit | None:
            visit = _visit_from(item)
            return visit if wanted.shows(visit) else None

        return MonthlyList(self._table, _BY_MONTH, present, self._now).page(limit, cursor)

    def occupant(self, station_id: str, evse_id: int) -> Occupant | None:
        """See the port."""
        item = self._table.get(keys.place(station_id, evse_id), PLACE)
        return Occupant(item["visit_id"], clock.from_text(item["since"])) if item else None

    def occupy(
        self, station_id: str, evse_id: int, visit: Occupant, before: Occupant | None
    ) -> bool:
        """See the port."""
        item = {"pk": keys.place(station_id, evse_id), "sk": PLACE, "visit_id": visit.visit_id}
        item |= {"since": clock.to_text(visit.since)}
        unchanged = "visit_id = :before" if before else "attribute_not_exists(pk)"
        try:
            self._table.put_if(item, unchanged, before.visit_id if before else None)
        except ConditionFailed:
            return False
        return True


def _item(visit: Visit) -> Item:
    item: Item = {name: getattr(visit, name) for name in (*_PLAIN, *_NUMBERS)}
    item |= {name: _text(getattr(visit, name)) for name in _TIMES}
    return item | {
        "pk": keys.visit(visit.visit_id),
        "sk": VISIT,
        "visit_month": item["created_at"][:7],
        "listed": f"{item['created_at']}#{visit.visit_id}",
        "ended": visit.ended.value if visit.ended else None,
        "open_shard": keys.visit_shard(visit.visit_id) if visit.look_at else None,
    }


def _visit_from(item: Item) -> Visit:
    numbers: Any = {name: int(item[name]) for name in _NUMBERS if name in item}
    times: Any = {name: clock.from_text(item[name]) for name in _TIMES if name in item}
    return Visit(
        ended=VisitEnd(item["ended"]) if item.get("ended") else None,
        **{name: item[name] for name in _PLAIN if name in item},
        **numbers,
        **times,
    )


def _text(moment: datetime | None) -> str | None:
    return clock.to_text(moment) if moment else None
