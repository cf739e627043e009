"""What the filters of the streams' readers let through: an item beside them is told to nobody."""

from __future__ import annotations

import json
from typing import Any

from .stack import RESOURCES


def let_through(mapping: str, item: dict[str, Any], event_name: str = "INSERT") -> bool:
    """Whether a reader of a stream gets a change of this item; the filters are of its keys."""
    filters = RESOURCES[mapping]["Properties"]["FilterCriteria"]["Filters"]
    return any(_fits(json.loads(one["Pattern"]), item, event_name) for one in filters)


def _fits(pattern: dict[str, Any], item: dict[str, Any], event_name: str) -> bool:
    keys = pattern.get("dynamodb", {}).get("Keys", {})
    return event_name in pattern.get("eventName", [event_name]) and all(
        any(_is(str(item[name]), one) for one in wanted["S"]) for name, wanted in keys.items()
    )


def _is(value: str, wanted: str | dict[str, str]) -> bool:
    return value == wanted if isinstance(wanted, str) else value.startswith(wanted["prefix"])
