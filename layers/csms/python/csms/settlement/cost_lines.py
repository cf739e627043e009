"""The lines of a price with what each is charged with: rounded shares that sum to its totals."""

from decimal import Decimal
from fractions import Fraction

from csms.charging.costs import MINIMUM, CostLine, TaxShare
from csms.pricing.lines import UNITS, Line, net_and_gross
from csms.pricing.price import Price
from csms.pricing.quantities import Item
from csms.pricing.taxes import TaxGroup, half_up, shared
from csms.pricing.texts import exact_text

HOUR_MS, MS_PER_S = 3_600_000, 1000


def cost_lines(found: Price, *, tax_included: bool) -> tuple[CostLine, ...]:
    """In the order of the price. A minimum that no line explains is a line of its own."""
    charged: dict[int, tuple[int, int]] = {}
    alone = []
    for group in found.by_vat:
        exact = _exact(found.lines, group.vat_percent, tax_included=tax_included)
        charged |= _charged(exact, group)
        if not exact and group.gross_minor:
            alone.append(_minimum(group))
    lines = [_line(one, *charged[number]) for number, one in enumerate(found.lines)]
    return (*lines, *alone)


def _exact(
    lines: tuple[Line, ...], rate: Decimal, *, tax_included: bool
) -> dict[int, tuple[Fraction, Fraction]]:
    """Net and tax of the lines of one rate, by number."""
    of_rate = {
        number: net_and_gross(one, tax_included=tax_included)
        for number, one in enumerate(lines)
        if one.quantity.component.vat_percent == rate
    }
    return {number: (net, gross - net) for number, (net, gross) in of_rate.items()}


def _charged(
    exact: dict[int, tuple[Fraction, Fraction]], group: TaxGroup
) -> dict[int, tuple[int, int]]:
    """Net and gross in minor units, by number."""
    nets = shared({number: both[0] for number, both in exact.items()}, group.net_minor)
    taxes = shared({number: both[1] for number, both in exact.items()}, group.tax_minor)
    return {number: (nets[number], nets[number] + taxes[number]) for number in exact}


def _line(one: Line, net_minor: int, gross_minor: int) -> CostLine:
    quantity = one.quantity
    unit = UNITS.get(quantity.item, HOUR_MS)
    return CostLine(
        Item(quantity.item).value,
        exact_text(Fraction(quantity.amount) / unit),
        exact_text(Fraction(quantity.component.price)),
        exact_text(Fraction(quantity.component.vat_percent)),
        exact_text(one.amount),
        net_minor,
        gross_minor,
        exact_text(one.waived),
    )


def _minimum(group: TaxGroup) -> CostLine:
    rate = exact_text(Fraction(group.vat_percent))
    return CostLine(MINIMUM, "1", "0", rate, "0", group.net_minor, group.gross_minor)


def tax_shares(found: Price) -> tuple[TaxShare, ...]:
    """What each rate comes to."""
    return tuple(
        TaxShare(exact_text(Fraction(one.vat_percent)), one.net_minor, one.tax_minor)
        for one in found.by_vat
    )


def idle_seconds(found: Price) -> int:
    """Parked time that cost something; what a cap waived wholly did not."""
    billed = (
        one.quantity.amount
        for one in found.lines
        if one.quantity.item is Item.PARKING_TIME and one.amount > 0
    )
    return half_up(Fraction(sum(billed)) / MS_PER_S)
