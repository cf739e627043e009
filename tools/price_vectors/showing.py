"""A price in exact decimal texts."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from csms.money import exponent
from csms.pricing.lines import Line, net_and_gross
from csms.pricing.price import Price
from csms.pricing.quantities import Item
from csms.pricing.taxes import half_up
from csms.pricing.texts import exact_text

ENERGY_UNIT, TIME_UNIT = 1_000_000, 1_000
BILLED = {
    Item.ENERGY: "energy_kwh",
    Item.CHARGING_TIME: "charging_s",
    Item.PARKING_TIME: "parking_s",
    Item.RESERVATION: "reservation_s",
}
COMPONENTS = {one: one.value for one in Item} | {Item.RESERVATION_FEE: "reservation"}


def shown(found: Price, *, tax_included: bool) -> dict[str, Any]:
    """Amounts as decimal texts: totals with the currency's decimals, the rest exact."""
    billed, components = _billed(found), _components(found, tax_included=tax_included)
    return {
        "total_excl": _money(found.totals.net, found.currency),
        "total_incl": _money(found.totals.gross, found.currency),
        "total_excl_exact": exact_text(found.totals.net),
        "total_incl_exact": exact_text(found.totals.gross),
        "billed": billed,
        "components_excl": {name: exact_text(both[0]) for name, both in components.items()},
        "components_incl": {name: exact_text(both[1]) for name, both in components.items()},
        "limit_applied": found.totals.limit,
        "taxes": [
            {
                "vat_percent": str(one.vat_percent),
                "net_minor": one.net_minor,
                "tax_minor": one.tax_minor,
                "gross_minor": one.gross_minor,
            }
            for one in found.by_vat
        ],
        "lines": [_line(one) for one in found.lines],
    }


def _billed(found: Price) -> dict[str, Any]:
    sums = dict.fromkeys(BILLED.values(), Fraction(0))
    for one in found.lines:
        name = BILLED.get(one.quantity.item)
        if name:
            unit = ENERGY_UNIT if one.quantity.item is Item.ENERGY else TIME_UNIT
            sums[name] += Fraction(one.quantity.amount) / unit
    return {
        name: exact_text(value) if name == "energy_kwh" else _whole_or_text(value)
        for name, value in sums.items()
    }


def _components(found: Price, *, tax_included: bool) -> dict[str, tuple[Fraction, Fraction]]:
    nothing = Fraction(0), Fraction(0)
    sums = dict.fromkeys(COMPONENTS.values(), nothing)
    for one in found.lines:
        name = COMPONENTS[one.quantity.item]
        net, gross = net_and_gross(one, tax_included=tax_included)
        sums[name] = sums[name][0] + net, sums[name][1] + gross
    return sums


def _line(one: Line) -> dict[str, Any]:
    quantity = one.quantity
    kind = BILLED.get(quantity.item, "times")
    unit = ENERGY_UNIT if quantity.item is Item.ENERGY else TIME_UNIT if kind != "times" else 1
    return {
        "item": quantity.item.value,
        kind: exact_text(Fraction(quantity.amount) / unit),
        "price": str(quantity.component.price),
        "vat_percent": str(quantity.component.vat_percent),
        "amount": exact_text(one.amount),
    } | ({"waived": exact_text(one.waived)} if one.waived else {})


def _money(amount: Fraction, currency: str) -> str:
    digits = exponent(currency)
    return str(Decimal(half_up(amount * 10**digits)).scaleb(-digits))


def _whole_or_text(value: Fraction) -> int | str:
    return int(value) if value.denominator == 1 else exact_text(value)
