"""The station journal: an item for each message in a partition of its station."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.stations.journal import JournalEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = timedelta(days=90)
# A kind may be rare: how many items one page looks at before it says "go on from here".
READ_AT_ONCE, MOST_READS = 200, 10


class DynamoJournal:
    """StationJournal over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def record(self, entry: JournalEntry) -> None:
        """See the port. The condition keeps a repeat out of the stream, too."""
        item = {
            "pk": keys.journal(entry.station_id),
            "sk": entry.place,
            "station_id": entry.station_id,
            "kind": entry.kind,
            "occurred_at": clock.to_text(entry.occurred_at),
            "received_at": clock.to_text(entry.received_at),
            "content": documents.to_text(entry.content),
            "critical": entry.critical or None,
            "expires_at": clock.epoch_seconds(entry.received_at + KEPT),
        }
        try:
            self._table.put(item, "attribute_not_exists(pk)")
        except ConditionFailed:
            return

    def page(
        self, station_id: str, kind: str | None, limit: int, cursor: str | None
    ) -> tuple[list[JournalEntry], str | None]:
        """See the port. The cursor is the place of the last entry looked at."""
        found: list[JournalEntry] = []
        last = cursor
        for item in self._newest_first(station_id, cursor):
            if item is None:
                return found, last
            if kind in (None, item["kind"]):
                if len(found) == limit:
                    return found, last
                found.append(_entry_from(item))
            last = item["sk"]
        return found, None

    def _newest_first(self, station_id: str, before: str | None) -> Iterator[Item | None]:
        """Items; None at the end if there are more than one page should read."""
        for _ in range(MOST_READS):
            items, more = self._table.query(
                keys.journal(station_id), before=before, newest_first=True, limit=READ_AT_ONCE
            )
            yield from items
            if more is None:
                return
            before = items[-1]["sk"]
        yield None


def _entry_from(item: Item) -> JournalEntry:
    return JournalEntry(
        station_id=item["station_id"],
        kind=item["kind"],
        occurred_at=clock.from_text(item["occurred_at"]),
        received_at=clock.from_text(item["received_at"]),
        content=documents.from_text(item["content"]),
        critical=item.get("critical", False),
    )
