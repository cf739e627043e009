"""What it costs to build and to price a day: 24 h with a sample every 10 s."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from csms.pricing.building import build
from csms.pricing.facts import Change, Reading, SessionFacts, Signal
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
    facts, steady = _facts(), _day(lambda _: 30_000)
    changing = _day(lambda number: 30_000 + 20_000 * (number % 2))
    plain, worst = tariff_of(_plain()), tariff_of(worst_tariff())
    return {
        "timeline from readings": best_ms(lambda: build(facts), repeats),
        "price, plain tariff": best_ms(lambda: price(plain, steady, ZONE), repeats),
        "price, night, tiers, idle, caps": best_ms(lambda: price(worst, steady, ZONE), repeats),
        "price, the same, each sample in another tier": best_ms(
            lambda: price(worst, changing, ZONE), repeats
        ),
    }


def best_ms(work: Callable[[], object], repeats: int) -> float:
    """CPU time, the best of some."""
    times = []
    for _ in range(repeats):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return round(min(times) * 1000, 1)


def _facts() -> SessionFacts:
    readings = (
        Reading(START + number * EVERY, min(number, CHARGED) * 30) for number in range(SAMPLES + 1)
    )
    full, gone = START + CHARGED * EVERY, START + SAMPLES * EVERY
    changes = Change(START, Signal.CHARGING), Change(full, Signal.SUSPENDED_EV)
    return SessionFacts(START, tuple(readings), changes, unplugged=gone)


def _day(energy_mwh: Callable[[int], int]) -> list[Segment]:
    return [
        Segment(START + number * EVERY, START + (number + 1) * EVERY, Activity.CHARGING, energy)
        if (energy := energy_mwh(number)) and number < CHARGED
        else Segment(START + number * EVERY, START + (number + 1) * EVERY, Activity.PARKED)
        for number in range(SAMPLES)
    ]


def _plain() -> dict[str, Any]:
    return {"currency": "EUR", "elements": [_element("0.49", ("ENERGY",), {})]}


def worst_tariff() -> dict[str, Any]:
    """Every kind of condition at once."""
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
