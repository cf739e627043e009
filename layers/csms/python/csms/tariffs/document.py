"""A tariff as JSON (OCPI 2.3.0 field names) to a Tariff and back.

Read with `parse_float=Decimal`. What rating cannot price yet is refused, never ignored.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from csms.errors import Rejected
from csms.ids import digest
from csms.stations.model import CurrentType
from csms.tariffs.model import Dimension, PriceComponent, Tariff, TariffElement

FIELDS = {"id", "currency", "tax_included", "elements", "current_type", "version"}


def tariff_from_document(document: Mapping[str, Any], version: int) -> Tariff:
    """Parse and check; Rejected says what is wrong and where."""
    if not document.get("id"):
        raise Rejected("tariff.id: is needed")
    unknown = sorted(set(document) - FIELDS)
    if unknown:
        raise Rejected(f"tariff: {', '.join(unknown)} cannot be priced; known: {sorted(FIELDS)}")
    tax_included = document.get("tax_included", "NO")
    if tax_included not in {"YES", "NO"}:
        raise Rejected("tariff.tax_included: must be YES or NO")
    elements = tuple(
        _element(one, n)
        for n, one in enumerate(_objects(document.get("elements"), "tariff.elements"))
    )
    current_type = document.get("current_type")
    if current_type not in {None, *CurrentType}:
        raise Rejected("tariff.current_type: must be AC or DC")
    return Tariff(
        tariff_id=str(document["id"]),
        version=version,
        currency=_currency(document.get("currency")),
        tax_included=tax_included == "YES",
        current_type=CurrentType(current_type) if current_type else None,
        elements=elements,
        fingerprint=digest(tax_included, document.get("currency"), current_type, elements),
    )


def document_from_tariff(tariff: Tariff) -> dict[str, Any]:
    """The same tariff as a document; prices are Decimal."""
    return {
        "id": tariff.tariff_id,
        "version": tariff.version,
        "currency": tariff.currency,
        "tax_included": "YES" if tariff.tax_included else "NO",
        "current_type": tariff.current_type.value if tariff.current_type else None,
        "elements": [
            {
                "price_components": [
                    {
                        "type": one.dimension.value,
                        "price": one.price_per_kwh,
                        "vat": one.vat_percent,
                        "step_size": one.step_size_wh,
                    }
                    for one in element.components
                ]
            }
            for element in tariff.elements
        ],
    }


def _currency(text: object) -> str:
    if not isinstance(text, str) or len(text) != 3 or not text.isalpha() or not text.isupper():
        raise Rejected("tariff.currency: an ISO 4217 code such as EUR is needed")
    return text


def _element(element: Mapping[str, Any], number: int) -> TariffElement:
    where = f"tariff.elements[{number}]"
    if element.get("restrictions"):
        raise Rejected(f"{where}.restrictions: cannot be priced yet")
    components = _objects(element.get("price_components"), f"{where}.price_components")
    return TariffElement(tuple(_component(one, where) for one in components))


def _component(component: Mapping[str, Any], where: str) -> PriceComponent:
    if component.get("type") != Dimension.ENERGY:
        raise Rejected(f"{where}.type: {component.get('type')} cannot be priced yet; use ENERGY")
    step_size = component.get("step_size", 1)
    if isinstance(step_size, bool) or not isinstance(step_size, int) or step_size < 0:
        raise Rejected(f"{where}.step_size: a whole number of Wh is needed")
    return PriceComponent(
        dimension=Dimension.ENERGY,
        price_per_kwh=_amount(component.get("price"), f"{where}.price"),
        vat_percent=_amount(component.get("vat") or 0, f"{where}.vat"),
        step_size_wh=step_size,
    )


def _objects(value: object, where: str) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not value:
        raise Rejected(f"{where}: at least one is needed")
    if not all(isinstance(one, Mapping) for one in value):
        raise Rejected(f"{where}: objects are needed")
    return value


def _amount(value: object, where: str) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise Rejected(f"{where}: a number that is not negative is needed")
    return amount
