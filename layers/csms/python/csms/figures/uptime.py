"""How long a station was there on a day: counted once the day is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from zoneinfo import ZoneInfo

from csms.figures.days import bounds
from csms.figures.model import Fact, Place, Share
from csms.figures.ports import Outage


@dataclass(frozen=True, slots=True)
class Known:
    """A station as far as its uptime goes; `since` is when it was first heard of."""

    place: Place
    since: datetime
    evses: int


def fact_of(station_id: str, day: date) -> str:
    """The id that a station's day is counted under."""
    return f"uptime:{day.isoformat()}:{station_id}"


def of_day(known: Known, day: date, zone: ZoneInfo, outages: Sequence[Outage]) -> Fact:
    """The seconds in which it was known, and those without the absences that lasted beyond the
    grace. `evse_seconds` is what its EVSEs could have been used for.
    """
    begin, end = bounds(day, zone)
    begin = max(begin, known.since)
    if begin >= end:
        return Fact()
    whole = int((end - begin).total_seconds())
    away = sum(_overlap(one, begin, end) for one in _apart(outages))
    amounts = {
        "seconds_known": whole,
        "seconds_online": max(0, whole - away),
        "evse_seconds": whole * known.evses,
    }
    told = {name: amount for name, amount in amounts.items() if amount}
    return Fact((Share(day, known.place, told),))


def _apart(outages: Sequence[Outage]) -> list[Outage]:
    """In order, each over when the next begins: nothing counts twice where an end is missing."""
    ordered = sorted(outages, key=lambda one: one.since)
    following = [one.since for one in ordered[1:]]
    return [
        Outage(one.since, min((x for x in (one.until, after) if x is not None), default=None))
        for one, after in zip_longest(ordered, following)
    ]


def _overlap(outage: Outage, begin: datetime, end: datetime) -> int:
    since, until = max(outage.since, begin), min(outage.until or end, end)
    return max(0, int((until - since).total_seconds()))
