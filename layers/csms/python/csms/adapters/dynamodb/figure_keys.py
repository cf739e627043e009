"""Where figures stand: a partition for each group, time and shard, so that a report is a range."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csms.figures.model import NOW, Cell, Group, Place
from csms.ids import shard_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csms.adapters.dynamodb.table import Item
    from csms.figures.ports import Wanted

FACT = "FACT"
LIST_SHARDS = 8
# Every fact adds to the sums of the network; those of a site are spread by the site.
SHARDS = 4
# Sorts behind every character of an id.
LAST = "\U0010ffff"
MONTH = len("2026-11")


def fact(fact_id: str) -> str:
    """Partition of a fact."""
    return f"FACT#{fact_id}"


def list_shard(fact_id: str) -> str:
    """Which partition of the list of rows."""
    return str(shard_of(fact_id, LIST_SHARDS))


def outages(station_id: str) -> str:
    """Partition of a station's absences."""
    return f"OUTAGE#{station_id}"


def place_of(cell: Cell, fact_id: str) -> tuple[str, str]:
    """Partition and sort key of a sum."""
    spread_by = fact_id if cell.group is Group.ALL else cell.site_id
    shard = shard_of(spread_by, SHARDS)
    return f"{cell.group.value}#{_span(cell.period)}#{shard}", f"{_lead(cell)}{cell.period}"


def partitions(wanted: Wanted) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each partition that a report reads, and from where to where."""
    one_site = wanted.group is not Group.ALL and wanted.site_id is not None
    shards = [shard_of(wanted.site_id or "", SHARDS)] if one_site else range(SHARDS)
    for span in _spans(wanted.first, wanted.last):
        for shard in shards:
            yield f"{wanted.group.value}#{span}#{shard}", _bounds(wanted)


def _bounds(wanted: Wanted) -> tuple[str, str]:
    if wanted.group is Group.ALL:
        return wanted.first, wanted.last
    if wanted.site_id is None:
        return "0", LAST
    lead = _part(wanted.site_id)
    if wanted.group is Group.STATION and wanted.station_id is not None:
        lead += _part(wanted.station_id)
    elif wanted.group is not Group.SITE:
        return lead, lead + LAST
    return lead + wanted.first, lead + wanted.last


def is_wanted(cell: Cell, wanted: Wanted) -> bool:
    """A partition holds more than what is asked for where its order is another."""
    return wanted.first <= cell.period <= wanted.last and wanted.site_id in {None, cell.site_id}


def cell_from(item: Item) -> Cell:
    """Which sum an item is."""
    group = Group(item["figure_group"])
    return Cell(group, item["period"], item["site_id"], item["cell_key"])


def place_from(parts: list[str]) -> Place:
    """A place as it is stored."""
    return Place(*parts)


def day_from(text: str | None) -> date | None:
    """A day as it is stored; None is now."""
    return date.fromisoformat(text) if text else None


def _lead(cell: Cell) -> str:
    """What stands before the period, so that one site's sums, or one station's, are a range."""
    match cell.group:
        case Group.ALL:
            return ""
        case Group.SITE:
            return _part(cell.site_id)
    return _part(cell.site_id) + _part(cell.key)


def _part(name: str) -> str:
    """With its length, so that names cannot run into each other."""
    return f"{len(name)}|{name}|"


def _span(period: str) -> str:
    """Days stand together by month, months by year."""
    if period == NOW:
        return NOW
    return period[:MONTH] if len(period) > MONTH else period[:4]


def _spans(first: str, last: str) -> list[str]:
    if first == NOW:
        return [NOW]
    if len(first) == MONTH:
        return [str(year) for year in range(int(first[:4]), int(last[:4]) + 1)]
    begin, end = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (first, last))
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(begin, end + 1)]
