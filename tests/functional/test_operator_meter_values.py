"""Meter values, as operators read them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.functional.station import Station
from tests.http_api import Caller
from tests.network import TOKEN

V16, V201 = Station(), Station(protocol="ocpp2.0.1")
EVSE = {"id": 1, "connectorId": 1}


def entry(minute: int, value: str | float) -> dict[str, Any]:
    return {"timestamp": f"2026-11-23T10:{minute:02d}:00Z", "sampledValue": [{"value": value}]}


def test_what_a_main_meter_says_can_be_read_in_both_versions(
    operator: Caller, network: None
) -> None:
    V16.call("MeterValues", {"connectorId": 0, "meterValue": [entry(1, "1500.5")]})
    V201.call("MeterValues", {"evseId": 0, "meterValue": [entry(1, 1500.5)]})
    for where, value in (({"connector": 0}, "1500.5"), ({"evse_id": 0}, 1500.5)):
        (message,) = operator.get("/stations/CP1/meter_values", **where).json["items"]
        assert message["samples"] == [entry(1, value)]
        assert message["readings"][0]["measured_at"] == "2026-11-23T10:01:00.000Z"
        assert message["readings"][0]["register_wh"] in {1500, 1501}


def test_messages_of_a_session_come_newest_first_each_once_and_in_pages(
    operator: Caller, network: None
) -> None:
    start = {
        "connectorId": 1,
        "idTag": TOKEN,
        "meterStart": 0,
        "timestamp": entry(0, 0)["timestamp"],
    }
    named = {"connectorId": 1} | {
        "transactionId": V16.call("StartTransaction", start)["transactionId"]
    }
    for minute in (1, 3, 2, 3):
        V16.call("MeterValues", named | {"meterValue": [entry(minute, str(minute))]})
    (session,) = operator.get("/sessions", station_id="CP1").json["items"]
    path = f"/sessions/{session['session_id']}/meter_values"
    first = operator.get(path, limit=2).json
    rest = operator.get(path, limit=2, cursor=first["next"]).json
    seen = [one["readings"][0]["register_wh"] for one in first["items"] + rest["items"]]
    assert (seen, rest["next"]) == ([3, 2, 1], None)
    assert operator.get("/stations/CP1/meter_values", connector=1).json["items"] == []


def test_the_meter_of_another_station_is_not_shown(operator: Caller, network: None) -> None:
    V201.call("MeterValues", {"evseId": 1, "meterValue": [entry(1, 5)]})
    assert operator.get("/stations/CP2/meter_values", evse_id=1).json["items"] == []


@pytest.mark.parametrize("query", [{}, {"evse_id": 1, "connector": 1}, {"evse_id": -1}])
def test_one_place_must_be_named(operator: Caller, query: dict[str, int]) -> None:
    assert operator.get("/stations/CP1/meter_values", **query).status == 422


def test_an_unknown_session_has_none(operator: Caller) -> None:
    assert operator.get("/sessions/nobody/meter_values").status == 404
