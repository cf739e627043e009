"""A worked example (tariff, periods, time zone) to its price."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from csms.clock import from_text
from csms.errors import Rejected
from csms.pricing.ocpi import tariff_of
from csms.pricing.price import price
from csms.pricing.reading import decimal_of, mapping, member, objects, optional
from csms.pricing.taxes import half_up
from csms.pricing.timeline import Activity, Segment
from csms.stations.model import CurrentType
from price_vectors.showing import ENERGY_UNIT, shown

STATES = {
    "CHARGING": Activity.CHARGING,
    "PARKING": Activity.PARKED,
    "PARKED": Activity.PARKED,
    "WITHHELD": Activity.WITHHELD,
    "RESERVATION": Activity.RESERVED,
    "RESERVATION_EXPIRED": Activity.RESERVATION_EXPIRED,
}
MILLISECOND = timedelta(milliseconds=1)
HOUR_MS = 3_600_000


def priced(example: object) -> dict[str, Any]:
    """What the example comes to. Raises Rejected with what is wrong about it.

    Periods may come in any order; they must not overlap.
    """
    vector = mapping(example, "example")
    tariff = mapping(vector.get("tariff"), "tariff")
    periods = objects(vector.get("periods"), "periods")
    timeline = [_segment(one, f"periods[{number}]") for number, one in enumerate(periods)]
    timeline.sort(key=lambda one: (one.start, one.end))
    kind = vector.get("current_type")
    found = price(
        tariff_of(tariff),
        timeline,
        _zone(vector.get("time_zone") or "UTC"),
        current_type=None if kind is None else member(CurrentType, kind, "current_type"),
    )
    return shown(found, tax_included=tariff.get("tax_included") == "YES")


def _segment(period: Mapping[str, Any], where: str) -> Segment:
    state = period.get("state")
    if not isinstance(state, str) or state not in STATES:
        raise Rejected(f"{where}.state: must be one of {', '.join(STATES)}")
    start, end = _moment(period, "start", where), _moment(period, "end", where)
    if end < start:
        raise Rejected(f"{where}: ends before it begins")
    energy = optional(period.get("energy_kwh"), f"{where}.energy_kwh") or Decimal(0)
    power = _power_kw(period, energy, (end - start) // MILLISECOND, where)
    return Segment(
        start,
        end,
        STATES[state],
        half_up(Fraction(energy) * ENERGY_UNIT),
        _middle(_ends(period, "current_a", where)),
        None if power is None else int(power * 1000),
    )


def _power_kw(
    period: Mapping[str, Any], energy: Decimal, millis: int, where: str
) -> Decimal | None:
    """Of a range: None, which is the mean that the energy gives, if that fits; else the middle."""
    given = _ends(period, "power_kw", where)
    if len(set(given)) == 2 and millis:
        mean = Fraction(energy) * HOUR_MS / millis
        if Fraction(min(given)) <= mean <= Fraction(max(given)):
            return None
    return _middle(given)


def _ends(period: Mapping[str, Any], name: str, where: str) -> list[Decimal]:
    names = [f"{end}_{name}" for end in ("min", "max")]
    return [
        decimal_of(period[one], f"{where}.{one}") for one in names if period.get(one) is not None
    ]


def _middle(given: list[Decimal]) -> Decimal | None:
    """OCPI wants a period of its own where a bound is crossed; within one, the middle decides."""
    return sum(given, Decimal(0)) / len(given) if given else None


def _moment(period: Mapping[str, Any], name: str, where: str) -> datetime:
    try:
        return from_text(str(period[name]))
    except (KeyError, ValueError) as error:
        raise Rejected(f"{where}.{name}: a moment like 2026-01-14T10:00:00Z is needed") from error


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (OSError, ValueError, LookupError) as error:
        raise Rejected(f"time_zone: {name} is no zone of the IANA database") from error
