"""MeterValues of one connector that name the transaction of another (1.6 §4.7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.functional.station import Station
from tests.functional.test_request_budget import meter_value
from tests.network import TOKEN, build_network

from csms.bootstrap import anomalies, services
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionKey
from csms.stations.model import CurrentType, Evse


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


def start(station: Station, connector: int) -> int:
    facts = {"connectorId": connector, "idTag": TOKEN, "meterStart": 1000}
    answer = station.call("StartTransaction", facts | {"timestamp": "2026-11-23T10:00:00Z"})
    number: int = answer["transactionId"]
    return number


def measure(station: Station, connector: int, number: int, minute: int) -> None:
    facts: dict[str, Any] = {"connectorId": connector, "transactionId": number}
    assert station.call("MeterValues", facts | {"meterValue": meter_value(minute)}) == {}


def session(number: int) -> ChargingSession:
    found = services().sessions.get(SessionKey("CP1", str(number)))
    assert found is not None
    return found


def registers(number: int) -> list[int | None]:
    readings = services().telemetry.readings(SessionKey("CP1", str(number)))
    return [one.register_wh for one in readings]


def test_a_reading_of_another_connector_belongs_to_that_connectors_own_session() -> None:
    station = Station()
    first, second = start(station, 1), start(station, 2)
    measure(station, 2, first, 9)
    assert (session(first).latest, registers(first)) == (None, [])
    latest = session(second).latest
    assert latest is not None
    assert (latest.register_wh, registers(second)) == (1009, [1009])
    counted = {one.name for one in anomalies().of_station("CP1")}
    assert "TX_ID_MISMATCH" in counted


def test_a_late_reading_of_another_connector_does_not_move_the_named_session() -> None:
    station = Station()
    first = start(station, 1)
    measure(station, 1, first, 9)
    before = session(first)
    for minute in (5, 12):
        measure(station, 2, first, minute)
    assert (session(first), registers(first)) == (before, [1009])
    orphans, _ = services().sessions.orphans_of("CP1", 9, None)
    assert {one.content["transaction_id"] for one in orphans} == {str(first)}


def test_a_reading_of_the_station_as_a_whole_moves_the_session_it_names() -> None:
    station = Station()
    first = start(station, 1)
    measure(station, 0, first, 9)
    assert registers(first) == [1009]


def test_connectors_registered_while_the_socket_is_open_cost_no_reading() -> None:
    station, stations = Station(), services().stations
    known = stations.get("CP1")
    assert known is not None
    stations.put(replace(known, evses=(Evse(7, CurrentType.AC, 22_000, (1, 2)),)))
    number = start(station, 2)
    assert session(number).start is not None
    measure(station, 2, number, 9)
    assert registers(number) == [1009]
