"""Exact numbers as decimal text."""

from decimal import Decimal, localcontext
from fractions import Fraction

from csms.pricing.taxes import half_up

PLACES = 12


def exact_text(value: Fraction | int) -> str:
    """Exact where decimals can say it, else to 12 places."""
    amount = Fraction(value)
    rest = amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{Decimal(half_up(amount * 10**PLACES)).scaleb(-PLACES):f}"
    with localcontext(prec=100):
        text = format(Decimal(amount.numerator) / Decimal(amount.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
