"""The trail of a session as short texts in a list: stream images hold them twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from csms.charging.trail import Kind, Noted, Trail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csms.adapters.dynamodb.table import Item
    from csms.adapters.dynamodb.update import Update

EPOCH, MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)


def append(update: Update, facts: Iterable[Noted]) -> None:
    """Append to the trail; nothing if there is nothing."""
    texts = [text_of(one) for one in facts]
    if texts:
        update.append(trail=texts)


def trail_from(item: Item) -> Trail:
    """The trail of an item."""
    noted = tuple(_noted(text) for text in item.get("trail", ()))
    return Trail(
        noted, int(item.get("trail_kept", 0)), "trail_lost" in item, item.get("trail_by", "")
    )


def trail_attributes(trail: Trail) -> dict[str, Any]:
    """What takes the place of a trail."""
    return {
        "trail": [text_of(one) for one in trail.noted],
        "trail_kept": trail.kept,
        "trail_lost": trail.lost or None,
        "trail_by": trail.by or None,
    }


def text_of(one: Noted) -> str:
    """`<kind><ms since 1970>` and its word, or Wh and W in place of it."""
    numbers = (one.register_wh, one.power_w) if one.kind is Kind.READING else (one.word,)
    parts = ["" if number is None else str(number) for number in numbers]
    return " ".join([f"{one.kind}{(one.at - EPOCH) // MILLISECOND}", *parts]).rstrip()


def _noted(text: str) -> Noted:
    moment, _, rest = text[1:].partition(" ")
    kind, at = Kind(text[0]), EPOCH + int(moment) * MILLISECOND
    if kind is not Kind.READING:
        return Noted(at, kind, rest)
    register, _, power = rest.partition(" ")
    return Noted(at, kind, "", int(register), int(power) if power else None)
