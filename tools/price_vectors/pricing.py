"""A worked example (tariff, periods, time zone) to a price, in exact decimal texts."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from csms.clock import from_text
from csms.errors import Rejected
from csms.money import exponent
from csms.pricing.lines import Line, net_and_gross
from csms.pricing.ocpi import tariff_of
from csms.pricing.price import Price, price
from csms.pricing.quantities import Item
from csms.pricing.taxes import half_up
from csms.pricing.timeline import Activity, Segment
from csms.stations.model import CurrentType

STATES = {
    "CHARGING": Activity.CHARGING,
    "PARKING": Activity.PARKED,
    "PARKED": Activity.PARKED,
    "WITHHELD": Activity.WITHHELD,
    "RESERVATION": Activity.RESERVED,
    "RESERVATION_EXPIRED": Activity.RESERVATION_EXPIRED,
}
ENERGY_UNIT, TIME_UNIT = 1_000_000, 1_000
BILLED = {
    Item.ENERGY: "energy_kwh",
    Item.CHARGING_TIME: "charging_s",
    Item.PARKING_TIME: "parking_s",
    Item.RESERVATION: "reservation_s",
}


def priced(vector: Mapping[str, Any]) -> dict[str, Any]:
    """What the example comes to. Raises Rejected with what is wrong about it."""
    timeline = [_segment(one) for one in vector["periods"]]
    zone = ZoneInfo(vector.get("time_zone", "UTC"))
    kind = vector.get("current_type")
    found = price(
        tariff_of(vector["tariff"]),
        timeline,
        zone,
        current_type=CurrentType(kind) if kind else None,
    )
    return _shown(found, tax_included=vector["tariff"].get("tax_included") == "YES")


def _segment(period: Mapping[str, Any]) -> Segment:
    if period.get("state") not in STATES:
        raise Rejected(f"periods.state: must be one of {', '.join(STATES)}")
    return Segment(
        _moment(period["start"]),
        _moment(period["end"]),
        STATES[period["state"]],
        _scaled(period.get("energy_kwh", 0), ENERGY_UNIT),
        _middle(period, "current_a"),
        None if _middle(period, "power_kw") is None else int(_middle(period, "power_kw") * 1000),  # type: ignore[operator]
    )


def _middle(period: Mapping[str, Any], name: str) -> Decimal | None:
    """Between the least and the greatest of a period; a bound may fall between them."""
    given = [period[f"{end}_{name}"] for end in ("min", "max") if f"{end}_{name}" in period]
    return sum((Decimal(str(one)) for one in given), Decimal(0)) / len(given) if given else None


def _moment(text: str) -> datetime:
    return from_text(text)


def _scaled(value: Any, unit: int) -> int:
    return half_up(Fraction(Decimal(str(value))) * unit)


def _shown(found: Price, *, tax_included: bool) -> dict[str, Any]:
    billed, components = _billed(found), _components(found, tax_included=tax_included)
    return {
        "total_excl": _money(found.totals.net, found.currency),
        "total_incl": _money(found.totals.gross, found.currency),
        "total_excl_exact": _exact(found.totals.net),
        "total_incl_exact": _exact(found.totals.gross),
        "billed": billed,
        "components_excl": {name: _exact(both[0]) for name, both in components.items()},
        "components_incl": {name: _exact(both[1]) for name, both in components.items()},
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
    sums: dict[str, Fraction] = {}
    for one in found.lines:
        name = BILLED.get(one.quantity.item)
        if name:
            unit = ENERGY_UNIT if one.quantity.item is Item.ENERGY else TIME_UNIT
            sums[name] = sums.get(name, Fraction(0)) + Fraction(one.quantity.amount) / unit
    return {
        name: _exact(value) if name == "energy_kwh" else _whole_or_text(value)
        for name, value in sums.items()
    }


def _components(found: Price, *, tax_included: bool) -> dict[str, tuple[Fraction, Fraction]]:
    sums: dict[str, tuple[Fraction, Fraction]] = {}
    for one in found.lines:
        item = one.quantity.item
        name = "reservation" if item is Item.RESERVATION_FEE else item.value
        net, gross = net_and_gross(one, tax_included=tax_included)
        before = sums.get(name, (Fraction(0), Fraction(0)))
        sums[name] = before[0] + net, before[1] + gross
    return sums


def _line(one: Line) -> dict[str, Any]:
    quantity = one.quantity
    kind = BILLED.get(quantity.item, "times")
    unit = ENERGY_UNIT if quantity.item is Item.ENERGY else TIME_UNIT if kind != "times" else 1
    return {
        "item": quantity.item.value,
        kind: _exact(Fraction(quantity.amount) / unit),
        "price": str(quantity.component.price),
        "vat_percent": str(quantity.component.vat_percent),
        "amount": _exact(one.amount),
    } | ({"waived": _exact(one.waived)} if one.waived else {})


def _money(amount: Fraction, currency: str) -> str:
    digits = exponent(currency)
    return str(Decimal(half_up(amount * 10**digits)).scaleb(-digits))


def _whole_or_text(value: Fraction) -> int | str:
    return int(value) if value.denominator == 1 else _exact(value)


def _exact(value: Fraction | int) -> str:
    """Exact where decimals can say it, else to 12 places."""
    amount = Fraction(value)
    rest = amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(Decimal(half_up(amount * 10**12)).scaleb(-12))
    text = format(Decimal(amount.numerator) / Decimal(amount.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
