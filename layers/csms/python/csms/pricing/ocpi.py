"""A tariff in OCPI field names (2.3.0, and what 2.2.1 called them) to what the engine prices.

Read with `parse_float=Decimal`. What cannot be priced is refused with its place, never ignored.
Beyond OCPI: `current_type`, `min_idle` and `max_idle` (s) in restrictions; `parking_cap` of a
tariff with `per_session` and `per_day`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from csms.errors import Rejected
from csms.pricing import reading
from csms.pricing.reading import decimal_of, mapping, objects, optional
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

Read = Callable[[Any, str], Any]
# 2.3.0 before 2.2.1: both are read, in this order.
BEFORE = ("before_taxes", "excl_vat")
AFTER = ("after_taxes", "incl_vat")


def tariff_of(document: Mapping[str, Any]) -> PricedTariff:
    """Raises Rejected with the place of what is wrong."""
    mapping(document, "tariff")
    included = document.get("tax_included") or "NO"
    if included not in ("YES", "NO", "N/A"):
        raise Rejected("tariff.tax_included: must be YES, NO or N/A")
    cap = mapping(document.get("parking_cap") or {}, "tariff.parking_cap")
    tariff = PricedTariff(
        currency=_currency(document.get("currency")),
        tax_included=included == "YES",
        elements=tuple(
            _element(one, f"tariff.elements[{number}]")
            for number, one in enumerate(objects(document.get("elements"), "tariff.elements"))
        ),
        min_price=_limit(document.get("min_price"), "tariff.min_price"),
        max_price=_limit(document.get("max_price"), "tariff.max_price"),
        parking_cap=ParkingCap(
            optional(cap.get("per_session"), "tariff.parking_cap.per_session"),
            optional(cap.get("per_day"), "tariff.parking_cap.per_day"),
        ),
    )
    _check_limits(tariff)
    return _untaxed(tariff) if included == "N/A" else tariff


def _element(element: Mapping[str, Any], where: str) -> Element:
    components = objects(element.get("price_components"), f"{where}.price_components")
    return Element(
        tuple(
            _component(one, f"{where}.price_components[{number}]")
            for number, one in enumerate(components)
        ),
        _restrictions(element.get("restrictions") or {}, f"{where}.restrictions"),
    )


def _component(component: Mapping[str, Any], where: str) -> Component:
    step_size = component.get("step_size")
    return Component(
        reading.member(Dimension, component.get("type"), f"{where}.type"),
        decimal_of(component.get("price"), f"{where}.price"),
        optional(component.get("vat"), f"{where}.vat") or Decimal(0),
        1 if step_size is None else reading.whole(step_size, f"{where}.step_size"),
    )


def _restrictions(given: object, where: str) -> Restrictions:
    restrictions = mapping(given, where)
    unknown = sorted(restrictions.keys() - _READERS.keys())
    if unknown:
        raise Rejected(f"{where}: {', '.join(unknown)} cannot be priced")
    read = {
        _READERS[name][0]: _READERS[name][1](value, f"{where}.{name}")
        for name, value in restrictions.items()
        if value is not None
    }
    return Restrictions(**read)


def _limit(value: object, where: str) -> PriceLimit:
    if value is None:
        return PriceLimit()
    given = mapping(value, where)
    unknown = sorted(given.keys() - {*BEFORE, *AFTER})
    if unknown:
        raise Rejected(f"{where}: {', '.join(unknown)} cannot be priced; known: {BEFORE + AFTER}")
    return PriceLimit(_first(given, BEFORE, where), _first(given, AFTER, where))


def _first(given: Mapping[str, Any], names: tuple[str, ...], where: str) -> Decimal | None:
    values = [optional(given.get(name), f"{where}.{name}") for name in names]
    return next((one for one in values if one is not None), None)


def _check_limits(tariff: PricedTariff) -> None:
    low, high = tariff.min_price, tariff.max_price
    for least, most, what in (
        (low.before_taxes, high.before_taxes, "min_price is above max_price, before taxes"),
        (low.after_taxes, high.after_taxes, "min_price is above max_price, after taxes"),
        (low.before_taxes, low.after_taxes, "min_price is more before taxes than after"),
        (high.before_taxes, high.after_taxes, "max_price is more before taxes than after"),
    ):
        if least is not None and most is not None and least > most:
            raise Rejected(f"tariff: {what}")


def _untaxed(tariff: PricedTariff) -> PricedTariff:
    """No taxes are applicable (`N/A`): a percentage that is given all the same means nothing."""
    return replace(
        tariff,
        elements=tuple(
            replace(
                element,
                components=tuple(
                    replace(one, vat_percent=Decimal(0)) for one in element.components
                ),
            )
            for element in tariff.elements
        ),
    )


def _currency(text: object) -> str:
    if not isinstance(text, str) or len(text) != 3 or not text.isalpha() or not text.isupper():
        raise Rejected("tariff.currency: an ISO 4217 code such as EUR is needed")
    return text


_READERS: dict[str, tuple[str, Read]] = {
    "start_time": ("start_time", reading.time_of_day),
    "end_time": ("end_time", reading.time_of_day),
    "start_date": ("start_date", reading.day),
    "end_date": ("end_date", reading.day),
    "day_of_week": ("days_of_week", reading.weekdays),
    "min_kwh": ("min_energy_wh", reading.thousandths),
    "max_kwh": ("max_energy_wh", reading.thousandths),
    "min_current": ("min_current_a", decimal_of),
    "max_current": ("max_current_a", decimal_of),
    "min_power": ("min_power_w", reading.thousandths),
    "max_power": ("max_power_w", reading.thousandths),
    "min_duration": ("min_duration_s", reading.whole),
    "max_duration": ("max_duration_s", reading.whole),
    "min_idle": ("min_idle_s", reading.whole),
    "max_idle": ("max_idle_s", reading.whole),
    "reservation": ("reservation", partial(reading.member, Reservation)),
    "current_type": ("current_type", partial(reading.member, CurrentType)),
}
