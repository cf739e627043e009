"""An OCPI tariff object, 2.2.1 or 2.3.0, as a tariff document; known errors of others are borne.

Where the two releases differ, both spellings are read in either: partners mix them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from csms.errors import Rejected
from csms.pricing.reading import decimal_of, mapping, objects, optional
from csms.tariffs.document import TOLD, VALIDITY
from csms.tariffs.exchange.ocpi_export import Release

LIMITS = ("min_price", "max_price")
PRICED = {"id", "currency", "tax_included", "elements", *LIMITS}
COMPONENT = {"type", "price", "vat", "step_size", "taxes"}
HUNDRED = Decimal(100)
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """A document for `tariff_from_document`, and what the operator has to know of it."""

    document: Document
    notes: tuple[str, ...]


def from_ocpi(given: Mapping[str, Any], release: Release) -> Imported:
    """Rejected with the place of what cannot be priced."""
    told = {name: value for name, value in mapping(given, "tariff").items() if value is not None}
    document = {name: told[name] for name in told if name in PRICED or name in TOLD}
    document["elements"] = [
        _element(one, f"tariff.elements[{number}]")
        for number, one in enumerate(objects(told.get("elements"), "tariff.elements"))
    ]
    if not told.get("id"):
        raise Rejected("tariff.id: is needed")
    limits = {name: _limit(told[name], f"tariff.{name}") for name in LIMITS if name in told}
    return Imported(document | limits, tuple(_notes(told, release)))


def _notes(told: Mapping[str, Any], release: Release) -> Iterator[str]:
    if validity := sorted(VALIDITY & told.keys()):
        yield f"{', '.join(validity)}: not a part of a tariff here; assign it for that time"
    if release is Release.V230 and "tax_included" not in told:
        yield "tax_included: is missing; read as NO"
    if unknown := sorted(told.keys() - PRICED - {*TOLD} - VALIDITY):
        yield f"{', '.join(unknown)}: not of OCPI {release}, ignored"


def _element(given: Mapping[str, Any], where: str) -> Document:
    components = objects(given.get("price_components"), f"{where}.price_components")
    restrictions = mapping(given.get("restrictions") or {}, f"{where}.restrictions")
    held = {name: value for name, value in restrictions.items() if value is not None}
    return {
        "price_components": [
            _component(one, f"{where}.price_components[{number}]")
            for number, one in enumerate(components)
        ]
    } | ({"restrictions": held} if held else {})


def _component(given: Mapping[str, Any], where: str) -> Document:
    told = {name: value for name, value in given.items() if value is not None}
    if unknown := sorted(told.keys() - COMPONENT):
        raise Rejected(f"{where}: {', '.join(unknown)} cannot be priced")
    taxes = told.pop("taxes", None)
    if not taxes:
        return told
    percent = sum((_percent(one, where) for one in objects(taxes, f"{where}.taxes")), Decimal(0))
    if optional(told.get("vat"), f"{where}.vat") not in {None, percent}:
        raise Rejected(f"{where}.vat: it is not the sum of taxes")
    return told | {"vat": percent}


def _percent(tax: Mapping[str, Any], where: str) -> Decimal:
    """Taxes of OCPI stand side by side, each of the price before them."""
    return decimal_of(tax.get("percentage"), f"{where}.taxes.percentage")


def _limit(given: object, where: str) -> Document:
    """`Price` and `PriceLimit`: after taxes is before, and each tax by its amount or percentage."""
    told = {name: value for name, value in mapping(given, where).items() if value is not None}
    taxes = told.pop("taxes", None)
    if not taxes or "after_taxes" in told or "incl_vat" in told:
        return told
    before = decimal_of(told.get("before_taxes", told.get("excl_vat")), where)
    parts = (_tax(one, before, where) for one in objects(taxes, f"{where}.taxes"))
    return told | {"after_taxes": before + sum(parts, Decimal(0))}


def _tax(tax: Mapping[str, Any], before: Decimal, where: str) -> Decimal:
    if tax.get("amount") is not None:
        return decimal_of(tax["amount"], f"{where}.taxes.amount")
    return before * _percent(tax, where) / HUNDRED
