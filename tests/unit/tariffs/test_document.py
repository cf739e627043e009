import json
from decimal import Decimal
from typing import Any

import pytest

from csms.errors import Rejected
from csms.stations.model import CurrentType
from csms.tariffs.document import document_from_tariff, tariff_from_document
from csms.tariffs.model import Dimension, PriceComponent, TariffElement

ENERGY = {"type": "ENERGY", "price": Decimal("0.35"), "vat": Decimal("19.0"), "step_size": 1}


def a_document(*components: Any, **fields: Any) -> dict[str, Any]:
    elements = [{"price_components": list(components or (ENERGY,))}]
    return {"id": "ac", "currency": "EUR", "tax_included": "NO", "elements": elements} | fields


def test_document_is_read_exactly() -> None:
    tariff = tariff_from_document(a_document(current_type="DC", tax_included="YES"), 3)
    component = PriceComponent(Dimension.ENERGY, Decimal("0.35"), Decimal("19.0"), 1)
    assert (tariff.tariff_id, tariff.version, tariff.currency) == ("ac", 3, "EUR")
    assert (tariff.tax_included, tariff.current_type) == (True, CurrentType.DC)
    assert tariff.elements == (TariffElement((component,)),)


def test_missing_members_have_ocpis_meaning() -> None:
    tariff = tariff_from_document(
        {
            "id": 7,
            "currency": "EUR",
            "elements": a_document({"type": "ENERGY", "price": 1})["elements"],
        },
        1,
    )
    component = tariff.elements[0].components[0]
    assert (tariff.tariff_id, tariff.tax_included, tariff.current_type) == ("7", False, None)
    assert (component.vat_percent, component.step_size_wh) == (Decimal(0), 1)


def test_document_survives_storage() -> None:
    tariff = tariff_from_document(a_document(current_type="AC"), 2)
    text = json.dumps(document_from_tariff(tariff), default=str)
    document = json.loads(text, parse_float=Decimal)
    assert tariff_from_document(document, document["version"]) == tariff


def test_fingerprint_tells_content_not_version() -> None:
    one = tariff_from_document(a_document(), 1)
    assert tariff_from_document(a_document(id="other"), 2).fingerprint == one.fingerprint
    dearer = a_document(ENERGY | {"price": Decimal("0.36")})
    assert tariff_from_document(dearer, 1).fingerprint != one.fingerprint
    gross = a_document(tax_included="YES")
    assert tariff_from_document(gross, 1).fingerprint != one.fingerprint


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (a_document(id=""), "tariff.id: is needed"),
        ({}, "tariff.id: is needed"),
        (a_document(min_price=1), "tariff: min_price cannot be priced"),
        (a_document(tax_included="N/A"), "tariff.tax_included: must be YES or NO"),
        (a_document(currency="eur"), "tariff.currency: an ISO 4217 code"),
        (a_document(currency=None), "tariff.currency: an ISO 4217 code"),
        (a_document(currency="EURO"), "tariff.currency: an ISO 4217 code"),
        (a_document(current_type="Both"), "tariff.current_type: must be AC or DC"),
        (a_document(elements=[]), "tariff.elements: at least one is needed"),
        (a_document(elements="many"), "tariff.elements: at least one is needed"),
        (a_document(elements=["one"]), "tariff.elements: objects are needed"),
        (a_document(elements=[{}]), r"tariff.elements\[0\].price_components: at least one"),
        (a_document("free"), r"tariff.elements\[0\].price_components: objects are needed"),
        (
            a_document(elements=[{"restrictions": {"max_kwh": 5}}]),
            r"tariff.elements\[0\].restrictions: cannot be priced yet",
        ),
        (a_document(ENERGY | {"type": "TIME"}), r"\[0\].type: TIME cannot be priced yet"),
        (a_document({"price": 1}), r"\[0\].type: None cannot be priced yet"),
        (a_document(ENERGY | {"step_size": -1}), "step_size: a whole number of Wh"),
        (a_document(ENERGY | {"step_size": Decimal("1.5")}), "step_size: a whole number of Wh"),
        (a_document(ENERGY | {"step_size": True}), "step_size: a whole number of Wh"),
        (a_document({"type": "ENERGY"}), "price: a number that is not negative"),
        (a_document(ENERGY | {"price": "cheap"}), "price: a number that is not negative"),
        (a_document(ENERGY | {"price": Decimal("NaN")}), "price: a number that is not negative"),
        (a_document(ENERGY | {"price": Decimal("-0.1")}), "price: a number that is not negative"),
        (a_document(ENERGY | {"vat": "Infinity"}), "vat: a number that is not negative"),
    ],
)
def test_what_cannot_be_priced_is_refused_with_its_place(
    document: dict[str, Any], message: str
) -> None:
    with pytest.raises(Rejected, match=message):
        tariff_from_document(document, 1)
