"""One of our own events as a signal."""

from collections.abc import Mapping
from typing import Any

from csms import clock
from csms.incidents.model import Kind, Place, Severity
from csms.incidents.signals import Signal

Detail = Mapping[str, Any]


def signal_of(  # noqa: PLR0913  what a signal may have beside what each event has
    kind: Kind,
    object_id: str,
    detail: Detail,
    *,
    present: bool = True,
    counted: bool = False,
    facts: Mapping[str, str] | None = None,
    severity: Severity | None = None,
) -> Signal:
    """A signal of one of our own events."""
    at = clock.from_text(detail["occurred_at"])
    mark = str(detail["event_id"])
    return Signal(
        kind, object_id, at, mark, present, place_of(detail), severity, counted, facts or {}
    )


def place_of(detail: Detail) -> Place:
    """Where an event says that it is."""
    numbers = [detail.get(name) for name in ("evse_id", "connector_id")]
    evse_id, connector_id = (None if one is None else int(one) for one in numbers)
    session_id = detail.get("session_id")
    return Place(detail.get("site_id"), detail.get("station_id"), evse_id, connector_id, session_id)
