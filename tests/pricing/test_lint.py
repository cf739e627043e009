"""What a lint says of a tariff before it is published."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from tests.pricing.generated import Case, cases

from csms.pricing.findings import Severity, placed
from csms.pricing.lint import lint
from csms.pricing.ocpi import tariff_of
from csms.pricing.price import price
from csms.pricing.profiles import Profile
from csms.pricing.tariff import PricedTariff

ENERGY = {"type": "ENERGY", "price": Decimal("0.5"), "vat": 19}
TIME = {"type": "TIME", "price": 6}
PARKING = {"type": "PARKING_TIME", "price": 6}
FEE = {"type": "FLAT", "price": 1}
SLOW_W, FAST_W = 22_000, 50_000


def element(*components: dict[str, Any], **restrictions: Any) -> dict[str, Any]:
    return {"price_components": list(components), "restrictions": restrictions}


def tariff(*elements: dict[str, Any], **changes: Any) -> PricedTariff:
    return tariff_of({"currency": "EUR", "elements": list(elements), **changes})


def codes(given: PricedTariff, *profiles: Profile, max_power_w: int | None = None) -> set[str]:
    return {one.code for one in lint(given, profiles, max_power_w)}


GOOD = tariff(element(ENERGY), element(PARKING | {"price": 0}, max_idle=600), element(PARKING))


def test_a_good_tariff_has_no_findings() -> None:
    assert lint(GOOD, [Profile.AFIR, Profile.CALIFORNIA], FAST_W) == []


def test_energy_without_a_default_is_an_error_and_parking_without_one_a_warning() -> None:
    found = lint(tariff(element(ENERGY, PARKING, start_time="08:00", end_time="20:00")))
    assert [(one.code, one.severity) for one in found] == [
        ("no_default", Severity.ERROR),
        ("no_default", Severity.WARNING),
    ]
    assert found[0].where == "elements[0].price_components[0]"


def test_a_price_for_ac_and_one_for_dc_need_no_default() -> None:
    both = tariff(element(ENERGY, current_type="AC"), element(ENERGY, current_type="DC"))
    assert lint(both) == []
    assert codes(tariff(element(ENERGY, current_type="AC"))) == {"no_default"}


def test_a_tariff_by_which_charging_costs_nothing_must_say_so() -> None:
    assert codes(tariff(element(PARKING))) == {"charging_is_free"}
    assert codes(tariff(element(FEE | {"price": 0}))) == set()


@pytest.mark.parametrize(
    ("earlier", "later", "covered"),
    [
        ({}, {}, True),
        ({}, {"min_kwh": 10}, True),
        ({"max_kwh": 20}, {"max_kwh": 10}, True),
        ({"max_kwh": 10}, {"max_kwh": 20}, False),
        ({"min_kwh": 10}, {"min_kwh": 20}, True),
        ({"min_kwh": 10}, {}, False),
        ({"start_time": "08:00", "end_time": "20:00"}, {}, False),
        ({"day_of_week": ["MONDAY", "TUESDAY"]}, {"day_of_week": ["MONDAY"]}, True),
        ({"day_of_week": ["MONDAY"]}, {"day_of_week": ["MONDAY", "TUESDAY"]}, False),
        ({"start_date": "2026-01-01"}, {"start_date": "2026-02-01"}, True),
        ({"end_date": "2026-01-01"}, {"start_date": "2026-02-01"}, False),
        ({"current_type": "AC"}, {"current_type": "AC"}, True),
        ({"current_type": "AC"}, {"current_type": "DC"}, False),
        ({"reservation": "RESERVATION"}, {}, False),
    ],
)
def test_an_element_that_an_earlier_one_covers_is_unreachable(
    earlier: dict[str, Any], later: dict[str, Any], covered: bool
) -> None:
    found = lint(tariff(element(TIME, **earlier), element(TIME, **later), element(ENERGY)))
    assert ("unreachable" in {one.code for one in found}) is covered
    if covered:
        assert [one.where for one in found if one.code == "unreachable"] == [
            "elements[1].price_components[0]"
        ]


@pytest.mark.parametrize(
    "empty",
    [
        element(ENERGY, min_kwh=10, max_kwh=10),
        element(ENERGY, min_power=20, max_power=10),
        element(ENERGY, max_duration=0),
        element(ENERGY, start_date="2026-02-01", end_date="2026-02-01"),
        element(ENERGY, reservation="RESERVATION"),
        element(PARKING, reservation="RESERVATION_EXPIRES"),
        element(TIME, reservation="RESERVATION", min_kwh=1),
        element(PARKING, min_current=6),
        element(TIME, min_idle=600),
    ],
)
def test_conditions_that_never_hold_are_an_error(empty: dict[str, Any]) -> None:
    assert "never_holds" in codes(tariff(empty, element(ENERGY, TIME, PARKING)))


def test_a_step_and_a_price_without_decimals_per_minute_are_warnings() -> None:
    found = lint(tariff(element(ENERGY | {"step_size": 100}, PARKING | {"price": Decimal("2.5")})))
    assert [(one.code, one.severity) for one in found] == [
        ("step_size", Severity.WARNING),
        ("per_minute", Severity.WARNING),
    ]
    assert codes(tariff(element(ENERGY | {"step_size": 0}, PARKING | {"price": 3}))) == set()


FORBIDDEN = {
    "not_energy_based": tariff(element(TIME | {"price": 0}, FEE | {"price": 0})),
    "charges_for_charging_time": tariff(element(ENERGY, TIME)),
    "charges_per_session": tariff(element(ENERGY, FEE)),
    "minimum_price": tariff(element(ENERGY), min_price={"before_taxes": 5}),
    "steps": tariff(element(ENERGY | {"step_size": 100})),
    "no_price_per_minute": tariff(element(ENERGY, PARKING | {"price": Decimal("2.5")})),
}


@pytest.mark.parametrize("code", FORBIDDEN)
def test_afir_from_50_kw_on_is_a_price_per_kwh_and_an_occupancy_fee(code: str) -> None:
    assert code in codes(FORBIDDEN[code], Profile.AFIR, max_power_w=FAST_W)
    assert code in codes(FORBIDDEN[code], Profile.AFIR)
    assert code not in codes(FORBIDDEN[code])


@pytest.mark.parametrize("code", [one for one in FORBIDDEN if "price_per" not in one])
def test_afir_below_50_kw_allows_every_component_but_no_steps(code: str) -> None:
    found = codes(FORBIDDEN[code], Profile.AFIR, max_power_w=SLOW_W)
    assert (code in found) is (code == "steps")


def test_uk_is_a_total_price_in_pence_per_kwh() -> None:
    assert codes(GOOD, Profile.UK) == {"currency", "tax_not_included"}
    british = tariff(element(ENERGY), element(PARKING), currency="GBP", tax_included="YES")
    assert codes(british, Profile.UK) == set()
    for code in ("not_energy_based", "charges_for_charging_time", "charges_per_session"):
        assert code in codes(FORBIDDEN[code], Profile.UK)
    assert "minimum_price" in codes(FORBIDDEN["minimum_price"], Profile.UK)


def test_california_sells_energy_by_kwh_and_may_charge_a_fee_and_parking() -> None:
    assert codes(tariff(element(ENERGY, PARKING, FEE)), Profile.CALIFORNIA) == set()
    for code in ("not_energy_based", "charges_for_charging_time"):
        assert code in codes(FORBIDDEN[code], Profile.CALIFORNIA)


@pytest.mark.parametrize("profile", Profile)
def test_what_a_reservation_costs_is_no_price_of_charging(profile: Profile) -> None:
    reserved = element(TIME, FEE, reservation="RESERVATION")
    taxed = {"currency": "GBP", "tax_included": "YES"}
    assert codes(tariff(reserved, element(ENERGY), **taxed), profile) == set()


@given(cases())
@settings(max_examples=300)
def test_what_is_said_to_be_unreachable_is_never_billed(case: Case) -> None:
    document, timeline, zone, kind = case
    given_tariff = tariff_of(document)
    never = {one.where for one in lint(given_tariff) if one.code in {"unreachable", "never_holds"}}
    billed = {
        id(one.quantity.component)
        for one in price(given_tariff, timeline, zone, current_type=kind).lines
    }
    for one in placed(given_tariff):
        assert one.where not in never or id(one.component) not in billed
