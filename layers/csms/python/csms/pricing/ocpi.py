"""A tariff in OCPI field names (2.3.0, and what 2.2.1 called them) to what the engine prices.

Read with `parse_float=Decimal`. What cannot be priced is refused with its place, never ignored.
Beyond OCPI: `current_type`, `min_idle` and `max_idle` (s) in restrictions; `parking_cap` of a
tariff with `per_session` and `per_day`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from csms.errors import Rejected
from csms.pricing.tariff import (
    Component,
    Dimension,
    Element,
    ParkingCap,
    PricedTariff,
    PriceLimit,
    Reservation,
    Restrictions,
)
from csms.stations.model import CurrentType

_TIME = re.compile(r"\d\d:\d\d")
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
Read = Callable[[Any, str], Any]
# No price is a thousand million; without a bound a number could cost all the memory.
MOST = Decimal(10) ** 9


def tariff_of(document: Mapping[str, Any]) -> PricedTariff:
    """Raises Rejected with the place of what is wrong."""
    included = document.get("tax_included", "NO")
    if included not in {"YES", "NO", "N/A"}:
        raise Rejected("tariff.tax_included: must be YES, NO or N/A")
    elements = _objects(document.get("elements"), "tariff.elements")
    cap = document.get("parking_cap") or {}
    return PricedTariff(
        currency=_currency(document.get("currency")),
        tax_included=included == "YES",
        elements=tuple(_element(one, f"tariff.elements[{n}]") for n, one in enumerate(elements)),
        min_price=_limit(document.get("min_price"), "tariff.min_price"),
        max_price=_limit(document.get("max_price"), "tariff.max_price"),
        parking_cap=ParkingCap(
            _optional(cap.get("per_session"), "tariff.parking_cap.per_session"),
            _optional(cap.get("per_day"), "tariff.parking_cap.per_day"),
        ),
    )


def _element(element: Mapping[str, Any], where: str) -> Element:
    components = _objects(element.get("price_components"), f"{where}.price_components")
    return Element(
        tuple(
            _component(one, f"{where}.price_components[{n}]") for n, one in enumerate(components)
        ),
        _restrictions(element.get("restrictions") or {}, f"{where}.restrictions"),
    )


def _component(component: Mapping[str, Any], where: str) -> Component:
    kind = component.get("type")
    if kind not in list(Dimension):
        raise Rejected(f"{where}.type: must be one of {', '.join(Dimension)}")
    return Component(
        Dimension(kind),
        decimal_of(component.get("price"), f"{where}.price"),
        _optional(component.get("vat"), f"{where}.vat") or Decimal(0),
        _whole(component.get("step_size", 1), f"{where}.step_size"),
    )


def _restrictions(given: Mapping[str, Any], where: str) -> Restrictions:
    unknown = sorted(given.keys() - _READERS.keys())
    if unknown:
        raise Rejected(f"{where}: {', '.join(unknown)} cannot be priced")
    read = {
        _READERS[name][0]: _READERS[name][1](value, f"{where}.{name}")
        for name, value in given.items()
        if value is not None
    }
    return Restrictions(**read)


def decimal_of(value: object, where: str) -> Decimal:
    """A finite amount that is not negative. Raises Rejected."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if isinstance(value, bool) or not amount.is_finite() or not 0 <= amount < MOST:
        raise Rejected(f"{where}: a number that is not negative is needed")
    return amount


def _optional(value: object, where: str) -> Decimal | None:
    return None if value is None else decimal_of(value, where)


def _whole(value: object, where: str) -> int:
    amount = decimal_of(value, where)
    if amount != amount.to_integral_value():
        raise Rejected(f"{where}: a whole number is needed")
    return int(amount)


def _thousand(value: object, where: str) -> int:
    """kWh to Wh, kW to W."""
    return _whole(decimal_of(value, where) * 1000, where)


def _clock(value: object, where: str) -> time:
    try:
        if not _TIME.fullmatch(str(value)):
            raise ValueError("not HH:MM")
        return time.fromisoformat(str(value))
    except ValueError as error:
        raise Rejected(f"{where}: a time like 09:30 is needed") from error


def _date(value: object, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise Rejected(f"{where}: a date like 2026-01-31 is needed") from error


def _days(value: object, where: str) -> frozenset[int]:
    if not isinstance(value, Sequence) or not all(one in DAYS for one in value):
        raise Rejected(f"{where}: a list of {', '.join(DAYS)} is needed")
    return frozenset(DAYS.index(one) for one in value)


def _reservation(value: object, where: str) -> Reservation:
    if value not in list(Reservation):
        raise Rejected(f"{where}: must be one of {', '.join(Reservation)}")
    return Reservation(str(value))


def _current_type(value: object, where: str) -> CurrentType:
    if value not in list(CurrentType):
        raise Rejected(f"{where}: must be AC or DC")
    return CurrentType(str(value))


def _limit(value: object, where: str) -> PriceLimit:
    """2.3.0 `before_taxes`, `after_taxes`; 2.2.1 `excl_vat`, `incl_vat`."""
    if value is None:
        return PriceLimit()
    if not isinstance(value, Mapping):
        raise Rejected(f"{where}: an object with before_taxes and after_taxes is needed")
    before = value.get("before_taxes", value.get("excl_vat"))
    after = value.get("after_taxes", value.get("incl_vat"))
    return PriceLimit(_optional(before, where), _optional(after, where))


def _currency(text: object) -> str:
    if not isinstance(text, str) or len(text) != 3 or not text.isalpha() or not text.isupper():
        raise Rejected("tariff.currency: an ISO 4217 code such as EUR is needed")
    return text


def _objects(value: object, where: str) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not value:
        raise Rejected(f"{where}: at least one is needed")
    if not all(isinstance(one, Mapping) for one in value):
        raise Rejected(f"{where}: objects are needed")
    return value


_READERS: dict[str, tuple[str, Read]] = {
    "start_time": ("start_time", _clock),
    "end_time": ("end_time", _clock),
    "start_date": ("start_date", _date),
    "end_date": ("end_date", _date),
    "day_of_week": ("days_of_week", _days),
    "min_kwh": ("min_energy_wh", _thousand),
    "max_kwh": ("max_energy_wh", _thousand),
    "min_current": ("min_current_a", decimal_of),
    "max_current": ("max_current_a", decimal_of),
    "min_power": ("min_power_w", _thousand),
    "max_power": ("max_power_w", _thousand),
    "min_duration": ("min_duration_s", _whole),
    "max_duration": ("max_duration_s", _whole),
    "min_idle": ("min_idle_s", _whole),
    "max_idle": ("max_idle_s", _whole),
    "reservation": ("reservation", _reservation),
    "current_type": ("current_type", _current_type),
}
