"""From the stop on the cost is held; the settlement takes it; debts keep from charging."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.builders import a_transfer
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.http_api import Caller
from tests.network import DRIVER, TOKEN, a_station, build_network, top_up

from csms.bootstrap import holds, ledger, services
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.ledger import chart
from csms.ledger.holds import Hold, HoldState
from csms.ledger.topping_up import TopUp, post_top_up
from csms.money import Money
from scheduled_jobs import expire_holds
from session_settlement import hold as hold_task
from session_settlement import post

WALLET, RECEIVABLE = chart.wallet(DRIVER), chart.receivable(DRIVER)
# 7.35 kWh at 0.35 net and 19 % VAT.
COST = 306


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


def charged(token: str = TOKEN, station_id: str = "CP1") -> ChargingSession:
    station = Station(station_id)
    start = {"connectorId": 1, "idTag": token, "meterStart": 1_000}
    number = station.call("StartTransaction", start | {"timestamp": "2026-11-23T10:00:00Z"})
    stop = {"transactionId": number["transactionId"], "meterStop": 8_350}
    station.call("StopTransaction", stop | {"timestamp": "2026-11-23T11:00:00Z"})
    return services().sessions.page(SessionFilter(), 10, None)[0][0]


def told(session: ChargingSession) -> dict[str, Any]:
    return {
        "session_id": session.session_id,
        "station_id": session.key.station_id,
        "transaction_id": session.key.transaction_id,
    }


def hold(session: ChargingSession) -> Hold | None:
    hold_task.handler({"detail": told(session)}, CONTEXT)
    return holds().hold(f"hld:{session.session_id}")


def settle(session: ChargingSession) -> None:
    assert post.handler(told(session), CONTEXT)["decision"] == "settled"


def wallet() -> tuple[int, int, int]:
    """Posted, held, available."""
    found = ledger().balances(WALLET)
    return (found.posted_minor, found.held_minor, found.available_minor) if found else (0, 0, 0)


def owe(minor: int) -> None:
    legs = (RECEIVABLE, -minor), (chart.revenue(None, "EUR"), minor)
    ledger().post(a_transfer("debt", *legs))


def test_the_stop_holds_and_the_settlement_takes() -> None:
    top_up(1_000)
    session = charged()
    for _ in range(2):
        found = hold(session)
        assert found is not None
        assert (found.state, found.minor) == (HoldState.PENDING, COST)
        assert wallet() == (1_000, COST, 1_000 - COST)
    settle(session)
    after = holds().hold(f"hld:{session.session_id}")
    assert after is not None
    assert (after.state, after.transfer_id) == (HoldState.POSTED, f"chg:{session.session_id}")
    assert wallet() == (1_000 - COST, 0, 1_000 - COST)


def test_two_sessions_share_a_wallet_without_overdrawing_it() -> None:
    top_up(500)
    first = charged()
    hold(first)
    services().stations.put(a_station("CP2"))
    second = charged(station_id="CP2")
    found = hold(second)
    assert found is not None
    assert found.minor == 500 - COST
    for session in (second, first):
        settle(session)
    assert wallet() == (0, 0, 0)
    owed = ledger().balances(RECEIVABLE)
    assert owed is not None
    assert owed.posted_minor == 500 - 2 * COST


def test_a_stop_that_is_told_after_the_settlement_holds_nothing() -> None:
    top_up(1_000)
    session = charged()
    settle(session)
    found = hold(session)
    assert found is not None
    assert not found.pending
    assert wallet() == (1_000 - COST, 0, 1_000 - COST)


@pytest.mark.parametrize("token", ["NOBODY", "TAG-BLOCKED"])
def test_nothing_is_held_where_nobody_pays(token: str) -> None:
    top_up(1_000)
    assert hold(charged(token)) is None
    assert wallet() == (1_000, 0, 1_000)


def test_a_hold_that_nobody_resolves_expires() -> None:
    top_up(1_000)
    now = services().clock()
    past = Hold("hld:1", WALLET, "EUR", 300, 300, "1", now - timedelta(days=31), now)
    holds().place(past)
    for _ in range(2):
        expire_holds.handler({}, CONTEXT)
        assert wallet() == (1_000, 0, 1_000)


@pytest.mark.parametrize(
    ("protocol", "status"),
    [("ocpp1.6", "Blocked"), ("ocpp2.0.1", "NoCredit"), ("ocpp2.1", "NoCredit")],
)
def test_who_owes_is_not_authorized_until_it_is_paid(protocol: str, status: str) -> None:
    owe(206)
    assert authorized(protocol) == status
    top_up = TopUp("1", DRIVER, Money(300, "EUR"), "psp_clearing:sandbox:EUR")
    post_top_up(top_up, services().clock(), ledger())
    assert authorized(protocol) == "Accepted"
    assert wallet() == (94, 0, 94)


def test_an_operator_may_let_debtors_charge(monkeypatch: pytest.MonkeyPatch) -> None:
    owe(206)
    monkeypatch.setenv("CHARGING_ON_DEBT", "allow")
    forget_services()
    assert authorized("ocpp1.6") == "Accepted"


def authorized(protocol: str) -> str:
    station = Station(protocol=protocol)
    if protocol == "ocpp1.6":
        return str(station.call("Authorize", {"idTag": TOKEN})["idTagInfo"]["status"])
    token = {"idToken": {"idToken": TOKEN, "type": "ISO14443"}}
    return str(station.call("Authorize", token)["idTokenInfo"]["status"])


def test_the_app_starts_nothing_for_who_owes() -> None:
    owe(206)
    driver = Caller("client_api", {"sub": DRIVER, "email": "driver@example.com"})
    answer = driver.post("/sessions", {"station_id": "CP1", "evse_id": 1})
    assert answer.status == 409
    assert "2.06 EUR are owed" in answer.json["detail"]
    assert driver.get("/me/balance").json["owed"] == {"minor": 206, "currency": "EUR"}
