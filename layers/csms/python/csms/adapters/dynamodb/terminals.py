"""Terminals in the directory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.directory import RECORD, list_of, list_shard
from csms.adapters.dynamodb.table import ConditionFailed
from csms.errors import Overtaken
from csms.terminals.registry import Evse, Key, Terminal

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table

KIND = "terminal"


class DynamoTerminals:
    """TerminalRepository over the directory table."""

    def __init__(self, table: Table) -> None:
        """The directory."""
        self._table = table

    def get(self, terminal_id: str) -> Terminal | None:
        """See the port."""
        item = self._table.get(keys.terminal(terminal_id), RECORD)
        return _terminal_from(item) if item else None

    def save(self, terminal: Terminal) -> Terminal:
        """See the port."""
        after = replace(terminal, version=terminal.version + 1)
        as_read = "version = :before" if terminal.version else "attribute_not_exists(pk)"
        try:
            self._table.put_if(_item(after), as_read, terminal.version)
        except ConditionFailed as failed:
            raise Overtaken(f"terminal {terminal.terminal_id} was changed meanwhile") from failed
        return after

    def page(self, limit: int, cursor: str | None) -> tuple[list[Terminal], str | None]:
        """See the port."""
        items, following = list_of(self._table, KIND).page(limit, cursor)
        return [_terminal_from(one) for one in items], following

    def delete(self, terminal_id: str) -> None:
        """See the port."""
        self._table.delete(keys.terminal(terminal_id), RECORD)


def _item(terminal: Terminal) -> Item:
    return {
        "pk": keys.terminal(terminal.terminal_id),
        "sk": RECORD,
        "kind_shard": list_shard(KIND, terminal.terminal_id),
        "terminal_id": terminal.terminal_id,
        "name": terminal.name,
        "version": terminal.version,
        "evses": [[one.station_id, one.evse_id] for one in terminal.evses],
        "keys": [_key_item(one) for one in terminal.keys],
    }


def _key_item(key: Key) -> Item:
    return {
        "key_id": key.key_id,
        "digest": key.digest,
        "created_at": clock.to_text(key.created_at),
        "expires_at": clock.to_text(key.expires_at) if key.expires_at else None,
    }


def _terminal_from(item: Item) -> Terminal:
    return Terminal(
        terminal_id=item["terminal_id"],
        name=item["name"],
        evses=tuple(Evse(station_id, int(evse_id)) for station_id, evse_id in item["evses"]),
        keys=tuple(map(_key_from, item["keys"])),
        version=int(item["version"]),
    )


def _key_from(item: Item) -> Key:
    expires_at = item.get("expires_at")
    return Key(
        key_id=item["key_id"],
        digest=item["digest"],
        created_at=clock.from_text(item["created_at"]),
        expires_at=clock.from_text(expires_at) if expires_at else None,
    )
