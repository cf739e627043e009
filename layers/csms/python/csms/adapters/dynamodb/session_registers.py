"""Registers that a session's item keeps of its samples: the first, last but one and newest.

They say what the samples count and what flows, without a read of telemetry. A late one is left
out: that would cost a request, and telemetry has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.charging.meter_evidence import Point

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item
    from csms.adapters.dynamodb.update import Update
    from csms.charging.facts import MeterReading

FIRST, BEFORE, LATEST = ("first_at", "first_wh"), ("before_at", "before_wh"), ("wh_at", "latest_wh")


def move_on(update: Update, reading: MeterReading) -> None:
    """A newer register than any: what was the newest is the last but one. `latest_wh` is set."""
    if reading.register_wh is None:
        return
    at = clock.to_text(reading.measured_at)
    update.carry("latest_wh", "before_wh", reading.register_wh).carry("wh_at", "before_at", at)
    update.set(wh_at=at).set_once(first_at=at, first_wh=reading.register_wh)


def registers_from(item: Item) -> tuple[Point, ...]:
    """By time, each once."""
    return tuple(
        sorted({_point(item, *names) for names in (FIRST, BEFORE, LATEST) if names[0] in item})
    )


def _point(item: Item, at: str, value: str) -> Point:
    found: Any = item[value]
    return Point(clock.from_text(item[at]), int(found))
