"""The drivers' API at its surface."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Timer
from typing import Any

import pytest
from tests.functional import stations_at_work as station
from tests.http_api import Caller
from tests.network import DRIVER

from csms import bootstrap
from csms.charging.settled import Settlement
from csms.charging.vocabulary import SessionState
from csms.commands.model import CommandState
from csms.drivers.app_tokens import app_token_id
from csms.drivers.model import Driver, Token, TokenStatus, TokenType
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer

EVSE_1 = {"station_id": "CP1", "evse_id": 1}


def give_money(minor: int) -> None:
    legs = (Leg(chart.wallet(DRIVER), minor), Leg(chart.opening("EUR"), -minor))
    opening = Transfer("opening", "opening", "EUR", datetime.now(UTC), legs, "tests")
    bootstrap.ledger().post(opening)


def test_stations_show_status_and_price(driver: Caller) -> None:
    offline = driver.get("/stations/CP1").json
    assert (offline["online"], offline["evses"][0]["status"]) == (False, "unknown")
    station.connect()
    station.report_status("SuspendedEV")
    shown = driver.get("/stations/CP1").json
    assert shown == {
        "station_id": "CP1",
        "site": {"site_id": "site-1", "name": "Depot", "time_zone": "Europe/Berlin"},
        "online": True,
        "evses": [
            {
                "evse_id": 1,
                "current_type": "AC",
                "max_power_w": 11000,
                "connectors": [1],
                "status": "occupied",
                "price": {
                    "tariff_id": "ac",
                    "tariff_version": 1,
                    "currency": "EUR",
                    "price_per_kwh": "0.35",
                    "tax_included": False,
                    "vat_percent": "19",
                    "step_size_wh": 1,
                    "conditional": False,
                    "description": {
                        "en": [
                            "Energy: 0.35 EUR/kWh",
                            "Prices are without VAT; 19 % is added.",
                        ],
                        "de": [
                            "Energie: 0,35 EUR/kWh",
                            "Preise ohne MwSt.; 19 % kommen hinzu.",
                        ],
                    },
                },
                "price_reason": "The price for everybody at this site, AC charging.",
            },
            {
                "evse_id": 2,
                "current_type": "DC",
                "max_power_w": 150000,
                "connectors": [1],
                "status": "unknown",
                "price": shown["evses"][0]["price"]
                | {"tariff_id": "dc", "price_per_kwh": "0.59"}
                | {"description": driver.get("/tariffs/dc").json["description"]},
                "price_reason": "The price for everybody at this site, DC charging.",
            },
        ],
    }
    assert driver.get("/stations").json == {"items": [shown], "next": None}
    assert driver.get("/stations/CP2").status == 404


def test_tariff_is_shown_whole(driver: Caller) -> None:
    shown = driver.get("/tariffs/dc").json
    assert shown["elements"][0]["price_components"][0]["price"] == 0.59
    assert driver.get("/tariffs/none").status == 404


def test_me_is_who_signed_in(driver: Caller) -> None:
    shown = driver.get("/me").json
    assert shown == {
        "driver_id": DRIVER,
        "display_name": None,
        "email": "driver@example.com",
        "token_id": app_token_id(DRIVER),
    }
    assert len(shown["token_id"]) == 20
    assert shown["token_id"] == shown["token_id"].upper()
    bootstrap.services().drivers.put(Driver(DRIVER, "Ada"))
    assert driver.get("/me").json["display_name"] == "Ada"


def test_balance_starts_at_nothing(driver: Caller) -> None:
    nothing = {"minor": 0, "currency": "EUR"}
    shown = driver.get("/me/balance").json
    assert shown == dict.fromkeys(("posted", "held", "available", "owed"), nothing)


def test_balance_pays_and_the_rest_is_owed(driver: Caller, stranger: Caller) -> None:
    give_money(400)
    assert driver.get("/me/balance").json["available"]["minor"] == 400
    session = station.start()
    station.stop(session, 11_000)
    station.settle(session)
    shown = driver.get("/me/balance").json
    assert (shown["available"]["minor"], shown["owed"]["minor"]) == (0, 17)
    assert stranger.get("/me/balance").json["owed"]["minor"] == 0


@pytest.mark.usefixtures("credit")
def test_start_asks_the_station_with_the_app_token(driver: Caller) -> None:
    station.connect()
    started = driver.post("/sessions", EVSE_1)
    assert started.status == 202
    assert started.json["action"] == "start"
    assert started.json["payload"] == {"evse_id": 1, "token_id": app_token_id(DRIVER)}
    token = bootstrap.services().tokens.get(app_token_id(DRIVER))
    assert token == Token(
        app_token_id(DRIVER), TokenStatus.ACCEPTED, DRIVER, type=TokenType.CENTRAL
    )
    assert bootstrap.services().commands.get("CP1", started.json["command_id"]) is not None


@pytest.mark.usefixtures("credit")
def test_start_with_the_same_key_is_asked_once(driver: Caller, stranger: Caller) -> None:
    station.connect()
    first = driver.post("/sessions", EVSE_1, key="k")
    assert driver.post("/sessions", EVSE_1, key="k").json == first.json
    assert driver.post("/sessions", EVSE_1 | {"evse_id": 2}, key="k").status == 422
    of_another = stranger.post("/sessions", EVSE_1, key="k")
    assert of_another.json["command_id"] != first.json["command_id"]
    assert len(bootstrap.services().commands.of_station("CP1")) == 2


@pytest.mark.usefixtures("credit")
def test_start_may_wait_for_the_stations_refusal(driver: Caller) -> None:
    station.connect()

    def the_station_refuses() -> None:
        commands, now = bootstrap.services().commands, bootstrap.services().clock()
        [command] = commands.of_station("CP1")
        commands.mark_sent(command, "RemoteStartTransaction", now)
        refusal = {"status": "Rejected"}
        commands.record_answer("CP1", command.command_id, CommandState.REJECTED, refusal, None, now)

    Timer(0.5, the_station_refuses).start()
    started = driver.post("/sessions", EVSE_1, wait=20)
    assert (started.status, started.json["state"]) == (200, "rejected")


@pytest.mark.usefixtures("credit")
def test_start_at_an_offline_station_conflicts(driver: Caller) -> None:
    refused = driver.post("/sessions", EVSE_1)
    assert refused.status == 409
    assert "offline" in refused.json["detail"]
    assert bootstrap.services().commands.of_station("CP1") == []


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"station_id": "CP2", "evse_id": 1}, 404),
        ({"station_id": "CP1", "evse_id": 3}, 422),
        ({"station_id": "CP1", "evse_id": 0}, 422),
        ({"station_id": "CP1"}, 422),
        ({}, 422),
    ],
)
def test_start_at_no_evse_is_refused(driver: Caller, wanted: dict[str, Any], status: int) -> None:
    station.connect()
    assert driver.post("/sessions", wanted).status == status


def test_an_empty_balance_may_not_start(driver: Caller) -> None:
    station.connect()
    refused = driver.post("/sessions", EVSE_1)

    assert refused.status == 409
    assert "topped up" in refused.json["detail"]
    assert bootstrap.services().commands.of_station("CP1") == []


@pytest.mark.usefixtures("credit")
def test_blocked_driver_may_not_start(driver: Caller) -> None:
    station.connect()
    token = Token(app_token_id(DRIVER), TokenStatus.BLOCKED, DRIVER)
    bootstrap.services().tokens.put(token)
    refused = driver.post("/sessions", EVSE_1)
    assert refused.status == 403
    assert "Blocked" in refused.json["detail"]
    assert bootstrap.services().tokens.get(token.token_id) == token


def test_sessions_are_the_drivers_own(driver: Caller, stranger: Caller) -> None:
    session = station.start()
    path = f"/sessions/{session.session_id}"
    assert driver.get(path).json["session_id"] == session.session_id
    assert [one["session_id"] for one in driver.get("/sessions").json["items"]] == [
        session.session_id
    ]
    unknown = stranger.get("/sessions/01X")
    for answer in (
        stranger.get(path),
        stranger.get(f"{path}/receipt"),
        stranger.post(f"{path}/stop"),
    ):
        assert answer.status == unknown.status == 404
        assert answer.json["title"] == unknown.json["title"]
    assert stranger.get("/sessions").json == {"items": [], "next": None}
    assert bootstrap.services().commands.of_station("CP1") == []


def test_session_without_a_payer_is_nobodys(driver: Caller) -> None:
    session = station.start(token_id=None)
    assert driver.get(f"/sessions/{session.session_id}").status == 404


def test_stop_asks_the_station(driver: Caller) -> None:
    session = station.start()
    asked = driver.post(f"/sessions/{session.session_id}/stop", key="k")
    assert asked.status == 202
    assert asked.json["action"] == "stop"
    assert asked.json["payload"] == {
        "session_id": session.session_id,
        "transaction_id": session.key.transaction_id,
    }
    assert driver.post(f"/sessions/{session.session_id}/stop", key="k").json == asked.json
    station.stop(session, 2000)
    assert driver.post(f"/sessions/{session.session_id}/stop").status == 409


@pytest.mark.usefixtures("credit")
def test_driver_cannot_fill_a_stations_queue(
    driver: Caller, stranger: Caller, operator: Caller
) -> None:
    station.connect()
    first = [driver.post("/sessions", EVSE_1, key=str(number)).json for number in range(3)]
    refused = driver.post("/sessions", EVSE_1, key="more")
    assert refused.status == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert "CP1" in refused.json["detail"]
    assert driver.post("/sessions", EVSE_1, key="0").json == first[0], "a repeat asks nothing new"
    assert stranger.post("/sessions", EVSE_1).status == 202
    reset = {"action": "reset", "payload": {}}
    assert operator.post("/stations/CP1/commands", reset).status == 202
    assert len(bootstrap.services().commands.of_station("CP1")) == 5


@pytest.mark.usefixtures("credit")
def test_answered_commands_make_room_for_a_drivers_next(driver: Caller) -> None:
    station.connect()
    commands = bootstrap.services().commands
    for _ in range(3):
        driver.post("/sessions", EVSE_1)
    for one in commands.of_station("CP1"):
        commands.fail(one, "no", bootstrap.services().clock())
    assert driver.post("/sessions", EVSE_1).status == 202


@pytest.mark.usefixtures("credit")
def test_stops_are_limited_and_never_wait_for_starts(driver: Caller) -> None:
    station.connect()
    session = station.start()
    for _ in range(3):
        driver.post("/sessions", EVSE_1)
    stops = [driver.post(f"/sessions/{session.session_id}/stop").status for _ in range(4)]
    assert stops == [202, 202, 202, 409]


def test_session_under_review_has_no_receipt(driver: Caller) -> None:
    session = station.start()
    station.stop(session, 500)
    settlement = Settlement(SessionState.REVIEW, datetime.now(UTC), 0, reason="it went back")
    bootstrap.posting().store.settle(session.key, settlement, None)
    refused = driver.get(f"/sessions/{session.session_id}/receipt")
    assert refused.status == 409
    assert "operator" in refused.json["detail"]
    shown = driver.get(f"/sessions/{session.session_id}").json
    assert (shown["state"], shown["review_reason"]) == ("review", "it went back")
