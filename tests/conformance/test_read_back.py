"""What each message of a station changes, as the operator API shows it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from tests.conformance import v16, v21, v201
from tests.conformance.cases import AT, Payload
from tests.conformance.reading import JOURNALLED, REPORTED
from tests.functional.station import CONTEXT, Station
from tests.http_api import Caller
from tests.network import TOKEN

from csms.ocpp.dispatcher import VERSIONS
from ocpp_gateway import connect

LATER, NOBODY = "2026-11-23T11:00:00.000Z", {"DataTransfer", "Authorize"}
SAMPLE = {"timestamp": LATER, "sampledValue": [{"value": "1500"}]}
EVENT = v201.EVENT | {"meterValue": [v201.SAMPLE | {"sampledValue": [{"value": 500}]}]}


@dataclass(frozen=True)
class ReadBack:
    """After `before`, the message; then the answer of a path holds what it said."""

    message: Payload
    path: str
    seen: Callable[[Any], Any]
    expected: Any
    before: tuple[tuple[str, Payload], ...] = ()


def only(page: Any) -> Any:
    (item,) = page["items"]
    return item


def session_facts(*names: str) -> Callable[[Any], Any]:
    return lambda page: [only(page)[name] for name in names]


STATION = "/stations/CP1"
SESSIONS = "/sessions?station_id=CP1"
START = v16.CASES["StartTransaction"].valid
IN_1_6 = {
    "BootNotification": ReadBack(
        v16.CASES["BootNotification"].valid, STATION,
        lambda one: [one["boot"][name] for name in ("vendor", "model", "firmware_version")],
        ["V", "M", "1"],
    ),
    "StatusNotification": ReadBack(
        v16.CASES["StatusNotification"].valid, STATION,
        lambda one: [one["connectors"][0][name] for name in ("evse_id", "status", "reported_at")],
        [1, "Charging", AT],
    ),
    "StartTransaction": ReadBack(
        START, SESSIONS, session_facts("token_id", "evse_id", "started_at", "state"),
        [TOKEN, 1, AT, "charging"],
    ),
    "MeterValues": ReadBack(
        {"connectorId": 1, "transactionId": -1, "meterValue": [SAMPLE]},
        SESSIONS, session_facts("energy_wh", "active"), [1500, True],
        before=(("StartTransaction", START),),
    ),
    "StopTransaction": ReadBack(
        {"transactionId": -1, "timestamp": LATER, "meterStop": 6000, "reason": "Remote"},
        SESSIONS, session_facts("energy_wh", "stopped_at", "stop_reason", "active"),
        [6000, LATER, "Remote", False],
        before=(("StartTransaction", START),),
    ),
}  # fmt: skip
IN_2_X = {
    "BootNotification": ReadBack(
        v201.CASES["BootNotification"].valid, STATION,
        lambda one: [one["boot"][name] for name in ("vendor", "model", "reason")],
        ["V", "M", "PowerUp"],
    ),
    "StatusNotification": ReadBack(
        v201.CASES["StatusNotification"].valid, STATION,
        lambda one: [one["connectors"][0][name] for name in ("evse_id", "status", "reported_at")],
        [1, "Occupied", AT],
    ),
    "MeterValues": ReadBack(
        v201.CASES["MeterValues"].valid, f"{STATION}/meter_values?evse_id=1",
        lambda page: only(page)["samples"], [v201.SAMPLE],
    ),
    "TransactionEvent": ReadBack(
        EVENT | {"eventType": "Ended", "seqNo": 1, "timestamp": LATER, "meterValue": [
            {"timestamp": LATER, "sampledValue": [{"value": 2500}]}
        ]},
        SESSIONS, session_facts("token_id", "energy_wh", "started_at", "stopped_at"),
        [TOKEN, 2000, AT, LATER],
        before=(("TransactionEvent", EVENT),),
    ),
    "ReservationStatusUpdate": ReadBack(
        v201.CASES["ReservationStatusUpdate"].valid, "/reservations/7",
        lambda one: [one["station_id"], one["state"]], ["CP1", "expired"],
    ),
}  # fmt: skip
SIGN_OF_LIFE = ReadBack({}, STATION, lambda one: one["connection"]["last_seen_at"] is None, False)
TABLES = {
    "ocpp1.6": IN_1_6 | {"Heartbeat": SIGN_OF_LIFE},
    "ocpp2.0.1": IN_2_X | {"Heartbeat": SIGN_OF_LIFE},
    "ocpp2.1": IN_2_X | {"Heartbeat": SIGN_OF_LIFE},
}
STORED = {
    "ocpp1.6": v16.CASES,
    "ocpp2.0.1": v201.CASES,
    "ocpp2.1": v21.CASES | v21.SENT,
}
EVERY = [
    pytest.param(protocol, action, read_back, id=f"{protocol}-{action}")
    for protocol, table in TABLES.items()
    for action, read_back in table.items()
]


@pytest.mark.parametrize(("protocol", "action", "read_back"), EVERY)
def test_what_a_message_changes_is_shown(
    operator: Caller, protocol: str, action: str, read_back: ReadBack
) -> None:
    station = Station(protocol=protocol)
    connect.handler({"requestContext": station.request_context()}, CONTEXT)
    for earlier, payload in read_back.before:
        station.call(earlier, payload)
    station.call(action, read_back.message)
    path, _, query = read_back.path.partition("?")
    asked = dict([query.split("=")]) if query else {}
    assert read_back.seen(operator.get(path, **asked).json) == read_back.expected


@pytest.mark.parametrize("protocol", TABLES)
def test_every_message_is_in_a_table(protocol: str) -> None:
    """In this one, or in those of the journal and of reports (`test_transcripts.py`)."""
    version = import_module(VERSIONS[protocol])
    routes = {*version.ROUTES, *getattr(version, "SENDS", ())}
    assert routes == set(STORED[protocol])
    assert routes <= {*TABLES[protocol], *JOURNALLED, *REPORTED, *NOBODY}
