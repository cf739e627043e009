"""Lists that are spread over several partitions of an index, shown shard after shard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csms.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.adapters.dynamodb.table import Item, Table


# Of a filtered page: with some 200 bytes an entry, more than 50,000 entries of full shards.
MOST_LOOKS = 16
LONGEST_SHARD = 2


def place_in(cursor: str | None) -> tuple[int, str]:
    """Which shard, and behind which key. Rejected: no cursor of ours."""
    shard, _, after = (cursor or "0|").partition("|")
    if not shard.isdecimal() or len(shard) > LONGEST_SHARD:
        raise Rejected("cursor: use the `next` of the page before")
    return int(shard), after


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

    def page(
        self, limit: int, cursor: str | None, only: Item | None = None
    ) -> tuple[list[Item], str | None]:
        """Whole items in a stable order, and the cursor of the next page: a query for each shard
        that it touches, a batch read for each 100 items.

        `only`: a FilterExpression on what the index holds, with its names and values. Then a query
        looks at a megabyte, and a page that MOST_LOOKS of them do not fill is short.
        """
        shard, after = place_in(cursor)
        places: list[tuple[str, str]] = []
        looks = 0
        while shard < self.shards and len(places) < limit and (only is None or looks < MOST_LOOKS):
            room = limit - len(places)
            heads, more = self.table.query(
                self.partition(shard),
                index=self.index,
                limit=room if only is None else None,
                start=self._start(shard, after) if after else None,
                only=only,
            )
            places += [(head["pk"], head["sk"]) for head in heads[:room]]
            after = heads[room - 1]["pk"] if len(heads) > room else more["pk"] if more else ""
            shard += not after
            looks += 1
        items = self.table.get_many(places)
        found = [items[place] for place in places if place in items]
        return found, f"{shard}|{after}" if shard < self.shards else None

    def _start(self, shard: int, after: str) -> Item:
        return {self.index[1]: self.partition(shard), "pk": after, "sk": self.sk}
