"""What the figures need from storage."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from csms.figures.model import Fact, Figures, Group
from csms.figures.rows import RowsWanted


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sums: of days or months, or `now`, `first` and `last` included."""

    group: Group
    first: str
    last: str
    site_id: str | None = None
    station_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """A station was away from `since`; `until` None: it has not come back."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SiteNow:
    """Sums of now at a site, by name; "" is where stations without a site are."""

    site_id: str
    amounts: Mapping[str, int]


class FigureRepository(Protocol):
    """Sums, and what of each fact is in them."""

    def count(self, fact_id: str, look: Callable[[Fact], Fact]) -> bool:
        """Put what a fact adds now in the place of what it added before. False: the same.

        `look` gets what was counted and reads how it is now; it is called again if somebody else
        counted the fact meanwhile, so that an old look never replaces a newer one. Unavailable: too
        many did at once.
        """

    def sums(self, wanted: Wanted) -> Figures:
        """The sums of a time. Rejected: too many for one answer."""

    def rows(
        self, wanted: RowsWanted, limit: int, cursor: str | None
    ) -> tuple[list[Fact], str | None]:
        """Facts that have such a row, in a stable order; and the next cursor.

        Where rows are filtered a page may be short, even empty: so that what one costs does not
        grow with the network, only some ten thousand rows are looked at.
        """

    def sites_now(
        self, site_id: str | None, limit: int, cursor: str | None
    ) -> tuple[list[SiteNow], str | None]:
        """How things stand at a site, or at each, in a stable order; and the next cursor."""

    def forget(self) -> None:
        """Remove every sum and fact, so that all can be counted anew; absences stay."""

    def note_outage(self, station_id: str, outage: Outage) -> None:
        """Keep an absence, or its end; in any order, and again."""

    def outages(self, station_id: str, first: datetime, last: datetime) -> Sequence[Outage]:
        """Absences that began in a time, and the one that was under way at its begin."""
