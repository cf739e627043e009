"""What an operator sees of transfers and holds, and a driver of what is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.builders import a_hold
from tests.http_api import Caller
from tests.network import DRIVER, top_up

from csms import bootstrap
from csms.ledger import chart
from csms.ledger.holds import Ending, Hold, HoldState

WALLET = chart.wallet(DRIVER)


@pytest.fixture
def held(network: None) -> Hold:
    top_up(5_000)
    return bootstrap.holds().place(a_hold(400, account_id=WALLET))


def test_a_hold_is_shown_with_what_became_of_it(held: Hold, operator: Caller) -> None:
    path = f"/ledger/holds/{held.hold_id}"
    shown = operator.get(path).json
    assert (shown["state"], shown["amount"]) == ("pending", {"minor": 400, "currency": "EUR"})
    assert (shown["account_id"], shown["transfer_id"]) == (WALLET, None)
    at = held.created_at + timedelta(minutes=5)
    bootstrap.holds().release(Ending(held, held.resolved(HoldState.VOIDED, at)))
    after = operator.get(path).json
    assert (after["state"], after["resolved_at"]) == ("voided", "2026-01-20T12:05:00.000Z")


def test_holds_of_an_account_are_listed_newest_first(held: Hold, operator: Caller) -> None:
    later = replace(held, hold_id="hld:2", created_at=held.created_at + timedelta(minutes=1))
    bootstrap.holds().place(later)
    path = f"/ledger/accounts/{WALLET}/holds"
    first = operator.get(path, limit=1).json
    rest = operator.get(path, limit=1, cursor=first["next"]).json
    assert [one["hold_id"] for one in first["items"] + rest["items"]] == ["hld:2", "hld:1"]
    account = operator.get(f"/ledger/accounts/{WALLET}").json
    shown = [account[name]["minor"] for name in ("posted", "held", "available")]
    assert shown == [5_000, 800, 4_200]


def test_a_driver_sees_what_is_held(held: Hold, driver: Caller) -> None:
    balance = driver.get("/me/balance").json
    shown = {name: amount["minor"] for name, amount in balance.items()}
    assert shown == {"posted": 5_000, "held": 400, "available": 4_600, "owed": 0}


def test_held_money_starts_no_session(network: None, driver: Caller) -> None:
    top_up(400)
    bootstrap.holds().place(a_hold(400, account_id=WALLET))
    answer = driver.post("/sessions", {"station_id": "CP1", "evse_id": 1})
    assert answer.status == 409
    assert "topped up" in answer.json["detail"]


def test_a_transfer_is_shown_with_its_legs(held: Hold, operator: Caller) -> None:
    shown = operator.get(f"/ledger/transfers/top:{DRIVER}:5000").json
    legs = {one["account_id"]: one["amount"]["minor"] for one in shown["legs"]}
    assert legs == {WALLET: 5_000, chart.opening("EUR"): -5_000}
    assert shown["kind"] == "top_up"


@pytest.mark.parametrize("path", ["holds/hld:none", "transfers/chg:none"])
def test_what_was_never_there_is_not_found(operator: Caller, path: str) -> None:
    assert operator.get(f"/ledger/{path}").status == 404


def test_who_is_no_operator_sees_no_hold(held: Hold) -> None:
    stranger = Caller("operator_api", {"sub": "driver-2"})
    assert stranger.get(f"/ledger/holds/{held.hold_id}").status == 403
