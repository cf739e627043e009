"""Timers in memory: what was started, in order."""


class MemoryTimer:
    """AnswerTimer that a test plays itself."""

    def __init__(self) -> None:
        """Start without timers."""
        self.started: list[tuple[str, str]] = []

    def start(self, station_id: str, command_id: str) -> None:
        """See the port."""
        self.started.append((station_id, command_id))
