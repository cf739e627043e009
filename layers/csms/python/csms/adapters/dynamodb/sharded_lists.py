"""Lists that are spread over several partitions of an index, shown shard after shard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csms.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.adapters.dynamodb.table import Item, Table


@dataclass(frozen=True, slots=True)
class ShardedList:
    """Items of one sort key under an index whose sort key is `pk`.

    `partition` names the shard of a number. A cursor is the shard and the last `pk` that was shown.
    """

    table: Table
    index: tuple[str, str]
    partition: Callable[[int], str]
    shards: int
    sk: str

    def page(self, limit: int, cursor: str | None) -> tuple[list[Item], str | None]:
        """Whole items in a stable order, and the cursor of the next page: a query for each shard
        that it touches, a batch read for each 100 items.
        """
        shard_text, _, after = (cursor or "0|").partition("|")
        if not shard_text.isdecimal():
            raise Rejected("cursor: use the `next` of the page before")
        found: list[Item] = []
        shard = int(shard_text)
        while shard < self.shards:
            if len(found) == limit:
                return found, f"{shard}|{after}"
            heads, more = self.table.query(
                self.partition(shard),
                index=self.index,
                limit=limit - len(found),
                start=self._start(shard, after) if after else None,
            )
            places = [(head["pk"], head["sk"]) for head in heads]
            items = self.table.get_many(places)
            found += [items[place] for place in places if place in items]
            after = heads[-1]["pk"] if more else ""
            shard += not more
        return found, None

    def _start(self, shard: int, after: str) -> Item:
        return {self.index[1]: self.partition(shard), "pk": after, "sk": self.sk}
