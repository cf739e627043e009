"""What breaks the schema of a message is refused, or repaired under a name: never in silence."""

import json
from typing import Any

import pytest
from tests.conformance import v16, v21, v201
from tests.conformance.cases import FORMAT, MISSING, TYPE, Case
from tests.memory_network import V16, V21, V201, MemoryNetwork, a_network

from csms.ocpp import schemas
from csms.ocpp.call_errors import Code, code_for
from csms.ocpp.handshake import Connection
from csms.vendors.schema_repair import MAY_LACK

EVERY = [
    pytest.param(connection, action, case, id=f"{connection.protocol}-{action}")
    for connection, table in ((V16, v16.CASES), (V201, v201.CASES), (V21, v21.CASES))
    for action, case in table.items()
]
# At a station of two connectors it cannot be known which one is meant.
OF_ONE_CONNECTOR = {"StartTransaction": {"connectorId"}}
every_message = pytest.mark.parametrize(("connection", "action", "case"), EVERY)


def may_lack(action: str) -> set[str]:
    return MAY_LACK.get(action, set()) - OF_ONE_CONNECTOR.get(action, set())


def outcome_of(
    network: MemoryNetwork, connection: Connection, action: str, payload: Any
) -> tuple[list[Any], tuple[str, ...]]:
    """The answering frame, and what was noted."""
    outcome = network.receive(json.dumps([2, "1", action, payload]), connection)
    assert outcome.reply is not None
    return json.loads(outcome.reply), outcome.anomalies


def refusal(network: MemoryNetwork, connection: Connection, action: str, payload: Any) -> str:
    frame, anomalies = outcome_of(network, connection, action, payload)
    assert frame[0] == 4, frame
    assert anomalies[-1:] == ("REFUSED",)
    assert network.ocpp.journal.page("CP1", None, 9, None) == ([], None)
    assert network.ocpp.reports.heads("CP1") == []
    return str(frame[2])


def spelled(code: Code, connection: Connection) -> str:
    return code_for(code, connection.protocol)


@every_message
def test_a_required_member_is_required_or_its_lack_is_noted(
    connection: Connection, action: str, case: Case
) -> None:
    for name in schemas.required_members(connection.protocol, action):
        rest = {key: value for key, value in case.valid.items() if key != name}
        if name in may_lack(action):
            frame, anomalies = outcome_of(a_network(), connection, action, rest)
            assert frame[0] == 3
            assert "REQUIRED_FIELD_MISSING" in anomalies
            continue
        assert refusal(a_network(), connection, action, rest) == spelled(MISSING, connection)


@every_message
def test_an_unknown_member_is_ignored_and_noted(
    connection: Connection, action: str, case: Case
) -> None:
    expected, _ = outcome_of(a_network(), connection, action, case.valid)
    payload = case.valid | {"unheardOf": 1}
    frame, anomalies = outcome_of(a_network(), connection, action, payload)
    assert frame == expected
    assert "EXTRA_FIELD" in anomalies


@every_message
def test_null_is_an_absent_member_and_noted(
    connection: Connection, action: str, case: Case
) -> None:
    required = schemas.required_members(connection.protocol, action)
    for name in case.valid:
        if (action, name) == ("DataTransfer", "data"):  # any value, null too
            continue
        payload = case.valid | {name: None}
        if name in required and name not in may_lack(action):
            code = refusal(a_network(), connection, action, payload)
            allowed = (TYPE, Code.PROPERTY_CONSTRAINT_VIOLATION)
            assert code in {spelled(one, connection) for one in allowed}
        else:
            frame, anomalies = outcome_of(a_network(), connection, action, payload)
            assert frame[0] == 3
            assert "NULL_FIELD" in anomalies


@every_message
def test_payload_is_an_object(connection: Connection, action: str, case: Case) -> None:
    for payload in ([case.valid], "x", 1):
        frame, anomalies = outcome_of(a_network(), connection, action, payload)
        assert (frame[0], frame[2]) == (4, spelled(FORMAT, connection))
        assert anomalies == ("UNREADABLE",)
