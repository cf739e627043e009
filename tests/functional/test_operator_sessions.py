"""Sessions and the ledger of the operators' API."""

from __future__ import annotations

import pytest
from tests.builders import a_tariff
from tests.functional import stations_at_work as station
from tests.http_api import Caller
from tests.network import DRIVER, build_network

from csms import bootstrap
from csms.clock import to_text

FIELDS = {
    "session_id", "station_id", "evse_id", "connector_id", "token_id", "driver_id",
    "organisation_id", "transaction_id", "state", "active", "stop_reason", "started_at",
    "stopped_at", "ended_at", "energy_wh", "power_w", "soc_percent", "idle_seconds_billed",
    "cost", "cost_lines", "tariff_id", "tariff_version", "flags",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _network(operator: Caller) -> None:
    build_network()


def test_running_session_has_live_figures(operator: Caller) -> None:
    session = station.start()
    station.measure(session, 11_000)
    shown = operator.get(f"/sessions/{session.session_id}").json
    assert shown.keys() >= FIELDS
    assert shown["state"] == "charging"
    assert shown["active"] is True
    assert (shown["energy_wh"], shown["power_w"], shown["soc_percent"]) == (10_000, 7400, 55)
    assert shown["cost"] == {
        "net": {"minor": 350, "currency": "EUR"},
        "tax": {"minor": 67, "currency": "EUR"},
        "gross": {"minor": 417, "currency": "EUR"},
    }
    (line,) = shown["cost_lines"]
    assert line == {
        "dimension": "ENERGY",
        "item": "energy",
        "quantity": "10",
        "unit": "kWh",
        "price": "0.35",
        "vat_percent": "19",
        "amount": "3.5",
        "waived": "0",
        "net": shown["cost"]["net"],
        "gross": shown["cost"]["gross"],
    }
    assert shown["taxes"] == [
        {"vat_percent": "19", "net": shown["cost"]["net"], "tax": shown["cost"]["tax"]}
    ]
    assert shown["tariff_fingerprint"] == a_tariff().fingerprint
    assert shown["time_zone"] == "Europe/Berlin"
    assert (shown["tariff_id"], shown["tariff_version"]) == ("ac", 1)
    assert (shown["driver_id"], shown["token_id"]) == (DRIVER, "TAG-1")
    assert shown["stopped_at"] is None
    assert shown["started_at"].endswith("Z")


def test_settled_session_keeps_its_cost(operator: Caller) -> None:
    session = station.start()
    station.stop(session, 21_000)
    ended = operator.get(f"/sessions/{session.session_id}").json
    assert (ended["state"], ended["active"], ended["power_w"]) == ("ended", False, 0)
    station.settle(session)
    shown = operator.get(f"/sessions/{session.session_id}").json
    assert (shown["state"], shown["stop_reason"]) == ("settled", "EVDisconnected")
    assert shown["cost"]["gross"] == {"minor": 833, "currency": "EUR"}
    assert shown["cost"] == ended["cost"]
    assert shown["cost_lines"] == ended["cost_lines"]
    assert shown["ended_at"] == shown["stopped_at"]


def test_session_without_a_tariff_has_no_price(operator: Caller) -> None:
    operator.put("/stations/CP9", {})
    session = station.start(station_id="CP9")
    shown = operator.get(f"/sessions/{session.session_id}").json
    assert shown["cost"] is None
    assert shown["flags"] == ["no_tariff", "time_zone_assumed"]


def test_refused_start_is_shown(operator: Caller) -> None:
    station.start("TAG-BLOCKED")
    [shown] = operator.get("/sessions").json["items"]
    assert shown["state"] == "refused"


def test_sessions_are_listed_newest_first_and_filtered(operator: Caller) -> None:
    operator.put("/tokens/tag-2", {"driver_id": "driver-2"})
    operator.put("/stations/CP2", {})
    first, second = station.start(), station.start("TAG-2", after_minutes=5)
    third = station.start(after_minutes=9, station_id="CP2")
    station.stop(first, 2000)

    def listed(**query: str) -> list[str]:
        return [one["session_id"] for one in operator.get("/sessions", **query).json["items"]]

    newest_first = [one.session_id for one in (third, second, first)]
    assert listed() == newest_first
    assert listed(station_id="CP1") == newest_first[1:]
    assert listed(token_id="tag-2") == [second.session_id]
    assert listed(driver_id=DRIVER) == [third.session_id, first.session_id]
    assert listed(driver_id=DRIVER, active="true") == [third.session_id]
    assert listed(active="true") == newest_first[:2]
    assert listed(active="false") == [first.session_id]
    assert listed(driver_id="nobody") == []


def test_sessions_are_paged(operator: Caller) -> None:
    started = [station.start(after_minutes=minute).session_id for minute in range(5)]
    first = operator.get("/sessions", limit="2", station_id="CP1").json
    second = operator.get("/sessions", limit="2", station_id="CP1", cursor=first["next"]).json
    third = operator.get("/sessions", limit="2", station_id="CP1", cursor=second["next"]).json
    pages = (first, second, third)
    found = [one["session_id"] for page in pages for one in page["items"]]
    assert found == started[::-1]
    assert third["next"] is None
    foreign = operator.get("/sessions", station_id="CP2", cursor=first["next"])
    assert foreign.status == 422


@pytest.mark.parametrize("query", [{"active": "perhaps"}, {"station_id": ""}, {"limit": "1000"}])
def test_wrong_filter_is_refused(operator: Caller, query: dict[str, str]) -> None:
    assert operator.get("/sessions", **query).status == 422


def test_unknown_session_is_not_found(operator: Caller) -> None:
    assert operator.get("/sessions/01X").status == 404
    assert operator.post("/sessions/01X/close", {"reason": "x"}).status == 404


def test_operator_closes_a_session_once(operator: Caller) -> None:
    session = station.start()
    station.measure(session, 3000)
    path = f"/sessions/{session.session_id}/close"
    assert operator.post(path, {}).status == 422
    closed = operator.post(path, {"reason": "station was replaced"})
    assert closed.status == 200
    assert closed.json["active"] is False
    assert closed.json["stop_reason"] == "station was replaced"
    assert closed.json["flags"] == ["closed_by_operator"]
    assert closed.json["energy_wh"] == 2000
    again = operator.post(path, {"reason": "another reason"})
    assert again.status == 200
    assert again.json == closed.json


def test_nobody_pays_for_the_time_until_an_operator_noticed(operator: Caller) -> None:
    """An hour costs; the stop was lost, and the meter was last heard of after ten minutes."""
    session = station.start()
    station.measure(session, 3000)
    latest = bootstrap.services().sessions.get(session.key)
    assert latest is not None
    assert latest.latest is not None
    heard = to_text(latest.latest.measured_at)
    closed = operator.post(f"/sessions/{session.session_id}/close", {"reason": "lost"}).json
    assert closed["stopped_at"] == heard

    unheard = station.start(after_minutes=30)
    closed = operator.post(f"/sessions/{unheard.session_id}/close", {"reason": "lost"}).json
    assert closed["stopped_at"] == closed["started_at"]


def test_ledger_shows_accounts_and_statements(operator: Caller) -> None:
    for minute in (0, 10, 20):
        session = station.start(after_minutes=minute)
        station.stop(session, 11_000)
        station.settle(session)
    account = f"receivable:{DRIVER}"
    assert operator.get(f"/ledger/accounts/{account}").json == {
        "account_id": account,
        "posted": {"minor": -1251, "currency": "EUR"},
        "held": {"minor": 0, "currency": "EUR"},
        "available": {"minor": -1251, "currency": "EUR"},
    }
    assert operator.get("/ledger/accounts/vat:19:EUR").json["posted"]["minor"] == 201
    first = operator.get(f"/ledger/accounts/{account}/entries", limit=2).json
    assert [one["amount"]["minor"] for one in first["items"]] == [-417, -417]
    rest = operator.get(f"/ledger/accounts/{account}/entries", limit=2, cursor=first["next"]).json
    assert len(rest["items"]) == 1
    assert rest["next"] is None
    assert first["items"][0]["kind"] == "charge"
    listed = operator.get("/ledger/entries", account_id=account, limit=2).json
    assert listed == first


def test_account_without_transfers_is_not_found(operator: Caller) -> None:
    assert operator.get("/ledger/accounts/wallet:nobody").status == 404
    assert operator.get("/ledger/entries", account_id="wallet:nobody").json["items"] == []
    assert bootstrap.ledger().balances("wallet:nobody") is None
