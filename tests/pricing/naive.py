"""OCPI's rules again, as naive as can be: every half second is priced on its own.

Written from the text of `mod_tariffs` and `mod_cdrs`, on the tariff document, and without a line
of the engine: where both come to the same fraction, both read the text in the same way.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from csms.pricing.timeline import Segment

HALF = timedelta(milliseconds=500)
DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
BOUNDS = {
    "kwh": "kwh",
    "current": "amps",
    "power": "kw",
    "duration": "duration",
    "idle": "idle",
}
Found = tuple[int, int]


@dataclass
class Moment:
    """A half second, as a tariff's restrictions see it."""

    local: datetime
    state: str
    current_type: str | None
    kwh: Fraction
    amps: Fraction
    kw: Fraction
    duration: Fraction
    idle: Fraction


@dataclass
class Meter:
    """What was used in one dimension: by component, and which was the last."""

    used: dict[Found, Fraction] = field(default_factory=dict)
    last: Found | None = None

    def add(self, found: Found | None, amount: Fraction) -> None:
        if found is not None and amount:
            self.used[found] = self.used.get(found, Fraction(0)) + amount
            self.last = found


def naive_price(
    tariff: dict[str, Any], timeline: list[Segment], zone: ZoneInfo, current_type: str | None
) -> tuple[Fraction, Fraction]:
    """Net and gross, before any bound or cap."""
    meters = {name: Meter() for name in ("FLAT", "FEE", "ENERGY", "TIME", "PARKING", "RESERVATION")}
    started = parked = None
    taken = Fraction(0)
    for segment in timeline:
        halves = (segment.end - segment.start) // HALF
        state = segment.activity.value
        each = Fraction(segment.energy_mwh, 1_000_000) / halves
        if not state.startswith("RESERV"):
            started = started or segment.start
            if state == "CHARGING":
                parked = None
            elif state == "PARKED":
                parked = parked or segment.start
        for number in range(halves):
            now = segment.start + number * HALF
            charging = state == "CHARGING"
            at = Moment(
                now.astimezone(UTC).astimezone(zone),
                state,
                current_type,
                taken,
                Fraction(segment.current_a or 0) if charging else Fraction(0),
                each * 7200 if charging else Fraction(0),
                Fraction((now - started) // HALF, 2) if started else Fraction(0),
                Fraction((now - parked) // HALF, 2) if parked else Fraction(0),
            )
            _count(tariff, at, each, meters)
            taken += each
    _round_up(tariff, meters)
    return _money(tariff, meters)


def _count(tariff: dict[str, Any], at: Moment, kwh: Fraction, meters: dict[str, Meter]) -> None:
    half = Fraction(1, 2)
    if at.state.startswith("RESERV"):
        if meters["FEE"].last is None:
            meters["FEE"].add(_find(tariff, "FLAT", at), Fraction(1))
        meters["RESERVATION"].add(_find(tariff, "TIME", at), half)
        return
    if meters["FLAT"].last is None:
        meters["FLAT"].add(_find(tariff, "FLAT", at), Fraction(1))
    meters["ENERGY"].add(_find(tariff, "ENERGY", at), kwh)
    if at.state == "CHARGING":
        meters["TIME"].add(_find(tariff, "TIME", at), half)
    if at.state == "PARKED":
        meters["PARKING"].add(_find(tariff, "PARKING_TIME", at), half)


def _find(tariff: dict[str, Any], dimension: str, at: Moment) -> Found | None:
    """The first element with the dimension whose restrictions match."""
    passes = [None]
    if at.state == "RESERVED":
        passes = ["RESERVATION"]  # type: ignore[list-item]
    if at.state == "RESERVATION_EXPIRED":
        passes = ["RESERVATION_EXPIRES", "RESERVATION"]  # type: ignore[list-item]
    for wanted in passes:
        for number, element in enumerate(tariff["elements"]):
            given = element["restrictions"]
            if given.get("reservation") != wanted or not _match(given, at):
                continue
            for index, component in enumerate(element["price_components"]):
                if component["type"] == dimension:
                    return number, index
    return None


def _match(given: dict[str, Any], at: Moment) -> bool:
    today = at.local.date().isoformat()
    days = given.get("day_of_week")
    return (
        given.get("current_type") in (None, at.current_type)
        and (days is None or DAYS[at.local.weekday()] in days)
        and given.get("start_date", "0000") <= today < given.get("end_date", "9999")
        and _in_window(given, f"{at.local:%H:%M}")
        and all(_bound(given, name, getattr(at, of)) for name, of in BOUNDS.items())
    )


def _in_window(given: dict[str, Any], now: str) -> bool:
    start, end = given.get("start_time", "00:00"), given.get("end_time", "24:00")
    end = "24:00" if end == "00:00" else end
    if start == end:
        return True
    return start <= now < end if start < end else now >= start or now < end


def _bound(given: dict[str, Any], name: str, value: Fraction) -> bool:
    low, high = given.get(f"min_{name}"), given.get(f"max_{name}")
    return (low is None or value >= Fraction(low)) and (high is None or value < Fraction(high))


def _round_up(tariff: dict[str, Any], meters: dict[str, Meter]) -> None:
    timed = "PARKING" if meters["PARKING"].last else "TIME"
    for name in ("ENERGY", "RESERVATION", timed):
        meter = meters[name]
        if meter.last is None:
            continue
        step = Fraction(_component(tariff, meter.last)["step_size"])
        step = step / 1000 if name == "ENERGY" else step
        total = sum(meter.used.values(), Fraction(0))
        rounded = total
        if step:
            rounded = step * -(-total // step)
        meter.used[meter.last] += rounded - total


def _money(tariff: dict[str, Any], meters: dict[str, Meter]) -> tuple[Fraction, Fraction]:
    net = gross = Fraction(0)
    for name, meter in meters.items():
        for found, amount in meter.used.items():
            component = _component(tariff, found)
            units = amount if name in ("FLAT", "FEE", "ENERGY") else amount / 3600
            cost = units * Fraction(component["price"])
            vat = component["vat"] if tariff["tax_included"] != "N/A" else None
            factor = 1 + Fraction(vat or 0) / 100
            included = tariff["tax_included"] == "YES"
            net += cost / factor if included else cost
            gross += cost if included else cost * factor
    return net, gross


def _component(tariff: dict[str, Any], found: Found) -> dict[str, Any]:
    component: dict[str, Any] = tariff["elements"][found[0]]["price_components"][found[1]]
    return component
