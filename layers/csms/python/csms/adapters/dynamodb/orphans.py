"""Orphan facts: an item each beside the sessions of their station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.table import ConditionFailed
from csms.adapters.dynamodb.update import Update
from csms.charging.ports import OrphanFact

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table

PREFIX = "ORPHAN#"


class Orphans:
    """The part of SessionRepository that is about facts without a session."""

    def __init__(self, table: Table) -> None:
        """The sessions table."""
        self._table = table

    def record(self, orphan: OrphanFact) -> None:
        """Once; the same fact again changes nothing."""
        item = {
            "pk": keys.station(orphan.station_id),
            "sk": PREFIX + orphan.place,
            "kind": orphan.kind,
            "occurred_at": clock.to_text(orphan.occurred_at),
            "received_at": clock.to_text(orphan.received_at),
            "content": {k: v for k, v in orphan.content.items() if v is not None},
            "resolved_by": orphan.session_id,
        }
        try:
            self._table.put(item, "attribute_not_exists(pk)")
        except ConditionFailed:
            return

    def resolve(self, orphan: OrphanFact, session_id: str) -> None:
        """`resolved_by`, for `session_id` is the key of an index of sessions."""
        update = Update().set(resolved_by=session_id).render("attribute_exists(pk)")
        try:
            self._table.update(keys.station(orphan.station_id), PREFIX + orphan.place, update)
        except ConditionFailed:
            return

    def page(
        self, station_id: str, limit: int, cursor: str | None
    ) -> tuple[list[OrphanFact], str | None]:
        """By time. The cursor is the place of the last one shown."""
        pk = keys.station(station_id)
        items, more = self._table.query(
            pk,
            prefix=PREFIX,
            limit=limit,
            start={"pk": pk, "sk": PREFIX + cursor} if cursor else None,
        )
        found = [_orphan_from(station_id, item) for item in items]
        return found, found[-1].place if more and found else None


def _orphan_from(station_id: str, item: Item) -> OrphanFact:
    return OrphanFact(
        station_id=station_id,
        digest=item["sk"].rpartition("#")[2],
        kind=item["kind"],
        occurred_at=clock.from_text(item["occurred_at"]),
        received_at=clock.from_text(item["received_at"]),
        content={k: v if isinstance(v, str) else int(v) for k, v in item["content"].items()},
        session_id=item.get("resolved_by"),
    )
