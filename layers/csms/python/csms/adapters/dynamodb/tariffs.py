"""Tariffs: CURRENT beside the immutable versions, and a list of all in one partition."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.table import Item, Table, marshal
from csms.adapters.dynamodb.transactions import write_together
from csms.errors import Conflict, Rejected
from csms.stations.model import CurrentType
from csms.tariffs.document import tariff_from_text, tariff_text
from csms.tariffs.model import Published, Tariff

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

# An operator has dozens of tariffs, not thousands, and publishes now and then.
LIST = "TARIFFS"
CURRENT = "CURRENT"


class DynamoTariffs:
    """TariffRepository over the directory table."""

    def __init__(self, table: Table) -> None:
        """The directory."""
        self._table = table

    def current(self, tariff_id: str) -> Tariff | None:
        """See the port."""
        return self._get(tariff_id, CURRENT)

    def current_of(self, tariff_ids: Iterable[str]) -> dict[str, Tariff]:
        """See the port."""
        keys = [(_key(one), CURRENT) for one in tariff_ids]
        found = {}
        for item in self._table.get_many(keys).values() if keys else ():
            with suppress(Rejected):
                tariff = tariff_from_text(item["document"])
                found[tariff.tariff_id] = tariff
        return found

    def version(self, tariff_id: str, version: int) -> Tariff | None:
        """See the port."""
        return self._get(tariff_id, _version(version))

    def page(self, limit: int, cursor: str | None) -> tuple[list[Published], str | None]:
        """See the port."""
        start = {"pk": LIST, "sk": cursor} if cursor else None
        items, more = self._table.query(LIST, limit=limit, start=start)
        return [_published(one) for one in items], items[-1]["sk"] if more and items else None

    def versions(
        self, tariff_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Published], str | None]:
        """See the port."""
        start = {"pk": _key(tariff_id), "sk": cursor} if cursor else None
        items, more = self._table.query(
            _key(tariff_id), prefix="V#", newest_first=True, limit=limit, start=start
        )
        return [_published(one) for one in items], items[-1]["sk"] if more and items else None

    def put(self, tariff: Tariff, at: datetime | None = None) -> None:
        """See the port. Three items in one transaction."""
        head = {
            "tariff_id": tariff.tariff_id,
            "version": tariff.version,
            "published_at": clock.to_text(at) if at else None,
            "currency": tariff.currency,
            "current_type": tariff.current_type.value if tariff.current_type else None,
            "fingerprint": tariff.fingerprint,
        }
        whole = head | {"pk": _key(tariff.tariff_id), "document": tariff_text(tariff)}
        new = self._put(whole | {"sk": _version(tariff.version)})
        new["Put"]["ConditionExpression"] = "attribute_not_exists(pk)"
        current = self._put(whole | {"sk": CURRENT})
        listed = self._put(head | {"pk": LIST, "sk": tariff.tariff_id})
        if write_together(self._table.client, [new, current, listed]) is not None:
            raise Conflict(f"tariff {tariff.tariff_id} has a version {tariff.version}")

    def _get(self, tariff_id: str, sk: str) -> Tariff | None:
        item = self._table.get(_key(tariff_id), sk)
        return tariff_from_text(item["document"]) if item else None

    def _put(self, item: Item) -> Item:
        return {"Put": {"TableName": self._table.name, "Item": marshal(item)}}


def current_place(tariff_id: str) -> tuple[str, str]:
    """Where the current version stands."""
    return _key(tariff_id), CURRENT


def _key(tariff_id: str) -> str:
    return f"TARIFF#{tariff_id}"


def _version(version: int) -> str:
    return f"V#{version:06d}"


def _published(item: Item) -> Published:
    """Older items hold their document alone."""
    at, kind = item.get("published_at"), item.get("current_type")
    return Published(
        item["pk"].partition("#")[2] or item["sk"],
        int(item["version"] if "version" in item else item["sk"].removeprefix("V#")),
        clock.from_text(at) if at else None,
        item.get("currency"),
        CurrentType(kind) if kind else None,
        item.get("fingerprint"),
    )
