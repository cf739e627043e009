"""A tariff back in OCPI 2.3.0 field names: what `csms.pricing.ocpi` reads, in one spelling."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from csms.pricing.reading import DAYS
from csms.pricing.tariff import Component, Element, PricedTariff, PriceLimit, Restrictions

# Wh to kWh, W to kW.
THOUSANDTH = Decimal(1000)
Written = dict[str, Any]


def document_of(tariff: PricedTariff) -> Written:
    """Its numbers are whole or Decimal, as they were given; what is not given is left out."""
    written: Written = {
        "currency": tariff.currency,
        "tax_included": "YES" if tariff.tax_included else "NO",
        "elements": [_element(one) for one in tariff.elements],
        "min_price": _limit(tariff.min_price),
        "max_price": _limit(tariff.max_price),
        "parking_cap": _given(
            per_session=tariff.parking_cap.per_session, per_day=tariff.parking_cap.per_day
        ),
    }
    return {name: value for name, value in written.items() if value}


def _element(element: Element) -> Written:
    components = [_component(one) for one in element.components]
    restrictions = _restrictions(element.restrictions)
    return {"price_components": components} | (
        {"restrictions": restrictions} if restrictions else {}
    )


def _component(component: Component) -> Written:
    return {
        "type": component.dimension.value,
        "price": component.price,
        "vat": component.vat_percent,
        "step_size": component.step_size,
    }


def _limit(limit: PriceLimit) -> Written:
    return _given(before_taxes=limit.before_taxes, after_taxes=limit.after_taxes)


def _restrictions(given: Restrictions) -> Written:
    found = {name: read(given) for name, read in _WRITERS.items()}
    return {name: value for name, value in found.items() if value is not None}


def _given(**values: Decimal | None) -> Written:
    return {name: value for name, value in values.items() if value is not None}


def _clock(value: time | None) -> str | None:
    return None if value is None else value.strftime("%H:%M")


def _date(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _kilo(value: int | None) -> Decimal | None:
    return None if value is None else value / THOUSANDTH


_WRITERS: dict[str, Callable[[Restrictions], Any]] = {
    "start_time": lambda one: _clock(one.start_time),
    "end_time": lambda one: _clock(one.end_time),
    "start_date": lambda one: _date(one.start_date),
    "end_date": lambda one: _date(one.end_date),
    "day_of_week": lambda one: [DAYS[day] for day in sorted(one.days_of_week)] or None,
    "min_kwh": lambda one: _kilo(one.min_energy_wh),
    "max_kwh": lambda one: _kilo(one.max_energy_wh),
    "min_current": lambda one: one.min_current_a,
    "max_current": lambda one: one.max_current_a,
    "min_power": lambda one: _kilo(one.min_power_w),
    "max_power": lambda one: _kilo(one.max_power_w),
    "min_duration": lambda one: one.min_duration_s,
    "max_duration": lambda one: one.max_duration_s,
    "min_idle": lambda one: one.min_idle_s,
    "max_idle": lambda one: one.max_idle_s,
    "reservation": lambda one: one.reservation and one.reservation.value,
    "current_type": lambda one: one.current_type and one.current_type.value,
}
