"""A tariff's least and greatest price: with and without tax, each on its own (`PriceLimit`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from csms.pricing.lines import Line, net_and_gross
from csms.pricing.tariff import PricedTariff


@dataclass(frozen=True, slots=True)
class Bounded:
    """Exact totals; `limit` says which bound was applied, None if none was."""

    net: Fraction
    gross: Fraction
    limit: str | None = None


def bounded(tariff: PricedTariff, lines: Sequence[Line], *, charged: bool) -> Bounded:
    """They bound a charging session, so not a reservation that expired (`charged` False)."""
    sums = [net_and_gross(one, tax_included=tariff.tax_included) for one in lines]
    net = sum((one[0] for one in sums), Fraction(0))
    gross = sum((one[1] for one in sums), Fraction(0))
    if not charged:
        return Bounded(net, gross)
    new_net = _within(net, tariff.min_price.before_taxes, tariff.max_price.before_taxes)
    new_gross = _within(gross, tariff.min_price.after_taxes, tariff.max_price.after_taxes)
    new_net, new_gross = _consistent(net, gross, new_net, new_gross)
    if (new_net, new_gross) == (net, gross):
        return Bounded(net, gross)
    raised = new_net > net or new_gross > gross
    return Bounded(new_net, new_gross, "min_price" if raised else "max_price")


def _within(amount: Fraction, low: Decimal | None, high: Decimal | None) -> Fraction:
    amount = max(amount, Fraction(low)) if low is not None else amount
    return min(amount, Fraction(high)) if high is not None else amount


def _consistent(
    net: Fraction, gross: Fraction, new_net: Fraction, new_gross: Fraction
) -> tuple[Fraction, Fraction]:
    """A bound that is given for one side only moves the other in proportion."""
    if new_net == net and new_gross != gross and gross:
        return net * new_gross / gross, new_gross
    if new_gross == gross and new_net != net and net:
        return new_net, gross * new_net / net
    return new_net, max(new_net, new_gross)
