"""What the figures need from storage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from csms.figures.model import Fact, Figures, Group


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
        self, site_id: str | None, limit: int, cursor: str | None
    ) -> tuple[list[Fact], str | None]:
        """Facts that have a row, of a site or all, in a stable order; and the next cursor."""

    def forget(self) -> None:
        """Remove every sum and fact, so that all can be counted anew; absences stay."""

    def note_outage(self, station_id: str, outage: Outage) -> None:
        """Keep an absence, or its end; in any order, and again."""

    def outages(self, station_id: str, first: datetime, last: datetime) -> Sequence[Outage]:
        """Absences that began in a time, and the one that was under way at its begin."""
