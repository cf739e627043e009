"""What breaks the schema of a message is refused, whatever the message: no exception, no trace."""

import json
from typing import Any

import pytest
from tests.conformance import v16, v21, v201
from tests.conformance.cases import FORMAT, MISSING, TYPE, Case
from tests.memory_network import V16, V21, V201, MemoryNetwork, a_network

from csms.ocpp import schemas
from csms.ocpp.call_errors import Code, code_for
from csms.ocpp.handshake import Connection

EVERY = [
    pytest.param(connection, action, case, id=f"{connection.protocol}-{action}")
    for connection, table in ((V16, v16.CASES), (V201, v201.CASES), (V21, v21.CASES))
    for action, case in table.items()
]
every_message = pytest.mark.parametrize(("connection", "action", "case"), EVERY)


def refusal(network: MemoryNetwork, connection: Connection, action: str, payload: Any) -> str:
    reply = network.receive(json.dumps([2, "1", action, payload]), connection).reply
    assert reply is not None
    frame = json.loads(reply)
    assert frame[0] == 4, frame
    assert network.ocpp.journal.page("CP1", None, 9, None) == ([], None)
    assert network.ocpp.reports.heads("CP1") == []
    return str(frame[2])


def spelled(code: Code, connection: Connection) -> str:
    return code_for(code, connection.protocol)


@every_message
def test_each_required_member_is_required(connection: Connection, action: str, case: Case) -> None:
    network = a_network()
    for name in schemas.required_members(connection.protocol, action):
        rest = {key: value for key, value in case.valid.items() if key != name}
        assert refusal(network, connection, action, rest) == spelled(MISSING, connection)


@every_message
def test_unknown_member_is_refused(connection: Connection, action: str, case: Case) -> None:
    payload = case.valid | {"unheardOf": 1}
    assert refusal(a_network(), connection, action, payload) == spelled(FORMAT, connection)


@every_message
def test_null_is_no_value_of_any_member(connection: Connection, action: str, case: Case) -> None:
    network = a_network()
    for name in case.valid:
        if (action, name) == ("DataTransfer", "data"):  # any value, null too
            continue
        code = refusal(network, connection, action, case.valid | {name: None})
        assert code in {
            spelled(one, connection) for one in (TYPE, Code.PROPERTY_CONSTRAINT_VIOLATION)
        }


@every_message
def test_payload_is_an_object(connection: Connection, action: str, case: Case) -> None:
    for payload in ([case.valid], None, "x", 1):
        assert refusal(a_network(), connection, action, payload) == spelled(FORMAT, connection)
