"""Sockets in memory: who is there, and what they were sent."""


class MemorySocket:
    """StationSocket over a set of open connections."""

    def __init__(self, *connection_ids: str) -> None:
        """`open` may be changed at any time."""
        self.open = set(connection_ids)
        self.sent: list[tuple[str, str]] = []

    def post(self, connection_id: str, frame: str) -> bool:
        """See the port."""
        if connection_id not in self.open:
            return False
        self.sent.append((connection_id, frame))
        return True

    def close(self, connection_id: str) -> None:
        """See the port."""
        self.open.discard(connection_id)
