"""Quantities with their exact amounts."""

from dataclasses import dataclass
from fractions import Fraction

from csms.pricing.quantities import Item, Quantity

# One unit of a component's price in ours: kWh in mWh, h in ms, 1 of a fee.
UNITS = {Item.ENERGY: 1_000_000, Item.FLAT: 1, Item.RESERVATION_FEE: 1}
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Line:
    """A quantity and its amount, with or without tax as the tariff says.

    `waived` is what a cap took off; it is not in `amount`.
    """

    quantity: Quantity
    amount: Fraction
    waived: Fraction = Fraction(0)


def line(quantity: Quantity) -> Line:
    """Price times quantity, exact."""
    unit = UNITS.get(quantity.item, HOUR_MS)
    return Line(quantity, Fraction(quantity.component.price) * quantity.amount / unit)


def net_and_gross(one: Line, *, tax_included: bool) -> tuple[Fraction, Fraction]:
    """The line without and with tax."""
    factor = 1 + Fraction(one.quantity.component.vat_percent) / 100
    if tax_included:
        return one.amount / factor, one.amount
    return one.amount, one.amount * factor
