"""A start needs a minimum of the driver's balance: at stations, by the app, by an operator."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders import a_transfer
from tests.conftest import forget_services
from tests.functional.aws_requests import counted
from tests.functional.driving import ID_TOKEN, Drive, pay_in, wallet
from tests.functional.station import CONTEXT, Station
from tests.functional.test_command_delivery import connect
from tests.functional.test_request_budget import cost, start
from tests.http_api import Caller
from tests.network import DRIVER, TOKEN, a_station, build_network

from csms.bootstrap import ledger, services, tracing
from csms.charging.ports import SessionFilter
from csms.ledger import chart
from csms.stations.model import LiveConnection
from session_settlement import post

ALL = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
REFUSED = {"ocpp1.6": "Blocked"}


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINIMUM_BALANCE", "5")
    forget_services()
    build_network()


def authorized(protocol: str) -> str:
    station = Station(protocol=protocol)
    if protocol == "ocpp1.6":
        return str(station.call("Authorize", {"idTag": TOKEN})["idTagInfo"]["status"])
    return str(station.call("Authorize", {"idToken": ID_TOKEN})["idTokenInfo"]["status"])


def told(answer: dict[str, Any]) -> str:
    return str((answer.get("idTagInfo") or answer["idTokenInfo"])["status"])


@ALL
@pytest.mark.parametrize(("minor", "enough"), [(0, False), (499, False), (500, True)])
def test_a_card_is_authorized_with_the_minimum_and_not_below(
    protocol: str, minor: int, enough: bool
) -> None:
    if minor:
        pay_in(minor)
    assert authorized(protocol) == ("Accepted" if enough else REFUSED.get(protocol, "NoCredit"))


@ALL
def test_a_start_without_it_is_refused_and_never_lost(protocol: str) -> None:
    """A local list, a cache or a station that was offline let it begin: who it was pays."""
    pay_in(300)
    drive = Drive(protocol)
    for _ in range(2):  # the same start has the same answer, whatever is held by now
        assert told(drive.answer) == REFUSED.get(protocol, "NoCredit")
        if protocol == "ocpp1.6":
            facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": 0, "timestamp": drive.at(0)}
            drive.answer = drive.station.call("StartTransaction", facts)
    session = drive.session
    assert "no_credit" in session.flags
    assert session.payer is not None
    assert session.payer.driver_id == DRIVER
    assert wallet() == (0, 300)
    drive.measure(1, 100)
    drive.stop(49, 8_500)
    detail = {"session_id": session.session_id, "station_id": "CP1"}
    posted = post.handler(detail | {"transaction_id": drive.transaction_id}, CONTEXT)
    assert posted["decision"] == "settled"
    assert wallet() == (0, 0)
    owed = ledger().balances(chart.receivable(DRIVER))
    assert owed is not None
    assert owed.posted_minor < 0


@ALL
def test_with_the_minimum_a_start_is_accepted_and_stays_it(protocol: str) -> None:
    pay_in(500)
    drive = Drive(protocol)
    assert told(drive.answer) == "Accepted"
    assert wallet() == (0, 500)
    assert "no_credit" not in drive.session.flags
    if protocol == "ocpp1.6":
        facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": 0, "timestamp": drive.at(0)}
        assert told(drive.station.call("StartTransaction", facts)) == "Accepted"


def test_a_debt_refuses_a_start_too() -> None:
    pay_in(500)
    legs = (chart.receivable(DRIVER), -100), (chart.opening("EUR"), 100)
    drained = (chart.wallet(DRIVER), -500), (chart.opening("EUR"), 500)
    ledger().post(a_transfer("drain", *drained))
    ledger().post(a_transfer("debt", *legs))
    assert told(Drive().answer) == "Blocked"


@pytest.mark.parametrize(("minor", "status"), [(500, "Accepted"), (100, "NoCredit")])
def test_a_token_in_a_later_event_needs_it_too(minor: int, status: str) -> None:
    pay_in(minor)
    drive = Drive("ocpp2.0.1")  # pays for another session: the money left is what counts
    pay_in(minor, 2)
    services().stations.connect("CP2", LiveConnection("c", "ocpp2.0.1", services().clock()))
    services().stations.put(a_station("CP2"))
    station = Station("CP2", protocol="ocpp2.0.1")
    event = {
        "eventType": "Started",
        "timestamp": drive.at(5),
        "triggerReason": "CablePluggedIn",
        "seqNo": 0,
        "transactionInfo": {"transactionId": "T2"},
        "evse": {"id": 1, "connectorId": 1},
    }
    assert "idTokenInfo" not in station.call("TransactionEvent", event)
    later = {"eventType": "Updated", "timestamp": drive.at(6), "seqNo": 1, "idToken": ID_TOKEN}
    for _ in range(2):
        answer = station.call("TransactionEvent", event | later | {"triggerReason": "Authorized"})
        assert told(answer) == status
    (session,) = [
        one
        for one in services().sessions.page(SessionFilter("CP2"), 10, None)[0]
        if one.key.transaction_id == "T2"
    ]
    assert ("no_credit" in session.flags) is (status == "NoCredit")
    assert session.payer is not None
    assert session.payer.driver_id == DRIVER


def test_the_app_says_what_is_missing_and_repeats_what_it_did() -> None:
    connect("ocpp1.6")
    driver = Caller("client_api", {"sub": DRIVER, "email": "driver@example.com"})
    body = {"station_id": "CP1", "evse_id": 1}
    answer = driver.post("/sessions", body)
    assert (answer.status, "balance is empty" in answer.json["detail"]) == (409, True)
    pay_in(499)
    answer = driver.post("/sessions", body)
    assert answer.status == 409
    assert "4.99 EUR of the balance are available, 5.00 EUR are needed" in answer.json["detail"]
    pay_in(1, 2)
    first = driver.call("POST", "/sessions", body=body, headers={"idempotency-key": "k"})
    assert first.status == 202
    spent = (chart.wallet(DRIVER), -500), (chart.opening("EUR"), 500)
    ledger().post(a_transfer("spent", *spent))
    again = driver.call("POST", "/sessions", body=body, headers={"idempotency-key": "k"})
    assert again.json["command_id"] == first.json["command_id"]


def test_an_operators_start_is_refused_and_an_action_is_sent_as_given(operator: Caller) -> None:
    connect("ocpp1.6")
    payload = {"evse_id": 1, "token_id": TOKEN}
    answer = operator.post("/stations/CP1/commands", {"action": "start", "payload": payload})
    assert answer.status == 409
    assert "balance is empty" in answer.json["detail"]
    raw = {"connectorId": 1, "idTag": TOKEN}
    body = {"action": "RemoteStartTransaction", "payload": raw}
    assert operator.post("/stations/CP1/commands", body).status == 202
    pay_in(500)
    body = {"action": "start", "payload": payload}
    assert operator.post("/stations/CP1/commands", body).status == 202


def test_zero_asks_for_nothing_and_debts_alone_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MINIMUM_BALANCE", "0")
    monkeypatch.setenv("CHARGING_ON_DEBT", "allow")
    forget_services()
    assert authorized("ocpp1.6") == "Accepted"
    assert told(Drive().answer) == "Accepted"


@ALL
def test_it_costs_no_request_more(protocol: str) -> None:
    pay_in(2_000)
    with counted() as requests:
        forget_services()
        tracing()
        station = Station(protocol=protocol)
        body = {"idTag": TOKEN} if protocol == "ocpp1.6" else {"idToken": ID_TOKEN}
        cost(requests, station, "Authorize", body)
        assert requests.reads <= 2
        for _ in range(2):
            assert 0 < len(cost(requests, station, *start(protocol))) <= 3
