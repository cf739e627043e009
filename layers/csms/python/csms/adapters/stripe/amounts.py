"""Our minor units (ISO 4217) to Stripe's, which differ for a few currencies.

Source: docs.stripe.com/currencies, "Zero-decimal currencies", "Three-decimal currencies" and
"Special cases".
"""

from csms.errors import Rejected
from csms.money import Money, exponent

# Stripe counts ariary without decimals; ISK and UGX as if they had two.
_DECIMALS = {"MGA": 0, "ISK": 2, "UGX": 2}
# The last digit of a three-decimal amount must be 0.
_STEP = 10


def to_wire(amount: Money) -> int:
    """The amount as Stripe wants it. Rejected if Stripe cannot express it."""
    shift = _shift(amount.currency)
    up, down = int(10 ** max(shift, 0)), int(10 ** max(-shift, 0))
    minor, rest = divmod(amount.minor * up, down)
    if rest or (exponent(amount.currency) == 3 and minor % _STEP):
        raise Rejected(f"{amount.major} {amount.currency} is finer than the provider can charge.")
    return minor


def from_wire(number: int, currency: str) -> Money:
    """Stripe's amount as ours."""
    code, shift = currency.upper(), _shift(currency.upper())
    up, down = int(10 ** max(-shift, 0)), int(10 ** max(shift, 0))
    minor = abs(number) * up // down
    return Money(minor if number >= 0 else -minor, code)


def _shift(currency: str) -> int:
    """By how many decimals Stripe's unit is smaller than ours."""
    return _DECIMALS.get(currency, exponent(currency)) - exponent(currency)
