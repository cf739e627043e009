"""A tariff's least and greatest price: with and without tax, each on its own (`PriceLimit`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from csms.pricing.lines import Line, net_and_gross
from csms.pricing.tariff import Dimension, PricedTariff, PriceLimit

Sums = tuple[Fraction, Fraction]
Choice = Callable[[Fraction, Fraction], Fraction]


@dataclass(frozen=True, slots=True)
class Bounded:
    """Exact totals, and what the lines alone come to; the difference is what a bound did.

    `limit` says which bound that was, None if none was applied.
    """

    net: Fraction
    gross: Fraction
    lines_net: Fraction
    lines_gross: Fraction
    limit: str | None = None


def bounded(tariff: PricedTariff, lines: Sequence[Line], *, least: bool, most: bool) -> Bounded:
    """They bound a charging session, so not a reservation that expired.

    The least holds once charging has begun, the most before that too: a running cost never falls.
    """
    sums = [net_and_gross(one, tax_included=tariff.tax_included) for one in lines]
    net = sum((one[0] for one in sums), Fraction(0))
    gross = sum((one[1] for one in sums), Fraction(0))
    rate = usual_rate(tariff)
    raised = _moved(tariff.min_price, (net, gross), max, rate) if least else (net, gross)
    lowered = _moved(tariff.max_price, raised, min, rate) if most else raised
    limit = "min_price" if raised != (net, gross) else None
    return Bounded(*lowered, net, gross, "max_price" if lowered != raised else limit)


def usual_rate(tariff: PricedTariff) -> Decimal:
    """The tax of an amount that no line explains: that of energy, else that of the first price."""
    every = [
        component
        for element in tariff.elements
        if element.restrictions.reservation is None
        for component in element.components
    ]
    every.sort(key=lambda one: one.dimension is not Dimension.ENERGY)
    return every[0].vat_percent if every else Decimal(0)


def _moved(limit: PriceLimit, sums: Sums, choose: Choice, rate: Decimal) -> Sums:
    """A bound that is given for one side only moves the other in proportion."""
    net, gross = sums
    before = choose(net, Fraction(limit.before_taxes)) if limit.before_taxes is not None else net
    after = choose(gross, Fraction(limit.after_taxes)) if limit.after_taxes is not None else gross
    factor = gross / net if net else 1 + Fraction(rate) / 100
    if limit.after_taxes is None:
        after = before * factor
    elif limit.before_taxes is None:
        before = after / factor
    return before, max(before, after)
