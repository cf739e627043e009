"""OCPP 2.1 TariffType: a station that calculates by it comes to our price, or it is refused."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import event, given, settings
from tests.exchange.exchanged import priced, sayable_cases, stored
from tests.exchange.station_pricing import station_price
from tests.pricing.generated import Case

from csms import exact_json
from csms.errors import Rejected
from csms.ocpp import schemas
from csms.stations.model import CurrentType
from csms.tariffs.exchange.station_tariff import station_tariff_of


def component(kind: str, price: str, vat: int = 19, step_size: int = 1) -> dict[str, Any]:
    return {"type": kind, "price": Decimal(price), "vat": vat, "step_size": step_size}


def element(*components: dict[str, Any], **restrictions: Any) -> dict[str, Any]:
    return {"price_components": list(components), "restrictions": restrictions}


def document(*elements: dict[str, Any], plain: str = "0.49", **more: Any) -> dict[str, Any]:
    last = element(component("ENERGY", plain))
    return {"currency": "EUR", "tax_included": "NO", "elements": [*elements, last]} | more


def told(given_document: dict[str, Any], kind: CurrentType | None = None) -> dict[str, Any]:
    """As it goes over the wire, checked by the schema."""
    found = station_tariff_of(stored(given_document), kind)
    read: dict[str, Any] = exact_json.loads(exact_json.dumps(found))
    schemas.check_request("ocpp2.1", "SetDefaultTariff", {"evseId": 0, "tariff": read})
    return read


def test_prices_are_per_kwh_and_minute_without_tax() -> None:
    found = told(
        document(
            element(component("PARKING_TIME", "7.14"), min_idle=900, start_time="08:00"),
            element(component("TIME", "1.785"), current_type="DC", min_power=50),
            element(component("FLAT", "1.19")),
            element(component("FLAT", "0.595"), reservation="RESERVATION"),
            plain="0.595",
            tax_included="YES",
            max_price={"after_taxes": 50},
        )
    )
    tax = [{"type": "VAT", "tax": 19, "stack": 0}]
    idle = {"startTimeOfDay": "08:00", "endTimeOfDay": "00:00", "minIdleTime": 900}
    assert found["tariffId"] == "T-1:1"
    assert found["energy"] == {"prices": [{"priceKwh": Decimal("0.5")}], "taxRates": tax}
    assert found["idleTime"]["prices"] == [{"priceMinute": Decimal("0.1"), "conditions": idle}]
    assert found["chargingTime"]["prices"] == [
        {"priceMinute": Decimal("0.025"), "conditions": {"evseKind": "DC", "minPower": 50_000}}
    ]
    assert found["fixedFee"]["prices"] == [{"priceFixed": 1}]
    assert found["reservationFixed"]["prices"] == [{"priceFixed": Decimal("0.5")}]
    assert found["maxCost"] == {"inclTax": 50}
    assert [one["language"] for one in found["description"]] == ["en", "de"]


@given(sayable_cases(()))
@settings(max_examples=120)
def test_a_station_comes_to_our_price_or_is_not_told(case: Case) -> None:
    given_document, timeline, zone, kind = case
    try:
        found = told(given_document)
    except Rejected as refusal:
        event("refused")
        assert "cannot be said in OCPP 2.1" in str(refusal)
        return
    event("told")
    ours = priced(stored(given_document), case).totals
    assert station_price(found, timeline, zone, kind) == (ours.net, ours.gross)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (document(element(component("TIME", "2.50"))), "per minute without tax has no end"),
        (document(tax_included="YES"), "the price of energy without tax has no end of decimals"),
        (document(element(component("TIME", "3", step_size=60))), "its step_size is 60"),
        (
            document(element(component("PARKING_TIME", "6")), parking_cap={"per_session": 9}),
            "parking_cap: stations know no bound",
        ),
        (
            document(element(component("FLAT", "1"), reservation="RESERVATION_EXPIRES")),
            "stations know no price of a reservation that expired",
        ),
        (
            document(element(component("ENERGY", "0.29", vat=7), max_kwh=10)),
            "energy has one tax for all of its prices",
        ),
        (
            document(element(component("FLAT", "1"), min_kwh=5)),
            "fixedFee may depend on the clock, and on AC or DC, alone",
        ),
        (
            document(element(component("FLAT", "1"), start_time="22:00", end_time="06:00")),
            "a fee that begins to hold on the way is not decided at the start",
        ),
    ],
)
def test_what_stations_would_price_otherwise_is_refused(
    changed: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Rejected, match=reason):
        told(changed)


def test_a_fee_by_the_clock_with_another_one_besides_is_told() -> None:
    night = element(component("FLAT", "1"), start_time="22:00", end_time="06:00")
    found = told(document(night, element(component("FLAT", "2"))))
    assert [one["priceFixed"] for one in found["fixedFee"]["prices"]] == [1, 2]


def test_for_one_kind_of_evse_the_other_one_is_left_out() -> None:
    both = document(
        element(component("ENERGY", "0.79"), current_type="DC"),
        element(component("TIME", "2.50"), current_type="AC"),
    )
    found = told(both, CurrentType.DC)
    assert found["energy"]["prices"] == [
        {"priceKwh": Decimal("0.79")},
        {"priceKwh": Decimal("0.49")},
    ]
    assert "chargingTime" not in found
