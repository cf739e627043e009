"""Maintenance windows, in the partition of their place, and in a list of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.incidents.windows import Window

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item, Table

WINDOWS = "WINDOWS"


class DynamoWindows:
    """WindowRepository over the table `incidents`; a place has few, and TTL takes old ones."""

    def __init__(self, table: Table) -> None:
        """The table `incidents`."""
        self._table = table

    def get(self, window_id: str) -> Window | None:
        """See the port."""
        item = self._table.get(f"WINDOW#{window_id}", "RECORD")
        return _window(item) if item else None

    def put(self, window: Window) -> None:
        """See the port. The record comes first: what lists lead to is there."""
        before = self.get(window.window_id)
        self._table.put({"pk": f"WINDOW#{window.window_id}", "sk": "RECORD", **_facts(window)})
        for pk, sk in _places(window):
            self._table.put({"pk": pk, "sk": sk, **_facts(window)})
        if before is not None:
            self._forget(set(_places(before)) - set(_places(window)))

    def delete(self, window_id: str) -> None:
        """See the port."""
        before = self.get(window_id)
        if before is not None:
            self._forget(set(_places(before)))
            self._table.delete(f"WINDOW#{window_id}", "RECORD")

    def _forget(self, places: set[tuple[str, str]]) -> None:
        for pk, sk in sorted(places):
            self._table.delete(pk, sk)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Window], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        items, last = self._table.query(WINDOWS, newest_first=True, limit=limit, before=cursor)
        return [_window(one) for one in items], items[-1]["sk"] if last and items else None

    def of_place(self, site_id: str | None, station_id: str | None, now: datetime) -> list[Window]:
        """See the port. A query for each of the two."""
        found: list[Window] = []
        for word, name in (("SITE", site_id), ("STATION", station_id)):
            if name is not None:
                items, _ = self._table.query(
                    f"{WINDOWS}#{word}#{name}", since=clock.to_text(now), before="~"
                )
                found += [_window(one) for one in items if _window(one).ends_at > now]
        return found


def _places(window: Window) -> list[tuple[str, str]]:
    """Sorted by their end, so that those that are over are passed by."""
    place = f"SITE#{window.site_id}" if window.site_id else f"STATION#{window.station_id}"
    sk = f"{clock.to_text(window.ends_at)}#{window.window_id}"
    return [(WINDOWS, sk), (f"{WINDOWS}#{place}", sk)]


def _facts(window: Window) -> Item:
    return {
        "window_id": window.window_id,
        "starts_at": clock.to_text(window.starts_at),
        "ends_at": clock.to_text(window.ends_at),
        "reason": window.reason,
        "site_id": window.site_id,
        "station_id": window.station_id,
    }


def _window(item: Item) -> Window:
    return Window(
        item["window_id"],
        clock.from_text(item["starts_at"]),
        clock.from_text(item["ends_at"]),
        item["reason"],
        item.get("site_id"),
        item.get("station_id"),
    )
