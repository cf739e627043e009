"""A change of a stored item, and how an event of a station is made of it."""

from collections.abc import Mapping
from typing import Any

from csms import clock
from csms.events.envelope import Event

# An item in plain form; one that was not there before is empty.
Item = Mapping[str, Any]


def station_event(
    kind: str, item: Item, at: str, mark: str, body: dict[str, Any] | None = None
) -> Event:
    station_id = str(item["pk"]).partition("#")[2]
    return Event(
        f"{kind}:{station_id}:{mark}",
        kind,
        clock.from_text(at),
        {"station_id": station_id, **(body or {})},
    )
