"""Open pages in memory."""

from collections.abc import Iterator
from datetime import datetime

from csms.live.ports import Listener


class MemoryListeners:
    """ListenerRepository over dicts."""

    def __init__(self) -> None:
        """Start without pages."""
        self._open: dict[str, Listener] = {}
        self._topics: dict[str, frozenset[str]] = {}

    def open(self, listener: Listener) -> None:
        """See the port."""
        self._open[listener.connection_id] = listener

    def subscribe(self, connection_id: str, topics: frozenset[str]) -> bool:
        """See the port."""
        if connection_id not in self._open:
            return False
        self._topics[connection_id] = topics
        return True

    def close(self, connection_id: str) -> None:
        """See the port."""
        self._open.pop(connection_id, None)
        self._topics.pop(connection_id, None)

    def listening(self, topic: str, now: datetime) -> Iterator[Listener]:
        """See the port."""
        for connection_id in sorted(self._open):
            listener = self._open[connection_id]
            if topic in self._topics.get(connection_id, ()) and listener.expires_at > now:
                yield listener
