"""Tariffs and timelines of any kind, near the moments at which clocks change."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from csms.pricing.reading import DAYS
from csms.pricing.timeline import Activity, Segment
from csms.stations.model import CurrentType

CHANGES = {
    "Europe/Berlin": ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-07-01T22:00:00Z"),
    "America/New_York": ("2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z", "2026-07-01T04:00:00Z"),
    "Australia/Lord_Howe": ("2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"),
    "Asia/Kathmandu": ("2026-01-14T18:15:00Z", "2026-01-14T11:15:00Z"),
}
SESSION = (Activity.CHARGING, Activity.PARKED, Activity.WITHHELD)
RESERVED = (Activity.RESERVED, Activity.RESERVATION_EXPIRED)
PRICES = st.decimals(0, 10, places=3)
PERCENTS = st.sampled_from([None, 0, 7, Decimal("5.2"), 19])
CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD"])
Document = dict[str, Any]
Place = tuple[ZoneInfo, datetime]
KINDS = st.sampled_from([None, *CurrentType])
Case = tuple[Document, list[Segment], ZoneInfo, CurrentType | None]


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A zone, and a moment close to one at which its clocks or its days change."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    change = datetime.fromisoformat(draw(st.sampled_from(CHANGES[zone])))
    return ZoneInfo(zone), change + timedelta(seconds=draw(st.integers(-900, 300)))


@st.composite
def restrictions(draw: st.DrawFn, near: datetime, *, tiers: bool = True) -> Document:
    """Any conditions; bounds that sessions of some minutes meet."""
    minutes = st.integers(-20, 20).map(lambda one: f"{near + timedelta(minutes=one):%H:%M}")
    times = st.one_of(minutes, st.sampled_from(["00:00", "01:30", "02:00", "02:30", "03:00"]))
    days = st.integers(-1, 1).map(lambda one: (near.date() + timedelta(days=one)).isoformat())
    amps = st.integers(1, 40).map(str).map(Decimal)
    fields: dict[str, st.SearchStrategy[Any]] = {
        "start_time": times,
        "end_time": times,
        "start_date": days,
        "end_date": days,
        "day_of_week": st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True),
        "current_type": st.sampled_from(["AC", "DC"]),
    }
    if tiers:
        watts = st.sampled_from([Decimal("3.6"), Decimal("7.2"), Decimal(5)])
        energies = st.integers(0, 600).map(lambda one: Decimal(one).scaleb(-3))
        fields |= dict.fromkeys(("min_kwh", "max_kwh"), energies)
        fields |= dict.fromkeys(("min_power", "max_power"), watts)
        fields |= dict.fromkeys(("min_current", "max_current"), amps)
        for name in ("min_duration", "max_duration", "min_idle", "max_idle"):
            fields[name] = st.integers(0, 600)
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), max_size=3, unique=True))
    return {name: draw(fields[name]) for name in chosen}


@st.composite
def documents(
    draw: st.DrawFn, near: datetime, *, steps: bool = True, tiers: bool = True
) -> Document:
    """A tariff without bounds and caps."""

    def component(kinds: list[str]) -> Document:
        step = draw(st.sampled_from([0, 1, 60, 100, 450])) if steps else 1
        return {
            "type": draw(st.sampled_from(kinds)),
            "price": draw(PRICES),
            "vat": draw(PERCENTS),
            "step_size": step,
        }

    def element(reservation: str | None) -> Document:
        kinds = ["FLAT", "TIME"] if reservation else ["FLAT", "TIME", "ENERGY", "PARKING_TIME"]
        found: Document = {
            "price_components": [component(kinds) for _ in range(draw(st.integers(1, 4)))],
            "restrictions": draw(restrictions(near, tiers=tiers)),
        }
        if reservation:
            found["restrictions"]["reservation"] = reservation
        return found

    kinds = st.sampled_from([None, None, None, "RESERVATION", "RESERVATION_EXPIRES"])
    return {
        "currency": draw(CURRENCIES),
        "tax_included": draw(st.sampled_from(["YES", "NO", "N/A"])),
        "elements": [element(draw(kinds)) for _ in range(draw(st.integers(1, 5)))],
    }


@st.composite
def limits(draw: st.DrawFn, document: Document) -> Document:
    """The same tariff with bounds and caps."""
    low, high = sorted((draw(PRICES), draw(PRICES)))
    taxed = draw(st.sampled_from([None, 0, Decimal("0.5")]))

    def limit(net: Decimal) -> Document:
        return {"before_taxes": net} | ({} if taxed is None else {"after_taxes": net + taxed})

    both = {"min_price": limit(low), "max_price": limit(high)}
    both["parking_cap"] = {"per_session": draw(PRICES), "per_day": draw(PRICES)}
    names = draw(st.lists(st.sampled_from(sorted(both)), unique=True))
    return document | {name: both[name] for name in names}


@st.composite
def timelines(draw: st.DrawFn, start: datetime) -> list[Segment]:
    """Of whole seconds, with 0, 1 or 2 Wh in each: marks fall on half seconds.

    Sometimes a reservation goes before, sometimes there is nothing but that; there are gaps.
    """
    parts: list[Segment] = []
    at = start
    if draw(st.integers(0, 3)) == 0:
        end = at + timedelta(seconds=draw(st.integers(1, 600)))
        parts.append(Segment(at, end, draw(st.sampled_from(RESERVED))))
        at = end
        if parts[0].activity is Activity.RESERVATION_EXPIRED:
            return parts
    for _ in range(draw(st.integers(1, 7))):
        seconds = draw(st.integers(1, 200))
        activity = draw(st.sampled_from(SESSION))
        energy = draw(st.integers(0, 2)) if activity is Activity.CHARGING else 0
        end = at + timedelta(seconds=seconds)
        amps = draw(st.one_of(st.none(), st.integers(0, 40).map(Decimal)))
        parts.append(Segment(at, end, activity, energy * seconds * 1000, amps))
        at = end + timedelta(seconds=draw(st.sampled_from([0, 0, 0, 0, 30])))
    return parts


def cut(segment: Segment, at_ms: list[int]) -> list[Segment]:
    """The same in parts, the energy evenly; what comes at no whole mWh stays together."""
    whole = (segment.end - segment.start) // timedelta(milliseconds=1)
    marks = [one for one in sorted({one % whole for one in at_ms}) if one]
    marks = [one for one in marks if segment.energy_mwh * one % whole == 0]
    found, before = [], 0
    for mark in [*marks, whole]:
        found.append(
            replace(
                segment,
                start=segment.start + timedelta(milliseconds=before),
                end=segment.start + timedelta(milliseconds=mark),
                energy_mwh=segment.energy_mwh * (mark - before) // whole,
            )
        )
        before = mark
    return found


@st.composite
def cases(
    draw: st.DrawFn, /, *, bounds: bool = True, steps: bool = True, tiers: bool = True
) -> Case:
    """A tariff, a session, its place and the kind of its EVSE."""
    zone, start = draw(places())
    document = draw(documents(start.astimezone(zone), steps=steps, tiers=tiers))
    if bounds:
        document = draw(limits(document))
    return document, draw(timelines(start)), zone, draw(KINDS)
