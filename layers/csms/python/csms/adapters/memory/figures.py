"""Figures in memory."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from csms.adapters.memory.paging import page_of
from csms.figures.model import NOTHING, NOW, Cell, Fact, Figures, Group, changes
from csms.figures.ports import Outage, SiteNow, Wanted
from csms.figures.rows import RowsWanted


class MemoryFigures:
    """FigureRepository over dicts."""

    def __init__(self) -> None:
        """Start without figures."""
        self.facts: dict[str, Fact] = {}
        self._sums: Figures = {}
        self._outages: dict[tuple[str, datetime], Outage] = {}

    def count(self, fact_id: str, look: Callable[[Fact], Fact]) -> bool:
        """See the port."""
        before = self.facts.get(fact_id, NOTHING)
        after = look(before)
        if self.facts.get(fact_id, NOTHING) != before:
            return self.count(fact_id, look)
        if after == before:
            return False
        self.facts[fact_id] = after
        for cell, amounts in changes(before.shares, after.shares).items():
            self._sums.setdefault(cell, Counter()).update(amounts)
        return True

    def sums(self, wanted: Wanted) -> Figures:
        """See the port."""
        return {
            cell: Counter({name: amount for name, amount in amounts.items() if amount})
            for cell, amounts in self._sums.items()
            if _is_wanted(cell, wanted) and any(amounts.values())
        }

    def rows(
        self, wanted: RowsWanted, limit: int, cursor: str | None
    ) -> tuple[list[Fact], str | None]:
        """See the port."""
        shown = {
            name: one
            for name, one in self.facts.items()
            if one.row is not None and wanted.fits(one.row)
        }
        return page_of(shown, limit, cursor)

    def sites_now(
        self, site_id: str | None, limit: int, cursor: str | None
    ) -> tuple[list[SiteNow], str | None]:
        """See the port."""
        sums = self.sums(Wanted(Group.SITE, NOW, NOW, site_id))
        shown = {cell.site_id: SiteNow(cell.site_id, amounts) for cell, amounts in sums.items()}
        return page_of(shown, limit, cursor)

    def forget(self) -> None:
        """See the port."""
        self.facts.clear()
        self._sums.clear()

    def note_outage(self, station_id: str, outage: Outage) -> None:
        """See the port."""
        before = self._outages.get((station_id, outage.since), outage)
        self._outages[station_id, outage.since] = outage if outage.until else before

    def outages(self, station_id: str, first: datetime, last: datetime) -> Sequence[Outage]:
        """See the port."""
        mine = sorted(since for name, since in self._outages if name == station_id)
        earlier = [since for since in mine if since < first][-1:]
        shown = [*earlier, *(since for since in mine if first <= since <= last)]
        return [self._outages[station_id, since] for since in shown]


def _is_wanted(cell: Cell, wanted: Wanted) -> bool:
    fits = cell.group is wanted.group and len(cell.period) == len(wanted.first)
    here = wanted.site_id in {None, cell.site_id}
    at_station = wanted.group is not Group.STATION or wanted.station_id in {None, cell.key}
    return fits and wanted.first <= cell.period <= wanted.last and here and at_station
