"""The envelope of every event on the bus (`docs/events.md`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from csms import clock

SOURCE = "stationmaster"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Event:
    """A fact that happened. `event_id` is derived from it: consumers are idempotent on it."""

    event_id: str
    kind: str
    occurred_at: datetime
    body: dict[str, Any]

    def detail(self) -> dict[str, Any]:
        """The `detail` of the event on the bus."""
        return {
            "event_id": self.event_id,
            "kind": self.kind,
            "version": VERSION,
            "occurred_at": clock.to_text(self.occurred_at),
            **self.body,
        }


class EventBus(Protocol):
    """Where events go."""

    def publish(self, events: Sequence[Event]) -> None:
        """Publish all, or raise Unavailable; then all are published again."""
