"""Figures: a fact and the sums that it is part of change in one transaction, or not at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import figure_keys as keys
from csms.adapters.dynamodb.figure_items import (
    FIGURE,
    amounts_from,
    fact_from,
    fact_item,
    outage_from,
    rows_filter,
)
from csms.adapters.dynamodb.sharded_lists import ShardedList, place_in
from csms.adapters.dynamodb.table import Item, Table, key, marshal
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.errors import Rejected, Unavailable
from csms.figures.model import NOTHING, NOW, Fact, Figures, Group, changes
from csms.figures.ports import SiteNow, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from csms.figures.model import Cell
    from csms.figures.ports import Outage
    from csms.figures.rows import RowsWanted

ATTEMPTS = 8
# What a transaction of DynamoDB holds, less the fact itself.
MOST_CELLS = 99
# Items that one answer reads: about 30 MB, more than a page of figures can show.
MOST_ITEMS = 60_000


class DynamoFigures:
    """FigureRepository over the table of figures."""

    def __init__(self, table: Table) -> None:
        """Nothing but figures is in it: they can be counted anew."""
        self._table = table

    def count(self, fact_id: str, look: Callable[[Fact], Fact]) -> bool:
        """See the port: one read and one transaction, of a fact that has not changed the read."""
        for _ in range(ATTEMPTS):
            item = self._table.get(keys.fact(fact_id), keys.FACT)
            before = fact_from(item) if item else NOTHING
            after = look(before)
            if after == before:
                return False
            if self._put(fact_id, before, after, int(item["version"]) if item else 0):
                return True
        raise Unavailable("a fact is counted by too many at once")

    def sums(self, wanted: Wanted) -> Figures:
        """See the port."""
        found: Figures = {}
        items = 0
        for partition, bounds in keys.partitions(wanted):
            for item in self._between(partition, bounds):
                items += 1
                if items > MOST_ITEMS:
                    raise Rejected("more than can be shown: choose a site, or a shorter time")
                cell = keys.cell_from(item)
                if keys.is_wanted(cell, wanted):
                    sums = found.setdefault(cell, Counter())
                    sums.update(amounts_from(item))
        return {cell: amounts for cell, amounts in found.items() if any(amounts.values())}

    def rows(
        self, wanted: RowsWanted, limit: int, cursor: str | None
    ) -> tuple[list[Fact], str | None]:
        """See the port. The indexes hold what is filtered by."""
        rows = self._list(wanted.site_id)
        items, following = rows.page(limit, cursor, rows_filter(wanted) if wanted.narrows else None)
        facts = [fact_from(one) for one in items if "row" in one]
        # The index may be behind: what is shown fits all the same.
        return [one for one in facts if wanted.fits(one.row or {})], following

    def sites_now(
        self, site_id: str | None, limit: int, cursor: str | None
    ) -> tuple[list[SiteNow], str | None]:
        """See the port."""
        partitions = list(keys.partitions(Wanted(Group.SITE, NOW, NOW, site_id)))
        number, after = place_in(cursor)
        found: list[Item] = []
        while number < len(partitions) and len(found) < limit:
            partition, bounds = partitions[number]
            items, more = self._table.query(
                partition,
                since=bounds[0],
                before=bounds[1],
                limit=limit - len(found),
                start={"pk": partition, "sk": after} if after else None,
            )
            found += items
            after = more["sk"] if more else ""
            number += not more
        shown = [SiteNow(keys.cell_from(one).site_id, amounts_from(one)) for one in found]
        is_over = number == len(partitions)
        return [one for one in shown if one.amounts], None if is_over else f"{number}|{after}"

    def forget(self) -> None:
        """See the port."""
        for item in self._table.scan():
            if not str(item["pk"]).startswith(keys.outages("")):
                self._table.delete(item["pk"], item["sk"])

    def note_outage(self, station_id: str, outage: Outage) -> None:
        """See the port."""
        update = Update().set(until=clock.to_text(outage.until) if outage.until else None)
        update.set_once(station_id=station_id)
        since = clock.to_text(outage.since)
        self._table.update(keys.outages(station_id), since, update.render())

    def outages(self, station_id: str, first: datetime, last: datetime) -> Sequence[Outage]:
        """See the port."""
        partition, begin = keys.outages(station_id), clock.to_text(first)
        earlier, _ = self._table.query(partition, before=begin, newest_first=True, limit=1)
        shown = self._between(partition, (begin, clock.to_text(last)))
        return [outage_from(one) for one in (*earlier, *shown)]

    def _put(self, fact_id: str, before: Fact, after: Fact, version: int) -> bool:
        """False: somebody else counted it meanwhile."""
        moved = changes(before.shares, after.shares)
        if len(moved) > MOST_CELLS:
            raise Rejected(f"{fact_id} touches {len(moved)} sums")
        actions = [self._fact_action(fact_id, after, version)]
        actions += [self._add(fact_id, cell, moved[cell]) for cell in moved]
        return write_together(self._table.client, actions) is None

    def _fact_action(self, fact_id: str, fact: Fact, version: int) -> Item:
        item = fact_item(fact_id, fact) | {"version": version + 1}
        put: Item = {
            "TableName": self._table.name,
            "Item": marshal(item),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        if version:
            put["ConditionExpression"] = "version = :version"
            put["ExpressionAttributeValues"] = marshal({":version": version})
        return {"Put": put}

    def _add(self, fact_id: str, cell: Cell, amounts: Counter[str]) -> Item:
        pk, sk = keys.place_of(cell, fact_id)
        told = {
            "period": cell.period,
            "site_id": cell.site_id,
            "cell_key": cell.key,
            "figure_group": cell.group.value,
        }
        change = Update().set_once(**told).render()
        # Numbered: names of figures hold what no placeholder may, a station's own words among them.
        numbered = list(enumerate(sorted(amounts)))
        added = ", ".join(f"#a{number} :a{number}" for number, _ in numbered)
        change["UpdateExpression"] += f" ADD {added}"
        change["ExpressionAttributeNames"] |= {f"#a{n}": f"{FIGURE}{name}" for n, name in numbered}
        values = {f":a{number}": amounts[name] for number, name in numbered}
        change["ExpressionAttributeValues"] |= marshal(values)
        return {"Update": {"TableName": self._table.name, "Key": key(pk, sk), **change}}

    def _between(self, partition: str, bounds: tuple[str, str]) -> Iterator[Item]:
        start: Item | None = None
        while True:
            items, start = self._table.query(
                partition, since=bounds[0], before=bounds[1], start=start
            )
            yield from items
            if start is None:
                return

    def _list(self, site_id: str | None) -> ShardedList:
        if site_id is None:
            return ShardedList(
                self._table, ("by_list", "list_shard"), str, keys.LIST_SHARDS, keys.FACT
            )
        return ShardedList(self._table, ("by_site", "row_site"), lambda _: site_id, 1, keys.FACT)
