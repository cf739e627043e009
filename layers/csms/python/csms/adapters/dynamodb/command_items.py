"""Command items to the domain and back."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csms import clock
from csms.adapters.dynamodb.command_progress import progress_of
from csms.commands.model import Command, CommandState

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item


def command_from(item: Item) -> Command:
    """A command as it is stored."""
    return Command(
        station_id=item["station_id"],
        command_id=item["sk"],
        action=item["action"],
        payload=json.loads(item["payload"], parse_float=Decimal),
        created_at=clock.from_text(item["created_at"]),
        expires_at=clock.from_text(item["queued_until"]),
        state=CommandState(item["state"]),
        sent_at=_moment(item, "sent_at"),
        sent_action=item.get("sent_action"),
        sent_payload=_payload(item, "sent_payload"),
        answered_at=_moment(item, "answered_at"),
        answer=_payload(item, "answer"),
        error=item.get("error"),
        progress=progress_of(item),
        requested_by=item.get("requested_by"),
    )


def _moment(item: Item, name: str) -> datetime | None:
    return clock.from_text(item[name]) if name in item else None


def _payload(item: Item, name: str) -> dict[str, Any] | None:
    payload: dict[str, Any] | None = None
    if name in item:
        payload = json.loads(item[name], parse_float=Decimal)
    return payload


def json_text(payload: dict[str, Any]) -> str:
    """A payload as text: DynamoDB would change its numbers, and cannot hold every nesting."""
    return json.dumps(payload, separators=(",", ":"), default=_number)


def _number(value: object) -> float | int:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no place in a payload")
