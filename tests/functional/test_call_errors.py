"""Frames that are wrong: the CALLERROR that the specification names, and nothing stored."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.functional.station import Station
from tests.network import build_network

from csms.bootstrap import anomalies, services
from csms.charging.ports import SessionFilter

AT = "2026-11-23T10:00:00Z"
BOTH = ["ocpp1.6", "ocpp2.0.1"]
LONG = "x" * 2_000


@pytest.fixture(params=BOTH)
def station(request: pytest.FixtureRequest, deployment: None) -> Station:
    build_network()
    return Station(protocol=request.param)


def code(station: Station, action: str, payload: Any) -> str:
    frame = station.answer_to(action, payload)
    assert frame[0] == 4
    assert isinstance(frame[3], str)
    assert frame[4] == {}
    return str(frame[2])


def test_an_unknown_action_is_not_implemented(station: Station) -> None:
    assert code(station, "MakeCoffee", {}) == "NotImplemented"


def test_an_action_of_the_other_direction_is_not_supported(station: Station) -> None:
    assert code(station, "Reset", {"type": "Hard"}) == "NotSupported"


def test_a_missing_member(station: Station) -> None:
    spelling = {"ocpp1.6": "OccurenceConstraintViolation"}
    expected = spelling.get(station.protocol, "OccurrenceConstraintViolation")
    assert code(station, "Authorize", {}) == expected


def test_an_additional_member_is_no_error(station: Station) -> None:
    assert "currentTime" in station.call("Heartbeat", {"extra": 1})


def test_a_wrong_type(station: Station) -> None:
    payload: dict[str, Any] = {"ocpp1.6": {"idTag": {}}}.get(station.protocol, {"idToken": 5})
    assert code(station, "Authorize", payload) == "TypeConstraintViolation"


def test_a_text_that_is_too_long_for_any_honest_one(station: Station) -> None:
    payload = {"type": LONG, "timestamp": AT}
    found = code(station, "SecurityEventNotification", payload)
    assert found == "PropertyConstraintViolation"


@pytest.mark.parametrize("payload", [[], "text", 5])
def test_a_payload_that_is_no_object(station: Station, payload: Any) -> None:
    spelling = {"ocpp1.6": "FormationViolation"}
    expected = spelling.get(station.protocol, "FormatViolation")
    assert code(station, "Heartbeat", payload) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "{}",
        "5",
        "null",
        "[]",
        '[2,"1"',
        "[" * 5_000,
        '[2,5,"Heartbeat",{}]',
        '[2,"","Heartbeat",{}]',
    ],
)
def test_a_frame_without_a_readable_id(station: Station, text: str) -> None:
    reply = station.send(text)

    if station.protocol == "ocpp1.6":
        assert reply is None
    else:
        assert reply is not None
        assert json.loads(reply)[:3] == [4, "-1", "RpcFrameworkError"]


@pytest.mark.parametrize(
    "text",
    [
        '[2,"7","Heartbeat",{',
        ' [ 2, "7" , "Heartbeat", {"x":NaN}]',
        '[2,"7","Heartbeat",{"x":1e400}]',
        '[2,"7","DataTransfer",{"vendorId":"\\ud800"}]',
        '[2,"7","Heartbeat",' + "[" * 5_000,
    ],
)
def test_a_call_that_cannot_be_read_is_told_by_its_id(station: Station, text: str) -> None:
    reply = station.send(text)

    assert reply is not None
    expected = {"ocpp1.6": "FormationViolation"}.get(station.protocol, "RpcFrameworkError")
    assert json.loads(reply)[:3] == [4, "7", expected]


def test_a_call_of_the_wrong_length_is_told_by_its_id(station: Station) -> None:
    reply = station.send('[2,"7","Heartbeat"]')

    assert reply is not None
    expected = {"ocpp1.6": "FormationViolation"}.get(station.protocol, "RpcFrameworkError")
    assert json.loads(reply)[:3] == [4, "7", expected]


def test_an_unknown_message_type(station: Station) -> None:
    reply = station.send('[9,"7",{}]')

    if station.protocol == "ocpp1.6":
        assert reply is None, "OCPP-J 1.6 §4.1.3: ignored"
    else:
        assert reply is not None
        assert json.loads(reply)[:3] == [4, "7", "MessageTypeNotSupported"]


@pytest.mark.parametrize(
    "text",
    ['[3,"unknown",{}]', '[4,"unknown","GenericError","",{}]', "[3]", '[4,"1"]', '[3,"1",[]]'],
)
def test_an_answer_to_nothing_is_not_answered(station: Station, text: str) -> None:
    assert station.send(text) is None


def test_a_lone_surrogate_does_no_harm(station: Station) -> None:
    reply = station.send('[2,"1","DataTransfer",{"vendorId":"\\ud800"}]')
    assert reply is not None
    assert json.loads(reply)[:2] == [4, "1"]


def test_a_start_that_cannot_be_placed_stores_nothing(deployment: None) -> None:
    build_network()
    start = {"connectorId": "left", "idTag": "TAG-1", "meterStart": 5, "timestamp": AT}

    assert code(Station(), "StartTransaction", start) == "TypeConstraintViolation"
    assert services().sessions.page(SessionFilter(), 10, None)[0] == []


def test_a_start_is_not_refused_for_a_register_that_cannot_be_read(deployment: None) -> None:
    build_network()
    start = {"connectorId": 1, "idTag": "TAG-1", "meterStart": "much", "timestamp": "now"}

    assert Station().call("StartTransaction", start)["transactionId"] > 0
    (session,) = services().sessions.page(SessionFilter(), 10, None)[0]
    assert session.start is not None
    assert session.start.reading is not None
    assert session.start.reading.register_wh is None


@pytest.mark.parametrize("value", ["", "many", "NaN", "Infinity", "1e400", "9" * 200, "N/A"])
def test_an_unreadable_sample_costs_no_stop_and_no_other_sample(
    deployment: None, value: str
) -> None:
    build_network()
    station = Station()
    start = {"connectorId": 1, "idTag": "TAG-1", "meterStart": 5, "timestamp": AT}
    transaction_id = station.call("StartTransaction", start)["transactionId"]
    samples = [{"value": value, "measurand": "SoC"}, {"value": "900"}]
    values = [{"timestamp": AT, "sampledValue": samples}]
    reported = {"connectorId": 1, "transactionId": transaction_id, "meterValue": values}
    station.call("MeterValues", reported)
    (session,) = services().sessions.page(SessionFilter(), 10, None)[0]
    assert session.energy_wh == 895

    stop = {"transactionId": transaction_id, "meterStop": 1_005, "timestamp": AT}
    station.call("StopTransaction", stop | {"transactionData": values})
    (session,) = services().sessions.page(SessionFilter(), 10, None)[0]
    assert (session.active, session.energy_wh) == (False, 1_000)


@pytest.mark.parametrize("beyond", [10**40, 1e300, -(10**40)])
def test_a_register_beyond_all_meters_costs_no_session(deployment: None, beyond: float) -> None:
    build_network()
    station = Station()
    start = {"connectorId": 1, "idTag": "TAG-1", "meterStart": beyond, "timestamp": AT}
    number = station.call("StartTransaction", start)["transactionId"]
    stop = {"transactionId": number, "meterStop": beyond, "timestamp": AT}
    assert station.call("StopTransaction", stop) == {}
    (session,) = services().sessions.page(SessionFilter(), 10, None)[0]
    assert session.start is not None
    assert session.stop is not None
    registers = [one.register_wh for one in (session.start.reading, session.stop.reading) if one]
    assert registers == [None, None]
    counted = {one.name for one in anomalies().of_station("CP1")}
    assert {"METER_STOP_UNKNOWN", "OUT_OF_BOUNDS"} <= counted


@pytest.mark.parametrize("kind", ["Started", "Updated", "Ended"])
def test_a_transaction_event_without_a_time_happened_when_it_came(
    deployment: None, kind: str
) -> None:
    build_network()
    info = {"transactionId": "tx-1"}
    event = {"eventType": kind, "triggerReason": "Authorized", "seqNo": 1, "transactionInfo": info}
    station = Station(protocol="ocpp2.0.1")
    for _ in range(2):
        station.call("TransactionEvent", event)
    (session,) = services().sessions.page(SessionFilter(), 10, None)[0]
    assert session.active == (kind != "Ended")
    assert "clock_skewed" not in session.flags
    assert services().sessions.orphans_of("CP1", 9, None)[0] == []
    counted = {one.name for one in anomalies().of_station("CP1")}
    assert "REQUIRED_FIELD_MISSING" in counted


def test_an_unreadable_timestamp_is_no_reason_to_refuse_a_start(deployment: None) -> None:
    build_network()
    start = {"connectorId": 1, "idTag": "TAG-1", "meterStart": 5, "timestamp": "yesterday"}
    first, again = (Station().call("StartTransaction", start) for _ in range(2))

    assert first == again
    assert len(services().sessions.page(SessionFilter(), 10, None)[0]) == 1
