"""Local lists: items of the station; which lists name a token, in the token's partition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.directory import token_key
from csms.adapters.dynamodb.list_items import held_from, held_item, wanted_from, wanted_item
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.adapters.dynamodb.update import Update

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csms.drivers.local_lists import HeldList, WantedList

WANTED, HELD = "WANTED", "HELD"
HOLDER = "LIST#"


class DynamoLocalLists:
    """LocalListRepository over the stations table and the directory."""

    def __init__(self, stations: Table, directory: Table) -> None:
        """The two tables."""
        self._stations = stations
        self._directory = directory

    def wanted(self, station_id: str) -> WantedList | None:
        """See the port."""
        item = self._stations.get(keys.local_list(station_id), WANTED)
        return wanted_from(item) if item else None

    def put_wanted(self, station_id: str, wanted: WantedList) -> bool:
        """See the port."""
        update = Update().set(**wanted_item(wanted))
        newer = "attribute_not_exists(version) OR version < :version"
        return self._changed(station_id, WANTED, update, newer)

    def held(self, station_id: str) -> HeldList:
        """See the port."""
        return held_from(self._stations.get(keys.local_list(station_id), HELD) or {})

    def save(self, station_id: str, held: HeldList) -> bool:
        """See the port."""
        update = Update().replace(**held_item(held))
        unchanged = "attribute_not_exists(revision)"
        if held.revision:
            unchanged = f"revision = {update.value('read', held.revision)}"
        return self._changed(station_id, HELD, update, unchanged)

    def hold(self, token_ids: Iterable[str], station_id: str, version: int) -> None:
        """See the port. One request for each 25 tokens."""
        self._directory.put_many(
            [
                {"pk": token_key(one), "sk": HOLDER + station_id, "version": version}
                for one in token_ids
            ]
        )

    def release(self, token_ids: Iterable[str], station_id: str, version: int) -> None:
        """See the port."""
        for token_id in token_ids:
            try:
                place = token_key(token_id), HOLDER + station_id
                self._directory.delete_older(*place, version)
            except ConditionFailed:
                continue

    def holders(self, token_id: str) -> list[str]:
        """See the port."""
        items: list[Item] = []
        start: Item | None = None
        while True:
            more, start = self._directory.query(token_key(token_id), prefix=HOLDER, start=start)
            items += more
            if start is None:
                return [str(one["sk"]).removeprefix(HOLDER) for one in items]

    def _changed(self, station_id: str, sk: str, update: Update, condition: str) -> bool:
        try:
            self._stations.update(keys.local_list(station_id), sk, update.render(condition))
        except ConditionFailed:
            return False
        return True
