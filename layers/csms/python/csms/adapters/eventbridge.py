"""Business facts to the event bus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from csms.errors import Unavailable
from csms.events.envelope import SOURCE, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

LARGEST_BATCH = 10


class EventBridgeBus:
    """EventBus over PutEvents."""

    def __init__(self, client: EventBridgeClient, bus_name: str) -> None:
        """The deployment's bus."""
        self._client = client
        self._bus_name = bus_name

    def publish(self, events: Sequence[Event]) -> None:
        """See the port. PutEvents can succeed and refuse single entries: that is a failure."""
        for start in range(0, len(events), LARGEST_BATCH):
            entries = [self._entry(event) for event in events[start : start + LARGEST_BATCH]]
            answer = self._client.put_events(Entries=entries)
            if answer["FailedEntryCount"]:
                raise Unavailable(f"EventBridge refused {answer['FailedEntryCount']} events")

    def _entry(self, event: Event) -> PutEventsRequestEntryTypeDef:
        return {
            "EventBusName": self._bus_name,
            "Source": SOURCE,
            "DetailType": event.kind,
            "Detail": json.dumps(event.detail()),
        }
