"""What a person decides of a session in review: settled once, and told to whom it concerns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.http_api import Caller
from tests.network import BLOCKED_TOKEN, DRIVER, TOKEN, tariff_document, top_up

from csms import bootstrap
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.events.catalogue import events_of
from csms.ledger import chart
from csms.receipts.settled import issue_receipt
from csms.tariffs.document import tariff_from_document
from session_settlement import rate, review

WALLET, RECEIVABLE = chart.wallet(DRIVER), chart.receivable(DRIVER)
ENERGY, FEE = chart.revenue("site-1", "EUR"), chart.revenue("site-1", "EUR", chart.Component.FEE)
VAT = chart.vat("19", "EUR")


@pytest.fixture(autouse=True)
def network_with_alerts(network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = boto3.client("sns").create_topic(Name="alerts")["TopicArn"]
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic)
    forget_services()


def in_review(
    token: str = TOKEN, meter_stop: int = 900, evse: int = 1, begun_on: str = "2026-11-23"
) -> ChargingSession:
    """Its register went back, or its token may not pay."""
    station = Station()
    begun = {"connectorId": evse, "idTag": token, "meterStart": 1_000}
    started = station.call("StartTransaction", begun | {"timestamp": f"{begun_on}T10:00:00Z"})
    ended = {"transactionId": started["transactionId"], "meterStop": meter_stop}
    station.call("StopTransaction", ended | {"timestamp": "2026-11-23T11:00:00Z"})
    (session,) = bootstrap.services().sessions.page(SessionFilter(unsettled=True), 10, None)[0]
    execution = {"session_id": session.session_id, "station_id": "CP1"}
    execution["transaction_id"] = session.key.transaction_id
    rated = rate.handler(execution, CONTEXT)
    assert rated["decision"] == "review", rated
    review.handler(execution | {"reason": rated["reason"]}, CONTEXT)
    return session


def posted(*accounts: str) -> list[int]:
    found = [bootstrap.ledger().balances(account) for account in accounts]
    return [one.posted_minor if one else 0 for one in found]


def decided(operator: Caller, session: ChargingSession, **body: Any) -> Any:
    return operator.post(f"/sessions/{session.session_id}/review", body)


def test_session_is_settled_at_an_energy_by_its_tariff(operator: Caller) -> None:
    top_up(10_000)
    session = in_review()
    (waiting,) = operator.get("/sessions", in_review="true").json["items"]
    assert (waiting["session_id"], waiting["state"]) == (session.session_id, "review")
    settled = decided(
        operator, session, decision="settle_at_energy", energy_wh=7_350, reason="display"
    )
    assert settled.status == 200, settled.text
    shown = settled.json
    assert (shown["state"], shown["energy_wh"]) == ("settled", 7_350)
    assert shown["cost"]["gross"] == {"minor": 306, "currency": "EUR"}
    assert "register went back" in shown["review_reason"]
    assert shown["decided"]["by"] == "operator-1"
    assert (shown["decided"]["decision"], shown["decided"]["reason"]) == (
        "settle_at_energy",
        "display",
    )
    assert posted(WALLET, ENERGY, VAT) == [9_694, 257, 49]
    assert operator.get("/sessions", in_review="true").json["items"] == []
    assert operator.get(f"/sessions/{session.session_id}").json == shown


def test_the_same_decision_again_changes_nothing_and_another_is_refused(operator: Caller) -> None:
    top_up(10_000)
    session = in_review()
    first = decided(operator, session, decision="settle_at_energy", energy_wh=7_350, reason="a")
    again = decided(operator, session, decision="settle_at_energy", energy_wh=7_350, reason="a")
    assert (again.status, again.json) == (200, first.json)
    for other in (
        {"decision": "waive"},
        {"decision": "settle_at_energy", "energy_wh": 1},
        {"decision": "settle_at_amount", "amount": {"minor": 306, "currency": "EUR"}},
    ):
        refused = decided(operator, session, reason="b", **other)
        assert (refused.status, "credit note" in refused.json["detail"]) == (409, True)
    assert posted(WALLET, ENERGY, VAT) == [9_694, 257, 49]


def test_session_is_settled_at_an_amount_with_its_tax(operator: Caller) -> None:
    top_up(100)
    session = in_review()
    amount = {"minor": 500, "currency": "EUR"}
    body = {"decision": "settle_at_amount", "amount": amount, "vat_percent": "19", "reason": "x"}
    shown = decided(operator, session, **body).json
    assert shown["cost"]["gross"] == amount
    assert shown["cost"]["net"] == {"minor": 420, "currency": "EUR"}
    assert posted(WALLET, RECEIVABLE, FEE, VAT) == [0, -400, 420, 80]


def test_a_clock_that_was_set_is_no_charge_of_years_by_a_decision_either(
    operator: Caller,
) -> None:
    top_up(10_000)
    components = [{"type": one, "price": Decimal(6)} for one in ("ENERGY", "TIME")]
    document = tariff_document("ac", "1") | {"elements": [{"price_components": components}]}
    bootstrap.services().tariffs.put(tariff_from_document(document, 2))
    session = in_review(begun_on="2024-01-01")
    refused = decided(operator, session, decision="settle_at_energy", energy_wh=1_000, reason="x")
    assert (refused.status, "at an amount" in refused.json["detail"]) == (409, True)
    amount = {"minor": 600, "currency": "EUR"}
    settled = decided(operator, session, decision="settle_at_amount", amount=amount, reason="x")
    assert settled.json["cost"]["gross"] == amount
    assert posted(WALLET) == [9_400]


def test_waived_session_costs_nothing_and_gives_its_hold_back(operator: Caller) -> None:
    top_up(1_000)
    session = in_review()
    shown = decided(operator, session, decision="waive", reason="the station is broken").json
    assert (shown["state"], shown["cost"]) == ("settled", None) or shown["cost"]["gross"][
        "minor"
    ] == 0
    assert posted(WALLET, RECEIVABLE, ENERGY, VAT) == [1_000, 0, 0, 0]
    held = bootstrap.holds().hold(f"hld:{session.session_id}")
    assert held is None or not held.pending


def test_a_driver_with_a_blocked_token_may_be_charged_by_a_person(operator: Caller) -> None:
    session = in_review(BLOCKED_TOKEN, 8_350)
    shown = decided(operator, session, decision="settle_at_energy", energy_wh=7_350, reason="x")
    assert shown.status == 200, shown.text
    assert posted(RECEIVABLE) == [-306]


def test_where_nobody_is_known_to_pay_it_can_only_be_waived(operator: Caller) -> None:
    session = in_review("NOBODY", 8_350)
    refused = decided(operator, session, decision="settle_at_energy", energy_wh=1, reason="x")
    assert (refused.status, "waive" in refused.json["detail"]) == (409, True)
    assert decided(operator, session, decision="waive", reason="x").status == 200


def test_without_a_tariff_it_is_settled_at_an_amount_and_gets_a_receipt(operator: Caller) -> None:
    services = bootstrap.services()
    from tests.network import SITE  # noqa: PLC0415

    services.assignments.put(SITE, (), 1)
    session = in_review(meter_stop=8_350)
    refused = decided(operator, session, decision="settle_at_energy", energy_wh=1, reason="x")
    assert (refused.status, "amount" in refused.json["detail"]) == (409, True)
    amount = {"minor": 119, "currency": "EUR"}
    body = {"decision": "settle_at_amount", "amount": amount, "vat_percent": "19", "reason": "x"}
    assert decided(operator, session, **body).status == 200
    assert posted(RECEIVABLE, FEE, VAT) == [-119, 100, 19]
    found = services.sessions.get(session.key)
    assert found is not None
    composing, checking = bootstrap.composing(), bootstrap.checking()
    issue_receipt(found, services.clock(), bootstrap.documents(), checking, composing)
    receipt = operator.get(f"/sessions/{session.session_id}/receipt").json
    assert receipt["cost"]["gross"] == amount


def test_a_session_that_is_not_in_review_is_left_alone(operator: Caller) -> None:
    station = Station()
    begun = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1_000}
    station.call("StartTransaction", begun | {"timestamp": "2026-11-23T10:00:00Z"})
    (session,) = bootstrap.services().sessions.page(SessionFilter(), 10, None)[0]
    assert decided(operator, session, decision="waive", reason="x").status == 409
    assert (
        operator.post("/sessions/nobody/review", {"decision": "waive", "reason": "x"}).status == 404
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "waive"},
        {"decision": "forget", "reason": "x"},
        {"decision": "settle_at_energy", "reason": "x"},
        {"decision": "settle_at_energy", "reason": "x", "energy_wh": -1},
        {"decision": "settle_at_amount", "reason": "x"},
        {"decision": "settle_at_amount", "reason": "x", "amount": {"minor": 0, "currency": "EUR"}},
        {"decision": "settle_at_amount", "reason": "x", "amount": {"minor": 5, "currency": "USD"}},
        {"decision": "waive", "reason": "x", "amount": {"minor": 5, "currency": "EUR"}},
    ],
)
def test_wrong_decision_is_refused(operator: Caller, wrong: Any) -> None:
    session = in_review()
    assert decided(operator, session, **wrong).status == 422
    assert operator.get(f"/sessions/{session.session_id}").json["state"] == "review"


def test_drivers_decide_nothing(operator: Caller) -> None:
    session = in_review()
    as_driver = Caller("operator_api", {"sub": DRIVER})
    assert decided(as_driver, session, decision="waive", reason="x").status == 403
    assert as_driver.get("/audit").status == 403


def test_every_decision_stands_in_the_audit_log_with_what_came_of_it(operator: Caller) -> None:
    top_up(10_000)
    session = in_review()
    decided(operator, session, decision="settle_at_energy", energy_wh=7_350, reason="display")
    decided(operator, session, decision="waive", reason="kindness")
    entries = operator.get("/audit", object_id=session.session_id).json["items"]
    outcomes = [(one["reason"], one["outcome"]) for one in entries]
    assert outcomes == [
        ("kindness", "refused"),
        ("kindness", "ordered"),
        ("display", "done"),
        ("display", "ordered"),
    ]
    refused, _, done, ordered = entries
    assert {one["subject"] for one in entries} == {"operator-1"}
    assert {one["action"] for one in entries} == {"session.review"}
    assert ordered["before"]["state"] == "review"
    assert done["after"]["transfer_id"] == f"chg:{session.session_id}"
    assert (done["after"]["gross_minor"], "credit note" in refused["after"]["why"]) == ("306", True)
    assert operator.get("/audit", subject="somebody else").json["items"] == []
    assert operator.get("/audit", action="session.review").json["items"] == entries


def test_decision_is_an_event_of_its_own() -> None:
    item = {
        "pk": "ST#CP1",
        "sk": "TX#1",
        "session_id": "s",
        "station_id": "CP1",
        "transaction_id": "1",
        "settlement": {"outcome": "review", "settled_at": "2026-11-23T11:00:00.000Z"},
    }
    settled = item | {"settlement": {"outcome": "settled", "settled_at": "2026-11-24T11:00:00Z"}}
    assert [one.event_id for one in events_of(item, settled)] == ["session.settled:s"]
    assert events_of(settled, settled | {"more": 1}) == []
