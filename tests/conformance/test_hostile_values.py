"""Hostile values in every place of every message: answered as OCPP, and nobody else notices."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.conformance import v16, v21, v201
from tests.conformance.hostile import VALUES, frames_with
from tests.functional.station import Station
from tests.http_api import Caller
from tests.network import TOKEN

from csms.ocpp import schemas
from csms.ocpp.call_errors import Code, code_for

TABLES = {"ocpp1.6": v16.CASES, "ocpp2.0.1": v201.CASES, "ocpp2.1": v21.CASES}
START = {"connectorId": 1, "idTag": TOKEN, "meterStart": 0, "timestamp": "2026-11-23T10:00:00Z"}


def check_reply(protocol: str, action: str, reply: str | None) -> None:
    """A CALLRESULT that fits, or a CALLERROR that is no fault of ours."""
    if reply is None:
        assert protocol == "ocpp1.6", "1.6 alone has no answer to what has no id"
        return
    frame: list[Any] = json.loads(reply)
    if frame[0] == 3:
        schemas.check_response(protocol, action, frame[2])
        return
    kind, _, code, description, details = frame
    assert (kind, details) == (4, {})
    assert code in {code_for(one, protocol) for one in Code}
    assert code != "InternalError", description


@pytest.mark.parametrize("protocol", TABLES)
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_hostile_value_anywhere_is_answered(operator: Caller, protocol: str, value: str) -> None:
    station, other = Station(protocol=protocol), Station("CP2")
    before = other.call("StartTransaction", START)
    for action, case in TABLES[protocol].items():
        for text in frames_with(value, 2, action, case.valid):
            check_reply(protocol, action, station.send(text))
    assert other.call("StartTransaction", START) == before
    for path in ("", "/events", "/reports", "/orphans"):
        assert operator.get(f"/stations/CP1{path}").status == 200
    assert operator.get("/sessions", station_id="CP1").status == 200


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_hostile_unconfirmed_message_gets_no_answer(operator: Caller, value: str) -> None:
    station = Station(protocol="ocpp2.1")
    for action, case in v21.SENT.items():
        for text in frames_with(value, 6, action, case.valid):
            reply = station.send(text)
            assert reply is None or json.loads(reply)[2] == "RpcFrameworkError"
    assert operator.get("/stations/CP1/events").status == 200


@pytest.mark.parametrize("protocol", TABLES)
@pytest.mark.parametrize("kind", ["0", "1", "7", "-2", "2.5", '"2"', "null", "true", "9" * 400])
def test_an_unknown_message_type_does_no_harm(operator: Caller, protocol: str, kind: str) -> None:
    station = Station(protocol=protocol)
    check_reply(protocol, "", station.send(f'[{kind},"m","Heartbeat",{{}}]'))
    assert "currentTime" in station.call("Heartbeat", {})
