from decimal import Decimal
from typing import Any

import pytest

from csms.errors import Rejected
from csms.pricing.tariff import Component, Dimension, Element
from csms.stations.model import CurrentType
from csms.tariffs.document import tariff_from_document, tariff_from_text, tariff_text

ENERGY = {"type": "ENERGY", "price": Decimal("0.35"), "vat": Decimal("19.0"), "step_size": 1}


def a_document(*components: Any, **fields: Any) -> dict[str, Any]:
    elements = [{"price_components": list(components or (ENERGY,))}]
    return {"id": "ac", "currency": "EUR", "tax_included": "NO", "elements": elements} | fields


def test_document_is_read_exactly() -> None:
    tariff = tariff_from_document(a_document(current_type="DC", tax_included="YES"), 3)
    component = Component(Dimension.ENERGY, Decimal("0.35"), Decimal("19.0"), 1)
    assert (tariff.tariff_id, tariff.version, tariff.currency) == ("ac", 3, "EUR")
    assert (tariff.tax_included, tariff.current_type) == (True, CurrentType.DC)
    assert tariff.priced.elements == (Element((component,)),)


def test_missing_members_have_ocpis_meaning() -> None:
    tariff = tariff_from_document(
        {
            "id": 7,
            "currency": "EUR",
            "elements": a_document({"type": "ENERGY", "price": 1})["elements"],
        },
        1,
    )
    component = tariff.priced.elements[0].components[0]
    assert (tariff.tariff_id, tariff.tax_included, tariff.current_type) == ("7", False, None)
    assert (component.vat_percent, component.step_size) == (Decimal(0), 1)


def test_document_survives_storage() -> None:
    tariff = tariff_from_document(a_document(current_type="AC"), 2)
    assert tariff_from_text(tariff_text(tariff)) == tariff


def test_a_document_stored_when_only_energy_had_a_price_is_read() -> None:
    """As it was written then: prices as text, and every member."""
    stored = (
        '{"id": "ac", "version": 2, "currency": "EUR", "tax_included": "NO", "current_type": null,'
        ' "elements": [{"price_components": [{"type": "ENERGY", "price": "0.35", "vat": "19.0",'
        ' "step_size": 1}]}]}'
    )
    assert tariff_from_text(stored) == tariff_from_document(a_document(), 2)


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", '{"version": 1}', '{"version": true}', '{"id": 1, "version": "1"}'],
)
def test_a_stored_text_that_is_no_tariff_is_refused(text: str) -> None:
    with pytest.raises(Rejected):
        tariff_from_text(text)


EVERYTHING: dict[str, Any] = {
    "tariff_alt_text": [{"language": "en", "text": "Idle fee after 15 min"}],
    "type": "AD_HOC_PAYMENT",
    "min_price": {"before_taxes": Decimal("0.5")},
    "max_price": {"before_taxes": 80, "after_taxes": Decimal("95.20")},
    "parking_cap": {"per_session": 12, "per_day": 10},
    "rules": {"resume_wh": 150, "free_without_energy": False, "waive_below_wh": 50},
    "elements": [
        {
            "price_components": [{"type": "ENERGY", "price": Decimal("0.30"), "vat": 19}],
            "restrictions": {
                "start_time": "22:00",
                "end_time": "06:00",
                "start_date": "2026-01-01",
                "day_of_week": ["MONDAY", "SUNDAY"],
                "max_kwh": Decimal("0.5"),
                "min_power": Decimal("3.6"),
                "max_current": 32,
                "min_duration": 60,
                "current_type": "AC",
            },
        },
        {"price_components": [ENERGY, {"type": "FLAT", "price": 1}]},
        {
            "price_components": [{"type": "PARKING_TIME", "price": 6, "step_size": 60}],
            "restrictions": {"min_idle": 900},
        },
        {
            "price_components": [{"type": "TIME", "price": 3}],
            "restrictions": {"reservation": "RESERVATION"},
        },
    ],
}


def test_everything_that_a_tariff_can_say_survives_storage() -> None:
    tariff = tariff_from_document(a_document() | EVERYTHING, 7)
    again = tariff_from_text(tariff_text(tariff))
    assert again == tariff
    assert (
        again.document["elements"][0]["restrictions"] == EVERYTHING["elements"][0]["restrictions"]
    )
    assert (again.rules.resume_wh, again.policy.free_without_energy) == (150, False)
    assert again.document["tariff_alt_text"] == EVERYTHING["tariff_alt_text"]
    assert again.document["rules"] == EVERYTHING["rules"]


def test_the_spelling_of_ocpi_2_2_1_is_the_same_tariff() -> None:
    older = {"min_price": {"excl_vat": 1, "incl_vat": Decimal("1.19")}}
    newer = {"min_price": {"before_taxes": 1, "after_taxes": Decimal("1.190")}}
    one, other = (tariff_from_document(a_document(**limit), 1) for limit in (older, newer))
    assert one.fingerprint == other.fingerprint
    assert one.document["min_price"] == {"before_taxes": 1, "after_taxes": Decimal("1.19")}


def test_where_no_tax_applies_a_percentage_means_nothing() -> None:
    tariff = tariff_from_document(a_document(tax_included="N/A"), 1)
    assert tariff_from_text(tariff_text(tariff)) == tariff
    assert tariff.document["tax_included"] == "N/A"
    assert tariff.priced.elements[0].components[0].vat_percent == 0


@pytest.mark.parametrize(
    ("fields", "prices_parking", "follows_energy"),
    [
        ({}, False, True),
        ({"elements": EVERYTHING["elements"]}, True, False),
        ({"rules": {"waive_below_s": 60}}, False, False),
    ],
)
def test_a_tariff_knows_what_its_price_depends_on(
    fields: dict[str, Any], prices_parking: bool, follows_energy: bool
) -> None:
    tariff = tariff_from_document(a_document(**fields), 1)
    assert (tariff.prices_parking, tariff.follows_energy) == (prices_parking, follows_energy)


def test_fingerprint_tells_content_not_version() -> None:
    one = tariff_from_document(a_document(), 1)
    assert tariff_from_document(a_document(id="other"), 2).fingerprint == one.fingerprint
    dearer = a_document(ENERGY | {"price": Decimal("0.36")})
    assert tariff_from_document(dearer, 1).fingerprint != one.fingerprint
    for other in ({"tax_included": "YES"}, {"rules": {"resume_wh": 100}}, {"current_type": "AC"}):
        assert tariff_from_document(a_document(**other), 1).fingerprint != one.fingerprint
    same = a_document(ENERGY | {"price": Decimal("0.350"), "step_size": None})
    assert tariff_from_document(same | {"rules": {}}, 1).fingerprint == one.fingerprint


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (a_document(id=""), "tariff.id: is needed"),
        ({}, "tariff.id: is needed"),
        (a_document(discount=1), "tariff: discount cannot be priced"),
        (a_document(min_price=1), "tariff.min_price: an object is needed"),
        (a_document(start_date_time="2026-01-01T00:00:00Z"), "start_date_time: PUT a tariff when"),
        (a_document(tax_included="MAYBE"), "tariff.tax_included: must be YES, NO or N/A"),
        (a_document(currency="eur"), "tariff.currency: an ISO 4217 code"),
        (a_document(currency=None), "tariff.currency: an ISO 4217 code"),
        (a_document(currency="EURO"), "tariff.currency: an ISO 4217 code"),
        (a_document(current_type="Both"), "tariff.current_type: must be one of AC, DC"),
        (a_document(elements=[]), "tariff.elements: at least one is needed"),
        (a_document(elements="many"), "tariff.elements: at least one is needed"),
        (a_document(elements=["one"]), r"tariff.elements\[0\]: an object is needed"),
        (a_document(elements=[{}]), r"tariff.elements\[0\].price_components: at least one"),
        (a_document("free"), r"price_components\[0\]: an object is needed"),
        (
            a_document(elements=[{"price_components": [ENERGY], "restrictions": {"min_soc": 80}}]),
            r"tariff.elements\[0\].restrictions: min_soc cannot be priced",
        ),
        (a_document(ENERGY | {"type": "SOC"}), r"\[0\].type: must be one of ENERGY, TIME"),
        (a_document({"price": 1}), r"\[0\].type: must be one of ENERGY, TIME"),
        (a_document(rules={"grace": 5}), "tariff.rules: grace is not known"),
        (a_document(rules={"resume_s": -1}), "tariff.rules.resume_s: a number that is not"),
        (a_document(rules={"resume_wh": Decimal("0.5")}), "rules.resume_wh: a whole number"),
        (a_document(rules={"free_without_energy": "no"}), "rules.free_without_energy: must be"),
        (a_document(rules=[]), "tariff.rules: an object is needed"),
        (a_document(ENERGY | {"step_size": -1}), "step_size: a (whole )?number"),
        (a_document(ENERGY | {"step_size": Decimal("1.5")}), "step_size: a (whole )?number"),
        (a_document(ENERGY | {"step_size": True}), "step_size: a (whole )?number"),
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
