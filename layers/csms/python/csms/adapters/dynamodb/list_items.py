"""Local lists to items and back. Entries are one text: a list of 1000 fills a third of an item."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from csms import clock
from csms.drivers.local_lists import Entries, Entry, HeldList, Pending, WantedList
from csms.drivers.model import TokenStatus, TokenType

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item


def wanted_item(wanted: WantedList) -> Item:
    """What is wanted, as attributes."""
    return {"token_ids": list(wanted.token_ids), "version": wanted.version}


def wanted_from(item: Item) -> WantedList:
    """What is wanted."""
    return WantedList(tuple(item["token_ids"]), int(item["version"]))


def held_item(held: HeldList) -> Item:
    """What is held, as attributes of its next revision; None where there is nothing."""
    pending = held.pending
    return {
        "revision": held.revision + 1,
        "number": held.number,
        "entries": None if held.entries is None else _text(held.entries),
        "confirmed_version": held.confirmed_version,
        "confirmed_at": _time(held.confirmed_at),
        "reported_version": held.reported_version,
        "reported_at": _time(held.reported_at),
        "pending_version": pending.version if pending else None,
        "pending_entries": _text(pending.entries) if pending else None,
        "answer": held.answer,
        "answered_at": _time(held.answered_at),
        "unsupported": held.unsupported,
        "booted": held.booted,
    }


def held_from(item: Item) -> HeldList:
    """What is held; of no item: nothing is known."""
    pending = item.get("pending_version")
    return HeldList(
        number=int(item.get("number", 0)),
        entries=_entries(item["entries"]) if "entries" in item else None,
        confirmed_version=_whole(item.get("confirmed_version")),
        confirmed_at=_moment(item.get("confirmed_at")),
        reported_version=_whole(item.get("reported_version")),
        reported_at=_moment(item.get("reported_at")),
        pending=None
        if pending is None
        else Pending(int(pending), _entries(item["pending_entries"])),
        answer=item.get("answer"),
        answered_at=_moment(item.get("answered_at")),
        unsupported=item.get("unsupported", False),
        booted=item.get("booted", False),
        revision=int(item.get("revision", 0)),
    )


def _text(entries: Entries) -> str:
    rows = {
        name: [one.status.value, one.group_id, _time(one.expires_at), one.type.value]
        for name, one in entries.items()
    }
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False)


def _entries(text: str) -> Entries:
    return {name: _entry(*row) for name, row in json.loads(text).items()}


def _entry(status: str, group_id: str | None, expires_at: str | None, kind: str) -> Entry:
    return Entry(TokenStatus(status), group_id, _moment(expires_at), TokenType(kind))


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _time(moment: datetime | None) -> str | None:
    return clock.to_text(moment) if moment else None


def _moment(text: str | None) -> datetime | None:
    return clock.from_text(text) if text else None
