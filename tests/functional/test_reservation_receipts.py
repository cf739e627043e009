"""Receipts of reservations that nobody used: from the stored fee by the bus to both APIs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.architecture.gate import Gate
from tests.conftest import forget_services
from tests.functional.station import CONTEXT
from tests.functional.streams import stream_event
from tests.functional.test_drivers_reservations import seen
from tests.functional.test_legal_entities import ENTITY
from tests.functional.test_outbox import Subscriber
from tests.functional.test_receipts import issued, text_of
from tests.functional.test_reservation_fees import MINUTE, look, priced, put_tariff, reserve
from tests.functional.test_reservations import BOTH, order, shown
from tests.http_api import Caller
from tests.network import DRIVER, top_up

from csms import bootstrap
from csms.bootstrap import settings
from csms.ledger.model import Transfer
from event_consumers import publish_outbox
from session_settlement import receipt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.http_api import Answer


@pytest.fixture(autouse=True)
def bus(network: None, monkeypatch: pytest.MonkeyPatch) -> Subscriber:
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    forget_services()
    put_tariff(2)
    return Subscriber()


def charged(operator: Caller, protocol: str = "ocpp1.6") -> int:
    number = reserve(operator, protocol)
    look(80 * MINUTE)
    return number


def change_of(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    table = boto3.resource("dynamodb").Table(settings().stations_table)
    item: dict[str, Any] = table.get_item(Key={"pk": f"RSV#{number:010d}", "sk": "CP1"})["Item"]
    return {name: one for name, one in item.items() if name != "fee"}, item


def told(bus: Subscriber, number: int) -> list[dict[str, Any]]:
    """What the bus hears when the fee is written, and when the item changes once more."""
    old, new = change_of(number)
    answer = publish_outbox.handler(stream_event((old, new), (new, new | {"x": 1})), CONTEXT)
    assert answer["batchItemFailures"] == []
    return [one for one in bus.received() if one["detail-type"].startswith("reservation.")]


def deliver(events: Sequence[dict[str, Any]]) -> None:
    records = [
        {"messageId": str(number), "body": json.dumps(one)} for number, one in enumerate(events)
    ]
    assert receipt.handler({"Records": records}, CONTEXT) == {"batchItemFailures": []}


def fee_of(number: int) -> Transfer:
    found = bootstrap.ledger().transfer(f"rsv:CP1:{number}")
    assert found is not None
    return found


@BOTH
def test_charged_reservation_has_a_receipt_that_says_what_and_why(
    driver: Caller, operator: Caller, bus: Subscriber, protocol: str
) -> None:
    top_up(500)
    operator.put("/legal-entities/network", ENTITY)
    number = charged(operator, protocol)
    view = seen(driver, number)
    path = f"/reservations/CP1/{number}/receipt"
    assert view["receipt_path"] == f"/client/v1{path}"
    waiting = driver.get(path)
    assert (waiting.status, "being issued" in waiting.json["detail"]) == (409, True)
    (event,) = told(bus, number)
    assert event["detail"]["event_id"] == f"reservation.charged:CP1:{number}"
    assert event["detail"]["reservation_id"] == number
    deliver([event])
    found = driver.get(path).json
    assert (found["kind"], found["number"], found["driver_id"]) == ("receipt", "R-000001", DRIVER)
    assert (found["session_id"], found["meter"], found["energy_wh"]) == (None, None, 0)
    assert found["reservation"]["reservation_id"] == number
    assert found["reservation"]["reason"] == view["cost_reason"] == "expired"
    assert found["reservation"]["since"] == view["accepted_at"]
    assert (found["evse_id"], found["place"]["site_name"]) == (2, "Depot")
    assert found["issuer"]["name"] == ENTITY["name"]
    assert found["cost"] == view["cost"]
    told_lines = [
        (one["item"], one["net"]["minor"], one["gross"]["minor"]) for one in found["lines"]
    ]
    assert told_lines == [("reservation_fee", 1000, 1190), ("reservation", 600, 714)]
    assert [(one["vat_percent"], one["tax"]["minor"]) for one in found["taxes"]] == [("19", 304)]
    assert found["payment"]["transfer_id"] == view_transfer(operator, number)
    assert found["payment"]["from_balance"]["minor"] == 500
    assert found["payment"]["owed"]["minor"] == 1404
    assert (found["tariff_id"], found["tariff_version"]) == ("dc", 2)
    assert operator.get(f"/reservations/{number}/receipt").json["number"] == "R-000001"
    assert operator.get(f"/reservations/{number}/receipt", station_id="CP2").status == 404
    assert operator.get("/receipts/R-000001").json["cost"] == view["cost"]


def view_transfer(operator: Caller, number: int) -> str:
    transfer: str = shown(operator, number)["transfer_id"]
    assert transfer == fee_of(number).transfer_id
    return transfer


def test_link_opens_it_without_a_sign_in_and_paper_says_the_same(
    driver: Caller, operator: Caller, bus: Subscriber
) -> None:
    number = charged(operator)
    deliver(told(bus, number))
    path = f"/reservations/CP1/{number}/receipt"
    token = driver.get(path).json["link"].rpartition("/")[2]
    anybody = Caller("client_api", None)
    assert anybody.get(f"/receipts/{token}").json["number"] == "R-000001"
    wanted = {"de": "Niemand kam; die Reservierung endete am", "en": "Nobody came; the reservation"}
    for language, sentence in wanted.items():
        paper = driver.print(f"{path}.pdf", accept_language=language)
        assert paper.headers["content-type"] == "application/pdf"
        words = text_of(paper)
        assert sentence in words
        assert f"CP1:{number}" in words
        assert "kWh" not in words.replace("per kWh", "").replace("je kWh", "").replace("/kWh", "")
    assert "€19.04" in text_of(driver.print(path, accept="application/pdf", accept_language="en"))


def test_event_that_comes_again_and_again_makes_one_receipt(
    driver: Caller, operator: Caller, bus: Subscriber
) -> None:
    first, second = charged(operator), charged(operator)
    events = [*told(bus, second), *told(bus, first), *told(bus, first)]
    assert len(events) >= 3
    assert len({one["detail"]["event_id"] for one in events}) == 2
    deliver([*events, *reversed(events)])
    deliver(events)
    numbers = [
        driver.get(f"/reservations/CP1/{one}/receipt").json["number"] for one in (second, first)
    ]
    assert sorted(numbers) == ["R-000001", "R-000002"]
    assert operator.get("/receipts/R-000003").status == 404


def test_sessions_and_reservations_share_one_series(
    driver: Caller, operator: Caller, bus: Subscriber
) -> None:
    issued()
    deliver(told(bus, number := charged(operator)))
    assert driver.get(f"/reservations/CP1/{number}/receipt").json["number"] == "R-000002"


def test_late_cancellation_is_charged_until_it_was_cancelled(
    driver: Caller, operator: Caller, bus: Subscriber
) -> None:
    elements = [priced("FLAT", "2", "RESERVATION"), priced("ENERGY", "0.59")]
    put_tariff(3, elements=elements, rules={"free_cancellation_s": 0})
    number = reserve(operator, "ocpp1.6")
    order(operator, "ocpp1.6", "cancel_reservation", "Accepted", reservation_id=number)
    look(MINUTE)
    deliver(told(bus, number))
    found = driver.get(f"/reservations/CP1/{number}/receipt").json
    view = seen(driver, number)
    assert found["reservation"]["reason"] == "cancelled_late"
    assert found["reservation"]["until"] == view["cancelled_at"]
    assert (found["cost"]["gross"]["minor"], found["payment"]["owed"]["minor"]) == (238, 238)
    assert found["reservation_text"][0].startswith("Cancelled on ")


def test_what_cost_nothing_makes_no_event_and_no_receipt(
    driver: Caller, operator: Caller, bus: Subscriber
) -> None:
    number = reserve(operator, "ocpp1.6")
    order(operator, "ocpp1.6", "cancel_reservation", "Accepted", reservation_id=number)
    path = f"/reservations/CP1/{number}/receipt"
    assert "decided" in driver.get(path).json["detail"]
    look(MINUTE)
    assert told(bus, number) == []
    detail = {"station_id": "CP1", "reservation_id": number}
    deliver([{"detail": detail}, {"detail": detail | {"reservation_id": 4}}])
    answer = driver.get(path)
    assert (answer.status, "cost nothing" in answer.json["detail"]) == (409, True)
    assert seen(driver, number)["receipt_path"] is None
    assert operator.get(f"/reservations/{number}/receipt").status == 409


def test_receipt_is_nobody_elses(operator: Caller, bus: Subscriber) -> None:
    number = charged(operator)
    deliver(told(bus, number))
    stranger = Caller("client_api", {"sub": "driver-2"})
    for end in ("receipt", "receipt.pdf"):
        assert stranger.get(f"/reservations/CP1/{number}/{end}").status == 404


def test_facts_and_tariffs_that_come_later_change_no_receipt(
    driver: Caller, operator: Caller, bus: Subscriber
) -> None:
    number = charged(operator)
    event = told(bus, number)
    put_tariff(3, elements=[priced("FLAT", "99", "RESERVATION_EXPIRES"), priced("ENERGY", "1")])
    order(operator, "ocpp1.6", "cancel_reservation", "Accepted", reservation_id=number)
    deliver(event)
    found = driver.get(f"/reservations/CP1/{number}/receipt").json
    assert (found["cost"]["gross"]["minor"], found["tariff_version"]) == (1904, 2)
    assert found["reservation"]["until"] != seen(driver, number)["cancelled_at"]


def given_back(gate: Gate, key: str = "k", **body: Any) -> Answer:
    amount = {"minor": 1_000, "currency": "EUR"}
    wanted = {"kind": "credit_note", "receipt_number": "R-000001", "amount": amount}
    staff = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
    with gate.running("MoneyOrderFunction"):
        return staff.post("/money-orders", wanted | {"reason": "The gate was shut"} | body, key)


def test_what_it_cost_is_given_back_with_a_credit_note(
    driver: Caller, operator: Caller, bus: Subscriber
) -> None:
    gate = Gate()
    forget_services()
    top_up(500)
    number = charged(operator)
    deliver(told(bus, number))
    path = f"/reservations/CP1/{number}"
    assert driver.get(f"{path}/credit-notes").json == []
    first = given_back(gate)
    assert (first.status, first.json["state"]) == (201, "done"), first.text
    assert given_back(gate).json == first.json
    transfer = bootstrap.ledger().transfer(first.json["transfer_id"])
    assert transfer is not None
    legs = {leg.account_id: leg.minor for leg in transfer.legs}
    owed = f"receivable:{DRIVER}"
    assert legs == {owed: 1_000, "revenue:site-1:fee:EUR": -840, "vat:19:EUR": -160}
    (note,) = driver.get(f"{path}/credit-notes").json
    assert (note["number"], note["kind"]) == ("C-000001", "credit_note")
    assert (note["original"]["number"], note["original"]["reason"]) == (
        "R-000001",
        "The gate was shut",
    )
    assert (note["session_id"], note["reservation"]["reservation_id"]) == (None, number)
    assert operator.get(f"/reservations/{number}/corrections").json == [note]
    paper = text_of(operator.print("/receipts/C-000001", accept="application/pdf"))
    assert "R-000001" in paper
    assert "The gate was shut" in paper
    rest = given_back(gate, "rest", amount={"minor": 904, "currency": "EUR"})
    assert rest.json["state"] == "done"
    more = given_back(gate, "more", amount={"minor": 1, "currency": "EUR"}).json
    assert (more["state"], "0 of 1904" in more["failure"]) == ("refused", True)
    found = {one: bootstrap.ledger().balances(one) for one in (owed, f"wallet:{DRIVER}", *legs)}
    posted = {name: one.posted_minor for name, one in found.items() if one and one.posted_minor}
    assert posted == {f"wallet:{DRIVER}": 500}
    assert gate.refused == []


def test_what_is_no_receipt_of_a_reservation_is_not_given_back_so(
    operator: Caller, bus: Subscriber
) -> None:
    gate = Gate()
    forget_services()
    issued()
    deliver(told(bus, charged(operator)))
    dollars = {"minor": 1, "currency": "USD"}
    for key, words, body in (
        ("session", "/sessions/", {"receipt_number": "R-000001"}),
        ("nothing", "No receipt", {"receipt_number": "R-000009"}),
        ("dollars", "in EUR", {"receipt_number": "r-000002", "amount": dollars}),
    ):
        assert words in given_back(gate, key, **body).json["failure"]
    assert given_back(gate, "both", driver_id=DRIVER).status == 422
    assert gate.refused == []
