"""OCPI tariff objects, out and in: the same price, or refused with the reason."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import event, given, settings
from tests.exchange.exchanged import priced, sayable_cases, stored
from tests.pricing.generated import Case

from csms import exact_json
from csms.errors import Rejected
from csms.stations.model import CurrentType
from csms.tariffs.document import tariff_from_document
from csms.tariffs.exchange.ocpi_export import Party, Release, ocpi_of
from csms.tariffs.exchange.ocpi_import import from_ocpi
from csms.tariffs.model import Tariff

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PARTY = Party("DE", "STM")
ENERGY = {"type": "ENERGY", "price": Decimal("0.49"), "vat": 19, "step_size": 1}
NIGHT = {"start_time": "22:00", "end_time": "06:00"}


def document(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    plain = {"price_components": [ENERGY]}
    return {"currency": "EUR", "tax_included": "NO", "elements": [*elements, plain]} | more


def parking(price: str = "6", **restrictions: Any) -> dict[str, Any]:
    component = {"type": "PARKING_TIME", "price": Decimal(price), "vat": 19, "step_size": 1}
    return {"price_components": [component], "restrictions": restrictions}


def exported(
    given_document: dict[str, Any],
    release: Release = Release.V230,
    kind: CurrentType | None = None,
) -> dict[str, Any]:
    found = ocpi_of(stored(given_document), release, PARTY, NOW, kind)
    read: dict[str, Any] = exact_json.loads(exact_json.dumps(found))
    return read


def came_back(found: dict[str, Any], release: Release) -> Tariff:
    return tariff_from_document(from_ocpi(found, release).document, 1)


def test_a_whole_object_of_230() -> None:
    found = exported(document(type="REGULAR", min_price={"before_taxes": 1}))
    assert found == {
        "country_code": "DE",
        "party_id": "STM",
        "id": "T-1",
        "type": "REGULAR",
        "tariff_alt_text": found["tariff_alt_text"],
        "currency": "EUR",
        "tax_included": "NO",
        "elements": [{"price_components": [ENERGY]}],
        "min_price": {"before_taxes": 1},
        "last_updated": "2026-11-28T12:00:00.000Z",
    }
    assert [one["language"] for one in found["tariff_alt_text"]] == ["en", "de"]
    assert "0.49" in found["tariff_alt_text"][0]["text"]


def test_221_has_prices_without_tax_and_other_names() -> None:
    component = ENERGY | {"price": Decimal("0.595")}
    gross = document(tax_included="YES", max_price={"after_taxes": Decimal("11.90")})
    gross["elements"] = [{"price_components": [component]}]
    found = exported(gross, Release.V221)
    assert found["elements"][0]["price_components"][0]["price"] == Decimal("0.5")
    assert found["max_price"] == {"excl_vat": 10, "incl_vat": Decimal("11.9")}
    assert "tax_included" not in found


@given(sayable_cases())
@settings(max_examples=80)
@pytest.mark.parametrize("release", Release)
def test_what_comes_back_costs_the_same_or_nothing_goes_out(release: Release, case: Case) -> None:
    tariff = stored(case[0])
    try:
        found = exact_json.loads(exact_json.dumps(ocpi_of(tariff, release, PARTY, NOW, case[3])))
    except Rejected as refusal:
        event("refused")
        assert "cannot be said in OCPI" in str(refusal)
        return
    event("said")
    before, after = priced(tariff, case), priced(came_back(found, release), case)
    assert (after.totals, after.by_vat) == (before.totals, before.by_vat)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (document(parking(min_idle=900)), r"elements\[0\].restrictions: OCPI counts durations"),
        (document(parking(), parking_cap={"per_day": 12}), "parking_cap: OCPI bounds the price"),
        (document(parking(current_type="AC")), "an OCPI tariff is for AC or for DC"),
        (document(parking("0.12345")), "the price of PARKING_TIME has too many decimals"),
    ],
)
def test_what_ocpi_cannot_say_is_refused_with_its_place(
    changed: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Rejected, match=reason):
        exported(changed)


def test_a_bound_after_taxes_follows_from_one_rate_alone() -> None:
    mixed = document(parking(), max_price={"after_taxes": Decimal("11.90")})
    assert exported(mixed)["max_price"] == {"before_taxes": 10, "after_taxes": Decimal("11.9")}
    mixed["elements"][0]["price_components"][0] = {"type": "FLAT", "price": 1, "vat": 7}
    with pytest.raises(Rejected, match="max_price: it is needed before taxes"):
        exported(mixed)


def test_a_cap_of_parking_that_costs_nothing_and_an_ac_price_for_dc_are_left_out() -> None:
    free = document(parking("0"), parking(current_type="AC", min_idle=900))
    found = exported(free | {"parking_cap": {"per_session": 5}}, kind=CurrentType.DC)
    assert "parking_cap" not in found
    assert len(found["elements"]) == 2


@pytest.mark.parametrize(
    ("limit", "meant"),
    [
        ({"excl_vat": 10, "incl_vat": Decimal("11.9")}, (10, Decimal("11.9"))),
        ({"before_taxes": 10, "taxes": [{"name": "VAT", "amount": Decimal("1.9")}]}, (10, 11.9)),
        ({"before_taxes": 10, "taxes": [{"name": "VAT", "percentage": 19}]}, (10, 11.9)),
        ({"before_taxes": 10, "after_taxes": None}, (10, None)),
    ],
)
@pytest.mark.parametrize("release", Release)
def test_both_shapes_of_a_bound_are_read(
    release: Release, limit: dict[str, Any], meant: tuple[Any, Any]
) -> None:
    found = came_back(document(id="P-1", max_price=limit), release).priced.max_price
    after = None if meant[1] is None else Decimal(str(meant[1]))
    assert (found.before_taxes, found.after_taxes) == (meant[0], after)


def test_taxes_of_a_component_are_summed() -> None:
    taxed = ENERGY | {"vat": None, "taxes": [{"percentage": 5}, {"percentage": Decimal("9.975")}]}
    found = document(id="P-1", elements=[{"price_components": [taxed]}])
    (element,) = came_back(found, Release.V230).priced.elements
    assert element.components[0].vat_percent == Decimal("14.975")


def test_known_errors_of_partners_are_borne_and_told() -> None:
    given_document = document(
        {"price_components": [ENERGY | {"step_size": 0}], "restrictions": None},
        id="P-1",
        country_code="NL",
        party_id="TNM",
        start_date_time="2026-01-01T00:00:00Z",
        discount=5,
        energy_mix=None,
    )
    del given_document["tax_included"]
    found = from_ocpi(given_document, Release.V230)
    assert [one.partition(":")[0] for one in found.notes] == [
        "start_date_time",
        "tax_included",
        "discount",
    ]
    assert found.document["country_code"] == "NL"
    assert tariff_from_document(found.document, 1).priced.tax_included is False


@pytest.mark.parametrize(
    "component",
    [
        ENERGY | {"price_per_mile": 1},
        ENERGY | {"type": "CO2"},
        ENERGY | {"taxes": [{"percentage": 7}]},
        ENERGY | {"price": "free"},
    ],
)
def test_what_cannot_be_priced_is_not_imported(component: dict[str, Any]) -> None:
    with pytest.raises(Rejected, match=r"tariff.elements\[0\].price_components\[0\]"):
        came_back(document({"price_components": [component]}, id="P-1"), Release.V230)
