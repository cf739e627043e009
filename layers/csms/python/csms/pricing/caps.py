"""Parking never costs more than its caps: in a day of the station's own clock, and in all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from csms.pricing.lines import Line
from csms.pricing.quantities import Item
from csms.pricing.tariff import PricedTariff


def capped(tariff: PricedTariff, lines: Sequence[Line]) -> list[Line]:
    """The lines with what is above the caps waived, the last first."""
    found, cap = list(lines), tariff.parking_cap
    if cap.per_day is not None:
        for day in {one.quantity.day for one in found if _parking(one)}:
            found = _waive(found, cap.per_day, lambda one, day=day: one.quantity.day == day)  # type: ignore[misc]
    if cap.per_session is not None:
        found = _waive(found, cap.per_session, lambda _: True)
    return found


def _waive(lines: list[Line], most: Decimal, counts: Callable[[Line], bool]) -> list[Line]:
    left = Fraction(most)
    found = []
    for one in lines:
        if not (_parking(one) and counts(one)):
            found.append(one)
            continue
        amount = min(one.amount, left)
        left -= amount
        found.append(replace(one, amount=amount, waived=one.waived + one.amount - amount))
    return found


def _parking(one: Line) -> bool:
    return one.quantity.item is Item.PARKING_TIME
