"""The price of a timeline under a tariff: pure, exact, rounded once per VAT rate.

The same function gives the running cost and the final cost. It prices energy; the further
dimensions of OCPI, and the time zone that their conditions need, belong to the full engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from csms.money import Money, rounded
from csms.tariffs.model import Dimension, PriceComponent, Tariff
from csms.tariffs.timeline import Segment

HUNDRED = Decimal(100)
WH_PER_KWH = Decimal(1000)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One priced quantity. `amount` is unrounded, with or without tax as the tariff says."""

    dimension: Dimension
    quantity_wh: int
    price_per_kwh: Decimal
    vat_percent: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class TaxedSum:
    """What one VAT rate comes to, rounded: net + tax = gross."""

    vat_percent: Decimal
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class PricedSession:
    """A price with its reasons."""

    lines: tuple[PriceLine, ...]
    by_vat: tuple[TaxedSum, ...]
    net: Money
    tax: Money
    gross: Money


def price(tariff: Tariff, timeline: Sequence[Segment]) -> PricedSession:
    """Price a timeline."""
    lines = tuple(_energy_lines(tariff, sum(segment.energy_wh for segment in timeline)))
    by_vat = tuple(
        _taxed(tariff, rate, sum((x.amount for x in lines if x.vat_percent == rate), Decimal(0)))
        for rate in sorted({line.vat_percent for line in lines})
    )
    nothing = Money(0, tariff.currency)
    return PricedSession(
        lines,
        by_vat,
        net=sum((one.net for one in by_vat), nothing),
        tax=sum((one.tax for one in by_vat), nothing),
        gross=sum((one.gross for one in by_vat), nothing),
    )


def _energy_lines(tariff: Tariff, energy_wh: int) -> list[PriceLine]:
    component = _first(tariff, Dimension.ENERGY)
    if component is None or energy_wh <= 0:
        return []
    quantity_wh = _stepped(energy_wh, component.step_size_wh)
    amount = component.price_per_kwh * quantity_wh / WH_PER_KWH
    return [
        PriceLine(
            Dimension.ENERGY, quantity_wh, component.price_per_kwh, component.vat_percent, amount
        )
    ]


def _first(tariff: Tariff, dimension: Dimension) -> PriceComponent | None:
    return next(
        (
            one
            for element in tariff.elements
            for one in element.components
            if one.dimension is dimension
        ),
        None,
    )


def _stepped(quantity: int, step: int) -> int:
    """Up to the next whole step; step 0 occurs in OCPI's own examples and means none."""
    return quantity if step <= 1 else -(-quantity // step) * step


def _taxed(tariff: Tariff, vat_percent: Decimal, amount: Decimal) -> TaxedSum:
    factor = 1 + vat_percent / HUNDRED
    net_exact = amount / factor if tariff.tax_included else amount
    gross_exact = amount if tariff.tax_included else amount * factor
    net, gross = rounded(net_exact, tariff.currency), rounded(gross_exact, tariff.currency)
    return TaxedSum(vat_percent, net, gross - net, gross)
