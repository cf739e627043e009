"""What a session must cost: exact fractions of the meter's truth, none of our pricing in it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from settlement_simulation import network

if TYPE_CHECKING:
    from settlement_simulation.plans import Plan


def price_minor(plan: Plan, energy_wh: int | None = None, lasted_s: int | None = None) -> int:
    """The gross price, rounded half up once; nothing is charged where nothing was delivered."""
    energy_wh = plan.delivered_wh if energy_wh is None else energy_wh
    lasted_s = plan.ended_s if lasted_s is None else lasted_s
    if energy_wh == 0:
        return 0
    included, prices = network.PRICES[network.site_of(plan.station_id)]
    quantities = {
        network.PER_KWH: Fraction(energy_wh, 1000),
        network.PER_HOUR: Fraction(lasted_s, 3600),
        network.FLAT: Fraction(1),
    }
    amount = sum((Fraction(price) * quantities[one] for one, price in prices.items()), Fraction(0))
    if not included:
        amount *= 1 + Fraction(network.VAT) / 100
    cents = amount * 100
    return (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)
