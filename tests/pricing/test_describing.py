"""A tariff in words: complete, in the order of AFIR, in every language."""

from typing import Any

import pytest
from hypothesis import given
from tests.pricing.generated import Case, cases

from csms.pricing.describing import describe
from csms.pricing.ocpi import tariff_of
from csms.pricing.tariff import Dimension
from csms.pricing.wording import WORDS, Language
from csms.stations.model import CurrentType

NIGHT = {"start_time": "22:00", "end_time": "06:00"}


def element(kind: str, price: str, when: dict[str, Any] | None = None, **more: Any) -> Any:
    component = {"type": kind, "price": price, "vat": 19, **more}
    return {"price_components": [component], "restrictions": when or {}}


WHOLE = {
    "currency": "EUR",
    "tax_included": "YES",
    "parking_cap": {"per_session": 12, "per_day": 10},
    "min_price": {"before_taxes": "0.5"},
    "max_price": {"after_taxes": 80},
    "elements": [
        element("FLAT", "0.5"),
        element("PARKING_TIME", "6", {"min_idle": 900}),
        element("TIME", "1.2", {"min_duration": 14_400, "current_type": "AC"}),
        element("ENERGY", "0.39", NIGHT | {"day_of_week": ["MONDAY", "TUESDAY", "WEDNESDAY"]}),
        element("ENERGY", "0.6", {"min_power": 50, "max_kwh": "7.5", "current_type": "DC"}),
        element("ENERGY", "0.49", step_size=100),
        element("TIME", "2.5", {"reservation": "RESERVATION"}),
        element("FLAT", "3", {"reservation": "RESERVATION_EXPIRES"}),
    ],
}


def test_everything_is_said_in_order() -> None:
    assert describe(tariff_of(WHOLE)) == (
        "Energy: 0.39 EUR/kWh (Mon-Wed, 22:00-06:00),"
        " 0.60 EUR/kWh (DC, up to 7.5 kWh, from 50 kW),"
        " otherwise 0.49 EUR/kWh in steps of 100 Wh",
        "Charging time: 0.02 EUR/min (AC, after 4 h)",
        "Idle fee: 0.10 EUR/min (from 15 min after the end of charging),"
        " at most 12.00 EUR per session, at most 10.00 EUR per day",
        "Session fee: 0.50 EUR",
        "Reservation: 2.50 EUR/h",
        "Fee for an unused reservation: 3.00 EUR",
        "Price of a session: at least 0.50 EUR before VAT, at most 80.00 EUR",
        "Prices include 19 % VAT.",
    )


def test_for_one_current_type_only_its_prices_are_said() -> None:
    said = describe(tariff_of(WHOLE), Language.DE, CurrentType.AC)
    assert said[:3] == (
        "Energie: 0,39 EUR/kWh (Mo-Mi, 22:00-06:00 Uhr),"
        " sonst 0,49 EUR/kWh in Schritten von 100 Wh",
        "Ladezeit: 0,02 EUR/min (nach 4 h)",
        "Blockiergebühr: 0,10 EUR/min (ab 15 min nach dem Ladeende),"
        " höchstens 12,00 EUR je Ladevorgang, höchstens 10,00 EUR je Tag",
    )
    assert said[-1] == "Preise einschließlich 19 % MwSt."


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"elements": [element("FLAT", "0", vat=None)]}, ("Session fee: free", "No VAT is added.")),
        (
            {"elements": [element("ENERGY", "0.3955")], "currency": "JPY"},
            ("Energy: 0.3955 JPY/kWh", "Prices are without VAT; 19 % is added."),
        ),
        (
            {"elements": [element("ENERGY", "1"), element("PARKING_TIME", "6", vat="7.7")]},
            (
                "Energy: 1.00 EUR/kWh (19 % VAT)",
                "Idle fee: 0.10 EUR/min (7.7 % VAT)",
                "Prices are without VAT, which is added.",
            ),
        ),
        (
            {
                "elements": [
                    element("PARKING_TIME", "0", {"max_idle": 600}),
                    element("PARKING_TIME", "6", {"start_date": "2026-01-01"}),
                    element("PARKING_TIME", "3", {"end_date": "2026-01-01", "max_current": 16}),
                ]
            },
            (
                "Idle fee: free (in the first 10 min after the end of charging),"
                " 0.10 EUR/min (from 2026-01-01), 0.05 EUR/min (until 2025-12-31, up to 16 A)",
                "Prices are without VAT; 19 % is added.",
            ),
        ),
        (
            {"elements": [element("ENERGY", "1", {"start_time": "08:00", "end_time": "00:00"})]},
            ("Energy: 1.00 EUR/kWh (08:00-24:00)", "Prices are without VAT; 19 % is added."),
        ),
    ],
)
def test_special_cases(fields: dict[str, Any], lines: tuple[str, ...]) -> None:
    assert describe(tariff_of({"currency": "EUR"} | fields)) == lines


def test_every_language_has_every_phrase() -> None:
    phrases = [set(one.said) for one in WORDS.values()]
    assert set(WORDS) == set(Language)
    assert all(one == phrases[0] for one in phrases)


@given(cases())
def test_any_tariff_can_be_described_and_no_kind_of_price_is_left_out(case: Case) -> None:
    document, _, _, _ = case
    tariff = tariff_of(document)
    labels = {Dimension.ENERGY: "Energy", Dimension.TIME: "Charging time"}
    labels |= {Dimension.PARKING_TIME: "Idle fee", Dimension.FLAT: "Session fee"}
    for language in Language:
        assert all(describe(tariff, language))
    said = {line.partition(":")[0] for line in describe(tariff)}
    for element_ in tariff.elements:
        for one in element_.components:
            if element_.restrictions.reservation is None:
                assert labels[one.dimension] in said
