"""What a fact adds to the figures, and where it is counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

NOW = "now"


class Group(StrEnum):
    """What figures are summed by."""

    ALL = "all"
    SITE = "site"
    STATION = "station"
    TARIFF = "tariff"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact counts; "" where that is not known."""

    site_id: str = ""
    station_id: str = ""
    tariff_id: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What a fact adds on a day at a place; `day` None: to how things stand now.

    `amounts` by name: counts, Wh, s, W, and `net:EUR`, `tax:EUR` in minor units.
    """

    day: date | None
    place: Place
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """All that one fact adds. `row` is what a list of stations shows, where it is one's state."""

    shares: tuple[Share, ...] = ()
    row: Mapping[str, Any] | None = field(default=None)


NOTHING = Fact()


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One sum. `period` is a day, a month (2026-11) or `now`; `key` names station or tariff."""

    group: Group
    period: str
    site_id: str = ""
    key: str = ""


Figures = dict[Cell, Counter[str]]


def cells_of(shares: Iterable[Share]) -> Figures:
    """Every sum that shares are part of."""
    found: Figures = {}
    for share in shares:
        for cell in _cells(share):
            found.setdefault(cell, Counter()).update(share.amounts)
    return found


def changes(before: Iterable[Share], after: Iterable[Share]) -> Figures:
    """What has to be added to the sums so that they count `after` and no more `before`."""
    old, new = cells_of(before), cells_of(after)
    found: Figures = {}
    for cell in sorted(old.keys() | new.keys()):
        here = Counter(new.get(cell, {}))
        here.subtract(old.get(cell, {}))
        moved = Counter({name: amount for name, amount in here.items() if amount})
        if moved:
            found[cell] = moved
    return found


def _cells(share: Share) -> list[Cell]:
    site_id, place = share.place.site_id, share.place
    if share.day is None:
        return [Cell(Group.ALL, NOW), Cell(Group.SITE, NOW, site_id)]
    periods = (share.day.isoformat(), f"{share.day:%Y-%m}")
    return [
        cell
        for period in periods
        for cell in (
            Cell(Group.ALL, period),
            Cell(Group.SITE, period, site_id),
            Cell(Group.STATION, period, site_id, place.station_id),
            Cell(Group.TARIFF, period, site_id, place.tariff_id),
        )
    ]
