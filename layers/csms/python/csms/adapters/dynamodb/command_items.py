"""Command items to the domain and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock, exact_json
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
        payload=exact_json.loads(item["payload"], parse_float=exact_json.whole_or_exact),
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
    )


def _moment(item: Item, name: str) -> datetime | None:
    return clock.from_text(item[name]) if name in item else None


def _payload(item: Item, name: str) -> dict[str, Any] | None:
    payload: dict[str, Any] | None = None
    if name in item:
        payload = exact_json.loads(item[name], parse_float=exact_json.whole_or_exact)
    return payload


def json_text(payload: dict[str, Any]) -> str:
    """A payload as text: DynamoDB would change its numbers, and cannot hold every nesting."""
    return exact_json.dumps(payload)
