"""What a session must cost: exact fractions of the meter's truth, none of our pricing in it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from settlement_simulation import network


class Used(NamedTuple):
    """What there is to pay for. `parked_s` is one stretch behind charging, its grace in it."""

    energy_wh: int
    charged_s: int
    parked_s: int = 0


def price_minor(station_id: str, used: Used) -> int:
    """The gross price, rounded half up once; nothing is charged where nothing was delivered."""
    if used.energy_wh == 0:
        return 0
    prices = network.prices_at(station_id)
    quantities = {
        network.PER_KWH: Fraction(used.energy_wh, 1000),
        network.PER_HOUR: Fraction(used.charged_s, 3600),
        network.FLAT: Fraction(1),
        network.PARKED: Fraction(max(0, used.parked_s - prices.grace_s), 3600),
    }
    amounts = {one: Fraction(price) * quantities[one] for one, price in prices.of.items()}
    if prices.cap is not None:
        amounts[network.PARKED] = min(amounts[network.PARKED], Fraction(prices.cap))
    amount = sum(amounts.values(), Fraction(0))
    if not prices.included:
        amount *= 1 + Fraction(network.VAT) / 100
    cents = amount * 100
    return (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)
