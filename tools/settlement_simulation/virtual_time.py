"""Virtual time: what is to happen next, in an order that a seed alone decides."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BEGINNING = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


@dataclass(order=True, slots=True)
class Due:
    """Something to do at a moment. `about` is the session, driver or visit that it touches."""

    at: datetime
    number: int
    what: str = field(compare=False)
    about: str = field(compare=False)
    act: Callable[[], None] = field(compare=False)


class Agenda:
    """What is to come; the earliest first, then what was put in first."""

    def __init__(self) -> None:
        """Start with nothing, at the beginning."""
        self.now = BEGINNING
        self._due: list[Due] = []
        self._count = 0

    def clock(self) -> datetime:
        """The present, for the code under test."""
        return self.now

    def after(self, seconds: float, what: str, about: str, act: Callable[[], None]) -> None:
        """Do something so many seconds from now."""
        self.at(self.now + timedelta(seconds=max(0.0, seconds)), what, about, act)

    def at(self, moment: datetime, what: str, about: str, act: Callable[[], None]) -> None:
        """Do something at a moment; what is over is done now."""
        self._count += 1
        heapq.heappush(self._due, Due(max(moment, self.now), self._count, what, about, act))

    def next_until(self, until: datetime) -> Due | None:
        """Take what comes next, if it comes by then, and go to its time."""
        if not self._due or self._due[0].at > until:
            return None
        due = heapq.heappop(self._due)
        self.now = max(self.now, due.at)
        return due

    def rival(self, about: str, within_s: float, unlike: str = "") -> Due | None:
        """Take the next thing about the same session, driver or visit, if it comes soon; none
        that is called `unlike`.
        """
        until = self.now + timedelta(seconds=within_s)
        same = [
            one
            for one in self._due
            if one.about == about and one.at <= until and one.what != unlike
        ]
        if not same:
            return None
        rival = min(same)
        self._due.remove(rival)
        heapq.heapify(self._due)
        return rival
