"""Which elements can ever hold: empty conditions, and those that an earlier element covers."""

from collections.abc import Iterator
from typing import Any

from csms.pricing.findings import Finding, Placed, error, placed
from csms.pricing.tariff import Dimension, PricedTariff, Restrictions

# Pairs of fields, the least and the most.
BOUNDS = [
    (f"min_{name}", f"max_{name}")
    for name in ("energy_wh", "current_a", "power_w", "duration_s", "idle_s")
]
RANGES = [*BOUNDS, ("start_date", "end_date")]
DRAWN = ("min_current_a", "min_power_w")


def unreachable(tariff: PricedTariff) -> Iterator[Finding]:
    """Components that never price anything."""
    earlier: list[Placed] = []
    for one in placed(tariff):
        given = one.element.restrictions
        if any(_empty(given, *pair) for pair in RANGES):
            yield error("never_holds", one.where, "its least is not below its most")
        elif _impossible(one):
            yield error(
                "never_holds", one.where, f"{one.component.dimension} never meets its conditions"
            )
        elif cover := next((each for each in earlier if _covers(each, one)), None):
            yield error("unreachable", one.where, f"{cover.where} always holds before it")
        earlier.append(one)


def _empty(given: Restrictions, low: str, high: str) -> bool:
    least, most = getattr(given, low), getattr(given, high)
    return most == 0 or (least is not None and most is not None and least >= most)


def _impossible(one: Placed) -> bool:
    """What a dimension's moments never are: no current while parked, no idle while charging."""
    given, dimension = one.element.restrictions, one.component.dimension
    if one.reserving and dimension in {Dimension.ENERGY, Dimension.PARKING_TIME}:
        return True
    drawing = any(getattr(given, name) for name in DRAWN)
    moving = any(getattr(given, low) for low, _ in BOUNDS)
    if one.reserving:
        return moving
    if dimension is Dimension.PARKING_TIME:
        return drawing
    return dimension is Dimension.TIME and bool(given.min_idle_s)


def _covers(earlier: Placed, later: Placed) -> bool:
    """Whether the earlier one holds at every moment at which the later one does."""
    if earlier.component.dimension is not later.component.dimension:
        return False
    wide, narrow = earlier.element.restrictions, later.element.restrictions
    if wide.reservation is not narrow.reservation:
        return False
    if wide.current_type not in (None, narrow.current_type):
        return False
    if wide.days_of_week and not (narrow.days_of_week and narrow.days_of_week <= wide.days_of_week):
        return False
    if (wide.start_time, wide.end_time) not in (
        (None, None),
        (narrow.start_time, narrow.end_time),
    ):
        return False
    return all(
        _least(getattr(wide, low), getattr(narrow, low))
        and _most(getattr(wide, high), getattr(narrow, high))
        for low, high in RANGES
    )


def _least(wide: Any, narrow: Any) -> bool:
    return not wide or (narrow is not None and wide <= narrow)


def _most(wide: Any, narrow: Any) -> bool:
    return wide is None or (narrow is not None and wide >= narrow)
