"""When a price holds, as OCPP 2.1 says it (TariffConditionsType, TariffConditionsFixedType)."""

from collections.abc import Callable
from dataclasses import fields
from datetime import time
from decimal import Decimal
from typing import Any

from csms.pricing.reading import DAYS
from csms.pricing.tariff import Restrictions

MIDNIGHT = time(0)
Written = dict[str, Any]
# What may be asked of a fixed fee, and of a reservation: the clock, and AC or DC.
BY_CLOCK = frozenset(
    {"start_time", "end_time", "start_date", "end_date", "days_of_week", "current_type"}
)


def conditions_of(given: Restrictions) -> Written:
    """The conditions, none for what always holds. The reservation is no condition of OCPP."""
    found = {name: read(given) for name, read in _WRITERS.items()}
    return {name: value for name, value in found.items() if value is not None}


def asks_more_than_the_clock(given: Restrictions) -> bool:
    """Whether it depends on what the session has done."""
    usual = Restrictions()
    return any(
        getattr(given, one.name) != getattr(usual, one.name)
        for one in fields(given)
        if one.name not in BY_CLOCK and one.name != "reservation"
    )


def _clock(given: Restrictions, value: time | None) -> str | None:
    """A window with one end has the day's other one: 00:00 is either."""
    open_ended = given.start_time is None and given.end_time is None
    return None if open_ended else (value or MIDNIGHT).strftime("%H:%M")


def _number(value: Decimal | None) -> Decimal | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value


def _days(given: Restrictions) -> list[str] | None:
    return [DAYS[day].capitalize() for day in sorted(given.days_of_week)] or None


_WRITERS: dict[str, Callable[[Restrictions], Any]] = {
    "startTimeOfDay": lambda one: _clock(one, one.start_time),
    "endTimeOfDay": lambda one: _clock(one, one.end_time),
    "dayOfWeek": _days,
    "validFromDate": lambda one: one.start_date and one.start_date.isoformat(),
    "validToDate": lambda one: one.end_date and one.end_date.isoformat(),
    "evseKind": lambda one: one.current_type and one.current_type.value,
    "minEnergy": lambda one: one.min_energy_wh,
    "maxEnergy": lambda one: one.max_energy_wh,
    "minCurrent": lambda one: _number(one.min_current_a),
    "maxCurrent": lambda one: _number(one.max_current_a),
    "minPower": lambda one: one.min_power_w,
    "maxPower": lambda one: one.max_power_w,
    "minTime": lambda one: one.min_duration_s,
    "maxTime": lambda one: one.max_duration_s,
    "minIdleTime": lambda one: one.min_idle_s,
    "maxIdleTime": lambda one: one.max_idle_s,
}
