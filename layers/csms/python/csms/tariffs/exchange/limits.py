"""A least or greatest price that is given for one side of the tax only, for both sides."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from csms.pricing.bounds import usual_rate
from csms.pricing.tariff import PricedTariff, PriceLimit
from csms.tariffs.exchange.amounts import finite
from csms.tariffs.exchange.refusing import Reason

NAMES = ("min_price", "max_price")


def net_limit(tariff: PricedTariff, limit: PriceLimit) -> Decimal | None:
    """The bound before taxes. With one rate of tax it follows from that after them.

    None if it does not, or if its decimals never end.
    """
    if limit.before_taxes is not None or limit.after_taxes is None:
        return limit.before_taxes
    rates = {one.vat_percent for element in tariff.elements for one in element.components}
    if len(rates) != 1:
        return None
    return finite(Fraction(limit.after_taxes) / (1 + Fraction(*rates) / 100))


def unsaid_limits(tariff: PricedTariff) -> Iterator[Reason]:
    """Bounds that are known after taxes alone."""
    for name in NAMES:
        limit: PriceLimit = getattr(tariff, name)
        if limit.after_taxes is not None and net_limit(tariff, limit) is None:
            yield Reason(name, "it is needed before taxes, too, and does not follow from the rates")


def moved_rate(before: PricedTariff, after: PricedTariff) -> Iterator[Reason]:
    """A minimum that no line explains is taxed by the first energy price: is it another one?"""
    if before.min_price != PriceLimit() and usual_rate(before) != usual_rate(after):
        yield Reason("min_price", "for this current type it would be taxed at another rate")
