"""Whatever a station sends, the dispatcher answers with valid OCPP, or with nothing."""

import copy
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.builders import NOW, a_command
from tests.conformance import v16, v21, v201
from tests.memory_network import V16, V21, V201, a_network

from csms.ocpp import schemas
from csms.ocpp.call_errors import Code, code_for
from csms.ocpp.handshake import Connection

METER_VALUE = {
    "timestamp": "2026-01-20T12:00:00Z",
    "sampledValue": [{"value": "1500", "unit": "Wh"}],
}
CALLS_V16: dict[str, dict[str, Any]] = {
    "Authorize": {"idTag": "TAG-1"},
    "BootNotification": {"chargePointVendor": "V", "chargePointModel": "M"},
    "DataTransfer": {"vendorId": "V", "data": "x"},
    "Heartbeat": {},
    "MeterValues": {"connectorId": 1, "transactionId": 7, "meterValue": [METER_VALUE]},
    "StartTransaction": {
        "connectorId": 1,
        "idTag": "TAG-1",
        "timestamp": "2026-01-20T12:00:00Z",
        "meterStart": 1000,
    },
    "StatusNotification": {"connectorId": 1, "errorCode": "NoError", "status": "Available"},
    "StopTransaction": {
        "transactionId": 7,
        "timestamp": "2026-01-20T13:00:00Z",
        "meterStop": 6000,
        "transactionData": [METER_VALUE],
    },
}
METER_VALUE_V201 = {
    "timestamp": "2026-01-20T12:00:00Z",
    "sampledValue": [{"value": 1.5, "unitOfMeasure": {"unit": "kWh", "multiplier": 0}}],
}
EVENT = {
    "timestamp": "2026-01-20T12:00:00Z",
    "triggerReason": "Authorized",
    "seqNo": 1,
    "transactionInfo": {"transactionId": "T1", "chargingState": "Charging"},
    "idToken": {"idToken": "TAG-1", "type": "ISO14443"},
    "evse": {"id": 1, "connectorId": 1},
    "meterValue": [METER_VALUE_V201],
}
CALLS_V201: dict[str, dict[str, Any]] = {
    "Authorize": {"idToken": {"idToken": "TAG-1", "type": "ISO14443"}},
    "BootNotification": {
        "reason": "PowerUp",
        "chargingStation": {"model": "M", "vendorName": "V"},
    },
    "DataTransfer": {"vendorId": "V", "data": {"x": 1}},
    "Heartbeat": {},
    "MeterValues": {"evseId": 1, "meterValue": [METER_VALUE_V201]},
    "StatusNotification": {
        "timestamp": "2026-01-20T12:00:00Z",
        "connectorStatus": "Available",
        "evseId": 1,
        "connectorId": 1,
    },
    "TransactionEvent": EVENT | {"eventType": "Updated"},
}
TABLES = ((V16, v16.CASES), (V201, v201.CASES), (V21, v21.CASES))
VALID: list[tuple[Connection, list[Any]]] = [
    *(
        (connection, [2, "1", action, case.valid])
        for connection, table in TABLES
        for action, case in table.items()
    ),
    *((V21, [6, "1", action, case.valid]) for action, case in v21.SENT.items()),
    (V21, [5, "1", "FormatViolation", "no", {}]),
    *((V16, [2, "1", action, payload]) for action, payload in CALLS_V16.items()),
    *((V201, [2, "1", action, payload]) for action, payload in CALLS_V201.items()),
    *(
        (V201, [2, "1", "TransactionEvent", EVENT | {"eventType": one}])
        for one in ("Started", "Ended")
    ),
    *((one, [3, "C1", {"status": "Accepted"}]) for one in (V16, V201)),
    *((one, [4, "C1", "InternalError", "no", {}]) for one in (V16, V201)),
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
    | st.sampled_from(["", "1", "NaN", "1e999", "x" * 300, 10**30, -1, 0, 2**31, 1e308, 5e-324])
    | st.sampled_from(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2026-02-30", "\x00"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
CONNECTIONS = st.sampled_from([V16, V201, V21])


def answered(connection: Connection, text: str) -> list[Any] | None:
    """The reply, checked against the rules of OCPP-J and the schema of its action."""
    network = a_network()
    network.commands.mark_sent(network.commands.add(a_command()), "Reset", NOW)
    outcome = network.receive(text, connection)
    if outcome.reply is None:
        return None
    reply: list[Any] = json.loads(outcome.reply)
    assert isinstance(reply[1], str)
    if reply[0] == 3:
        _, _, payload = reply
        schemas.check_response(connection.protocol, outcome.action, payload)
    else:
        kind, _, code, description, details = reply
        assert (kind, details) == (4, {})
        assert code in {code_for(one, connection.protocol) for one in Code}
        assert len(description) <= 255
    return reply


def paths(value: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every value in a JSON value, itself included."""
    found = [before]
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found += paths(value[key], (*before, key))
    return found


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Connection, Any]:
    """A valid frame with some values replaced, removed or added."""
    connection, frame = draw(st.sampled_from(VALID))
    frame = copy.deepcopy(frame)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from([one for one in paths(frame) if one]))
        place = frame
        for key in way:
            place = place[key]
        if draw(st.booleans()):
            place[last] = draw(JSON)
        elif isinstance(place, dict):
            del place[last]
            place[draw(st.text(max_size=12))] = draw(JSON)
        else:
            place.insert(last, draw(JSON))
    return connection, frame


@pytest.mark.parametrize(("connection", "frame"), VALID)
def test_valid_frames_are_handled(connection: Connection, frame: list[Any]) -> None:
    reply = answered(connection, json.dumps(frame))
    assert (reply is None) if frame[0] != 2 else (reply is not None and reply[0] == 3)


@given(CONNECTIONS, st.text())
@example(V201, "[" * 100_000)
@example(V16, '[2,"1","Heartbeat",' + '{"a":' * 100_000)
@example(V201, '[2,"1","Heartbeat",{"x":' + "9" * 100_000 + "}]")
@example(V201, '[3,"C1",{"x":1E999999999999999999}]')
@example(V201, '[2,"1","Heartbeat",{"x":1E99999999999999999999999999}]')
@example(V201, '[2,"\\ud800","Heartbeat",{}]')
def test_any_text_is_answered_or_ignored(connection: Connection, text: str) -> None:
    answered(connection, text)


@given(CONNECTIONS, JSON)
def test_any_json_is_answered_or_ignored(connection: Connection, value: Any) -> None:
    answered(connection, json.dumps(value))


@given(
    CONNECTIONS,
    st.sampled_from([2, 3, 4, 5, 6]),
    st.sampled_from(["1", "C1", ""]) | JSON,
    st.sampled_from(sorted({*CALLS_V16, *CALLS_V201, *v21.CASES, *v21.SENT, "Reset", "Dance"}))
    | JSON,
    JSON,
)
def test_any_payload_is_answered_or_ignored(
    connection: Connection, kind: int, message_id: Any, action: Any, payload: Any
) -> None:
    answered(connection, json.dumps([kind, message_id, action, payload]))


@given(mutated())
def test_nearly_valid_frames_are_answered(frame: tuple[Connection, Any]) -> None:
    connection, value = frame
    answered(connection, json.dumps(value))


@pytest.mark.parametrize("depth", [50, 150, 300, 900, 5000])
@pytest.mark.parametrize("connection", [V16, V201, V21])
def test_deep_nesting_is_answered(connection: Connection, depth: int) -> None:
    deep = '{"vendorId":"V","a":' * depth + "1" + "}" * depth
    for text in (
        f'[2,"1","Heartbeat",{{"customData":{deep}}}]',
        f'[2,"1","DataTransfer",{{"vendorId":"V","data":{deep}}}]',
        f'[2,"1","MeterValues",{{"evseId":1,"meterValue":[],"customData":{deep}}}]',
        f'[3,"C1",{deep}]',
        f'[2,"1","LogStatusNotification",{{"status":"Idle","customData":{deep}}}]',
        f'[2,"1","NotifyReport",{{"requestId":1,"seqNo":0,"generatedAt":"","customData":{deep}}}]',
    ):
        answered(connection, text)
