"""What it costs to price a day: 24 h with a sample every 10 s, plain and at its worst."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from csms.pricing.ocpi import tariff_of
from csms.pricing.price import price
from csms.pricing.timeline import Activity, Segment

SAMPLES, EVERY = 8640, timedelta(seconds=10)
# Over the October change of the clock.
START, ZONE = datetime(2026, 10, 24, 6, tzinfo=UTC), ZoneInfo("Europe/Berlin")
CHARGED = 6000
Restrictions = dict[str, Any]


def rating_ms(repeats: int = 5) -> dict[str, float]:
    """CPU time of one price, the best of some."""
    steady, changing = _day(lambda _: 30_000), _day(lambda number: 30_000 + 20_000 * (number % 2))
    return {
        "plain tariff": _best(_plain(), steady, repeats),
        "night, tiers, idle, caps": _best(_worst(), steady, repeats),
        "the same, another tier at each sample": _best(_worst(), changing, repeats),
    }


def _best(document: dict[str, Any], day: list[Segment], repeats: int) -> float:
    tariff, times = tariff_of(document), []
    for _ in range(repeats):
        before = time.process_time()
        price(tariff, day, ZONE)
        times.append(time.process_time() - before)
    return round(min(times) * 1000, 1)


def _day(energy_mwh: Callable[[int], int]) -> list[Segment]:
    return [
        Segment(START + number * EVERY, START + (number + 1) * EVERY, Activity.CHARGING, energy)
        if (energy := energy_mwh(number)) and number < CHARGED
        else Segment(START + number * EVERY, START + (number + 1) * EVERY, Activity.PARKED)
        for number in range(SAMPLES)
    ]


def _plain() -> dict[str, Any]:
    return {"currency": "EUR", "elements": [_element("0.49", ("ENERGY",), {})]}


def _worst() -> dict[str, Any]:
    night = {"start_time": "22:00", "end_time": "06:00"}
    both, parked = ("ENERGY", "TIME"), ("PARKING_TIME",)
    return {
        "currency": "EUR",
        "tax_included": "YES",
        "parking_cap": {"per_session": 20, "per_day": 12},
        "max_price": {"after_taxes": 1000},
        "elements": [
            _element("1", ("FLAT",), {}),
            _element("0.20", both, night | {"max_kwh": 10}),
            _element("0.25", both, night | {"min_power": 15}),
            _element("0.30", both, {"day_of_week": ["SUNDAY"], "max_kwh": 30}),
            _element("0.40", both, {"max_power": 11}),
            _element("0.45", both, {"max_power": 15, "min_duration": 7200}),
            _element("0.50", both, {}),
            _element("0", parked, {"max_idle": 600}),
            _element("3", parked, night),
            _element("6", parked, {}),
        ],
    }


def _element(price: str, types: tuple[str, ...], restrictions: Restrictions) -> dict[str, Any]:
    components = [{"type": one, "price": Decimal(price), "vat": 19} for one in types]
    return {"price_components": components, "restrictions": restrictions}
