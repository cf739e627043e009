"""Parts of reports: an item each, in a partition of their station."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.table import Item, Table
from csms.stations.reports import PartHead, ReportPart

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = timedelta(days=30)
HEAD = ("kind", "request_id", "seq_no", "more", "received_at")


class DynamoReports:
    """ReportRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def record(self, part: ReportPart) -> None:
        """See the port."""
        self._table.put(
            {
                "pk": keys.reports(part.station_id),
                "sk": f"{part.request_id}#{part.kind}#{part.place}",
                "station_id": part.station_id,
                "kind": part.kind,
                "request_id": str(part.request_id),
                "seq_no": None if part.seq_no is None else str(part.seq_no),
                "more": part.more,
                "received_at": clock.to_text(part.received_at),
                "content": documents.to_text(part.content),
                "expires_at": clock.epoch_seconds(part.received_at + KEPT),
            }
        )

    def heads(self, station_id: str, request_id: int | None = None) -> list[PartHead]:
        """See the port."""
        prefix = "" if request_id is None else f"{request_id}#"
        return [_head_from(item) for item in self._items(station_id, prefix, HEAD)]

    def parts(self, station_id: str, request_id: int) -> list[ReportPart]:
        """See the port."""
        return [_part_from(item) for item in self._items(station_id, f"{request_id}#")]

    def _items(
        self, station_id: str, prefix: str = "", attributes: tuple[str, ...] = ()
    ) -> Iterator[Item]:
        start: Item | None = None
        while True:
            items, start = self._table.query(
                keys.reports(station_id), prefix=prefix, start=start, attributes=attributes
            )
            yield from items
            if start is None:
                return


def _head_from(item: Item) -> PartHead:
    return PartHead(
        kind=item["kind"],
        request_id=int(item["request_id"]),
        seq_no=int(item["seq_no"]) if "seq_no" in item else None,
        more=item["more"],
        received_at=clock.from_text(item["received_at"]),
    )


def _part_from(item: Item) -> ReportPart:
    head = _head_from(item)
    return ReportPart(
        station_id=item["station_id"],
        kind=head.kind,
        request_id=head.request_id,
        seq_no=head.seq_no,
        more=head.more,
        received_at=head.received_at,
        content=documents.from_text(item["content"]),
    )
