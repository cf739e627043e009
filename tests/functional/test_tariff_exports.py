"""Tariffs in other systems' words: asked for over HTTP, sent to a station that calculates."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.test_command_delivery import connect, frames_to, run_stream
from tests.network import build_network

from csms.ocpp import schemas
from csms.web import decimal_json

if TYPE_CHECKING:
    from tests.http_api import Answer, Caller

PARTY = {"country_code": "DE", "party_id": "STM"}
COMMANDS = "/stations/CP1/commands"


def component(kind: str, price: float, **more: Any) -> dict[str, Any]:
    return {"type": kind, "price": price, "vat": 19, "step_size": 1} | more


def tariff(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    plain = {"price_components": [component("ENERGY", 0.49)]}
    return {"currency": "EUR", "tax_included": "NO", "elements": [*elements, plain]} | more


IDLE = {"price_components": [component("PARKING_TIME", 6)], "restrictions": {"min_idle": 900}}
ONLY_DC = {"price_components": [component("ENERGY", 0.79)], "restrictions": {"current_type": "DC"}}


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


def exported(operator: Caller, form: str, **query: Any) -> Answer:
    return operator.get(f"/tariffs/t1/exports/{form}", **query)


def test_numbers_go_out_as_they_are(operator: Caller) -> None:
    operator.put("/tariffs/t1", tariff(ONLY_DC))
    found = exported(operator, "ocpi-2.3.0", current_type="DC", **PARTY)
    assert found.status == 200
    document = decimal_json.loads(found.text)
    prices = [one["price_components"][0]["price"] for one in document["elements"]]
    assert prices == [Decimal("0.79"), Decimal("0.49")]
    assert (document["id"], document["party_id"]) == ("t1", "STM")


def test_what_a_form_cannot_say_is_refused_with_every_reason(operator: Caller) -> None:
    operator.put("/tariffs/t1", tariff(IDLE, ONLY_DC, parking_cap={"per_day": 12}))
    refused = exported(operator, "ocpi-2.2.1", **PARTY)
    assert refused.status == 422
    detail = refused.json["detail"]
    assert "OCPI 2.2.1" in detail
    assert "parking_cap: OCPI bounds" in detail
    assert "elements[0].restrictions: OCPI counts durations" in detail
    assert "ask with current_type" in detail
    assert "parking_cap: stations know no bound" in exported(operator, "ocpp-2.1").json["detail"]


def test_the_party_is_the_tariffs_own_or_the_callers(operator: Caller) -> None:
    operator.put("/tariffs/t1", tariff())
    assert exported(operator, "ocpi-2.3.0").status == 422
    operator.put("/tariffs/t1", tariff(country_code="NL", party_id="TNM"))
    assert exported(operator, "ocpi-2.3.0").json["party_id"] == "TNM"
    assert exported(operator, "ocpi-2.3.0", **PARTY).json["party_id"] == "STM"


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/tariffs/none/exports/ocpp-2.1", {}, 404),
        ("/tariffs/t1/exports/ocpi-3.0", {}, 422),
        ("/tariffs/t1/exports/ocpp-2.1", {"current_type": "GAS"}, 422),
        ("/tariffs/t1/exports/ocpi-2.3.0", {"country_code": "Germany"}, 422),
    ],
)
def test_what_is_not_there_is_told(
    operator: Caller, path: str, query: dict[str, str], status: int
) -> None:
    operator.put("/tariffs/t1", tariff())
    assert operator.get(path, **query).status == status


def test_a_tariff_for_ac_alone_is_no_tariff_for_dc(operator: Caller) -> None:
    operator.put("/tariffs/t1", tariff(current_type="AC"))
    assert exported(operator, "ocpp-2.1").status == 200
    assert exported(operator, "ocpp-2.1", current_type="DC").status == 422


def asked(operator: Caller, **payload: Any) -> Answer:
    return operator.post(COMMANDS, {"action": "set_default_tariff", "payload": payload})


def test_a_station_of_2_1_gets_the_tariff_for_its_evse(operator: Caller) -> None:
    connect("ocpp2.1")
    operator.put("/tariffs/t1", tariff(IDLE, ONLY_DC))
    assert asked(operator, tariff_id="t1", evse_id=1).status == 202
    run_stream()
    (frame,) = frames_to()
    assert frame[2] == "SetDefaultTariff"
    schemas.check_request("ocpp2.1", frame[2], frame[3])
    assert frame[3]["evseId"] == 1
    assert frame[3]["tariff"]["tariffId"] == "t1:1"
    assert [one["priceKwh"] for one in frame[3]["tariff"]["energy"]["prices"]] == [0.49]
    assert frame[3]["tariff"]["idleTime"]["prices"][0]["conditions"] == {"minIdleTime": 900}


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"tariff_id": "none"}, "tariff none is not known"),
        ({"tariff_id": "t1"}, "its step_size is 60"),
        ({"tariff_id": "dc-only", "evse_id": 1}, "tariff dc-only is for DC only"),
        ({"tariff_id": "t1", "tariff": {"tariffId": "mine", "currency": "EUR"}}, "step_size"),
    ],
)
def test_what_cannot_be_sent_fails_with_its_reason(
    operator: Caller, payload: dict[str, Any], reason: str
) -> None:
    connect("ocpp2.1")
    stepped = {"price_components": [component("TIME", 3, step_size=60)]}
    operator.put("/tariffs/t1", tariff(stepped))
    operator.put("/tariffs/dc-only", tariff(current_type="DC"))
    command_id = asked(operator, **payload).json["command_id"]
    run_stream()
    found = operator.get(f"{COMMANDS}/{command_id}").json
    assert found["state"] == "failed"
    assert reason in found["error"]
    assert frames_to() == []


@pytest.mark.parametrize(
    ("protocol", "payload"),
    [
        ("ocpp1.6", {"tariff_id": "t1"}),
        ("ocpp2.0.1", {"tariff_id": "t1"}),
        ("ocpp2.1", {"tariff_id": "t1", "evse_id": 7}),
        ("ocpp2.1", {}),
    ],
)
def test_what_no_station_could_be_told_is_refused_at_once(
    operator: Caller, protocol: str, payload: dict[str, Any]
) -> None:
    connect(protocol)
    assert asked(operator, **payload).status == 422
