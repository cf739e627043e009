"""OCPP 2.0.1 and 2.1 sessions through the deployed handler: events in any order, one session."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import permutations
from typing import Any

import boto3
import pytest
from tests.functional.station import Station
from tests.network import DRIVER, TOKEN, a_station, build_network

from csms.bootstrap import services
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import SessionState

ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}


@pytest.fixture(params=["ocpp2.0.1", "ocpp2.1"])
def station(request: pytest.FixtureRequest, deployment: None) -> Station:
    build_network()
    return Station(protocol=request.param)


def event(kind: str, seq_no: int, minute: int, **changes: Any) -> dict[str, Any]:
    return {
        "eventType": kind,
        "timestamp": f"2026-11-23T10:{minute:02d}:00Z",
        "triggerReason": "MeterValuePeriodic",
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": "tx-1", "chargingState": "Charging"},
    } | changes


def register(minute: int, kwh: float) -> dict[str, Any]:
    value = {"value": kwh, "unitOfMeasure": {"unit": "kWh"}}
    at = f"2026-11-23T10:{minute:02d}:00Z"
    return {"meterValue": [{"timestamp": at, "sampledValue": [value]}]}


def whole_transaction() -> list[dict[str, Any]]:
    return [
        event("Started", 0, 0, evse={"id": 2, "connectorId": 1}, **register(0, 100.0)),
        event("Updated", 1, 1, idToken=ID_TOKEN),
        event("Updated", 2, 30, **register(30, 110.5)),
        event("Ended", 3, 59, **register(59, 122.14)),
    ]


def sessions() -> list[ChargingSession]:
    return services().sessions.page(SessionFilter(driver_id=DRIVER), 50, None)[0]


def facts(session: ChargingSession) -> tuple[Any, ...]:
    tariff = session.start.tariff if session.start else None
    return (
        session.started_at,
        session.energy_wh,
        session.state,
        session.payer,
        session.stop and session.stop.stopped_at,
        tariff and tariff.tariff_id,
        session.flags,
    )


def test_a_whole_transaction_is_one_session_on_the_dc_tariff(station: Station) -> None:
    answers = [station.call("TransactionEvent", one) for one in whole_transaction()]

    (session,) = sessions()
    assert session.energy_wh == 22_140
    assert session.state is SessionState.ENDED
    assert session.start is not None
    assert session.start.tariff is not None
    assert session.start.tariff.tariff_id == "dc"
    running = {"totalCost": Decimal("7.37")} if station.protocol == "ocpp2.1" else {}
    accepted = {"idTokenInfo": {"status": "Accepted"}}
    assert answers == [{}, accepted, running, {"totalCost": Decimal("15.54")}]


@pytest.mark.parametrize("order", list(permutations(range(4)))[1:])
def test_the_order_of_arrival_makes_no_difference(station: Station, order: tuple[int, ...]) -> None:
    events = whole_transaction()
    for one in events:
        station.call("TransactionEvent", one)
    expected = facts(sessions()[0])
    other = Station(station_id="CP1", protocol=station.protocol)
    for number in order:
        renamed = events[number] | {"transactionInfo": {"transactionId": "tx-2"}}
        other.call("TransactionEvent", renamed)

    found = services().sessions.page(SessionFilter(driver_id=DRIVER), 50, None)[0]
    assert [facts(one) for one in found if one.key.transaction_id == "tx-2"] == [expected]


def test_every_event_twice_changes_nothing(station: Station) -> None:
    for one in whole_transaction():
        assert station.call("TransactionEvent", one) == station.call("TransactionEvent", one)

    assert [one.energy_wh for one in sessions()] == [22_140]


def test_seq_no_zero_throughout_loses_no_event(station: Station) -> None:
    for one in whole_transaction():
        station.call("TransactionEvent", one | {"seqNo": 0})

    (session,) = sessions()
    assert session.energy_wh == 22_140
    readings = services().telemetry.readings(session.key)
    assert [one.register_wh for one in readings] == [110_500, 122_140]


def test_an_unknown_token_is_unknown_and_the_session_is_kept(station: Station) -> None:
    nobody = {"idToken": "NOBODY", "type": "ISO14443"}
    answer = station.call("TransactionEvent", whole_transaction()[0] | {"idToken": nobody})

    assert answer == {"idTokenInfo": {"status": "Unknown"}}
    (session,) = services().sessions.page(SessionFilter(token_id="NOBODY"), 50, None)[0]
    assert session.state is SessionState.REFUSED


def test_suspended_by_the_vehicle_shows(station: Station) -> None:
    station.call("TransactionEvent", whole_transaction()[0] | {"idToken": ID_TOKEN})
    info = {"transactionId": "tx-1", "chargingState": "SuspendedEV"}
    station.call("TransactionEvent", event("Updated", 1, 20, transactionInfo=info))

    assert sessions()[0].state is SessionState.SUSPENDED_EV


def test_clock_aligned_values_need_no_transaction(station: Station) -> None:
    assert station.call("MeterValues", {"evseId": 0, **register(15, 5.0)}) == {}


def test_the_same_transaction_id_on_two_stations_is_two_sessions(station: Station) -> None:
    started = whole_transaction()[0] | {"idToken": ID_TOKEN}
    services().stations.put(a_station("CP9"))
    station.call("TransactionEvent", started)
    Station(station_id="CP9", protocol=station.protocol).call("TransactionEvent", started)

    assert len(sessions()) == 2


def test_the_samples_of_the_start_are_kept_as_they_came(station: Station) -> None:
    station.call("TransactionEvent", whole_transaction()[0])

    item = boto3.client("dynamodb").get_item(
        TableName="SessionsTable", Key={"pk": {"S": "ST#CP1"}, "sk": {"S": "TX#tx-1"}}
    )["Item"]
    assert json.loads(item["begin_samples"]["S"]) == register(0, 100.0)["meterValue"]
