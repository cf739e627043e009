"""Amounts in another tax basis or unit, exact or not at all."""

from decimal import Decimal
from fractions import Fraction

from csms.pricing.tariff import Component

# A finite decimal has no other prime factors below (10 = 2 * 5); more decimals state no price.
MOST_DECIMALS = 12


def net_price(component: Component, *, tax_included: bool) -> Fraction:
    """Without tax."""
    price = Fraction(component.price)
    return price / (1 + Fraction(component.vat_percent) / 100) if tax_included else price


def finite(value: Fraction, decimals: int = MOST_DECIMALS) -> Decimal | None:
    """The very value as a decimal of so many places at the most; None if it is none."""
    scaled = value * 10**decimals
    if scaled.denominator != 1:
        return None
    return _plain(Decimal(scaled.numerator).scaleb(-decimals))


def _plain(value: Decimal) -> Decimal:
    """Without zeros at the end, and without an exponent."""
    return Decimal(f"{value.normalize():f}")
