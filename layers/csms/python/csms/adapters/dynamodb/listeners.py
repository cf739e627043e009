"""Open pages: a record of each, and one under each topic that it listens to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.live.ports import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item, Table

PAGE = "PAGE"


class DynamoListeners:
    """ListenerRepository over a table of its own: it is written at each visit, and forgets."""

    def __init__(self, table: Table) -> None:
        """TTL removes what was not closed."""
        self._table = table

    def open(self, listener: Listener) -> None:
        """See the port."""
        self._table.put(_item(listener) | {"pk": _page(listener.connection_id), "sk": PAGE})

    def subscribe(self, connection_id: str, topics: frozenset[str]) -> bool:
        """See the port."""
        item = self._table.get(_page(connection_id), PAGE)
        if item is None:
            return False
        for topic in sorted(set(item.get("topics", ())) - topics):
            self._table.delete(_topic(topic), connection_id)
        self._table.put(item | {"topics": sorted(topics)})
        plain = {name: value for name, value in item.items() if name != "topics"}
        self._table.put_many(
            [plain | {"pk": _topic(one), "sk": connection_id} for one in sorted(topics)]
        )
        return True

    def close(self, connection_id: str) -> None:
        """See the port."""
        item = self._table.get(_page(connection_id), PAGE) or {}
        for topic in item.get("topics", ()):
            self._table.delete(_topic(topic), connection_id)
        self._table.delete(_page(connection_id), PAGE)

    def listening(self, topic: str, now: datetime) -> Iterator[Listener]:
        """See the port."""
        start: Item | None = None
        while True:
            items, start = self._table.query(_topic(topic), start=start)
            yield from (one for one in map(_listener, items) if one.expires_at > now)
            if start is None:
                return


def _page(connection_id: str) -> str:
    return f"PAGE#{connection_id}"


def _topic(topic: str) -> str:
    return f"TOPIC#{topic}"


def _item(listener: Listener) -> Item:
    return {
        "connection_id": listener.connection_id,
        "subject": listener.subject,
        "sites": sorted(listener.sites),
        "until": clock.to_text(listener.expires_at),
        "expires_at": clock.epoch_seconds(listener.expires_at),
    }


def _listener(item: Item) -> Listener:
    return Listener(
        item["connection_id"],
        item["subject"],
        frozenset(item["sites"]),
        clock.from_text(item["until"]),
    )
