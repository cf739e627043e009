"""Every message of a station with all that its schema allows, and with every breach of it."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from tests.conformance.reading import READ_BACK
from tests.functional.station import Station
from tests.http_api import Caller
from tests.memory_network import V16, V21, V201, a_network
from tests.ocpp_extremes import breaches, fullest_request

from csms.ocpp import schemas
from csms.ocpp.call_errors import code_for
from csms.ocpp.dispatcher import VERSIONS
from csms.ocpp.handshake import Connection

CONNECTIONS = (V16, V201, V21)
EVERY = [
    pytest.param(connection, action, id=f"{connection.protocol}-{action}")
    for connection in CONNECTIONS
    for action in import_module(VERSIONS[connection.protocol]).ROUTES
]
SENDS = sorted(import_module(VERSIONS["ocpp2.1"]).SENDS)
every_message = pytest.mark.parametrize(("connection", "action"), EVERY)


@every_message
def test_the_fullest_message_is_answered_and_can_be_read_back(
    operator: Caller, connection: Connection, action: str
) -> None:
    payload = fullest_request(connection.protocol, action)
    schemas.check_request(connection.protocol, action, payload)
    station = Station(protocol=connection.protocol)
    station.call(action, payload)
    station.call(action, payload)
    if action in READ_BACK:
        READ_BACK[action](operator, action, payload)


@pytest.mark.parametrize("action", SENDS)
def test_the_fullest_unconfirmed_message_is_kept(operator: Caller, action: str) -> None:
    payload = fullest_request("ocpp2.1", action)
    assert Station(protocol="ocpp2.1").send(json.dumps([6, "m", action, payload])) is None
    READ_BACK[action](operator, action, payload)


@every_message
def test_every_breach_of_the_schema_is_refused_and_leaves_no_trace(
    connection: Connection, action: str
) -> None:
    network = a_network()
    before = network.stations.state("CP1")
    for breach in breaches(connection.protocol, action):
        text = json.dumps([2, "1", action, breach.payload])
        reply = network.receive(text, connection).reply
        assert reply is not None, breach.what
        frame = json.loads(reply)
        assert frame[0] == 4, breach.what
        object_expected = not isinstance(breach.payload, dict)
        wanted = {code_for(breach.code, connection.protocol)}
        if object_expected:  # the payload itself: see the table in docs/ocpp.md
            wanted = {"FormatViolation", "FormationViolation"}
        assert frame[2] in wanted, breach.what
    assert network.ocpp.journal.page("CP1", None, 9, None) == ([], None)
    assert network.ocpp.reports.heads("CP1") == []
    assert network.stations.state("CP1") == before


@pytest.mark.parametrize("action", SENDS)
def test_every_breach_of_an_unconfirmed_message_leaves_no_trace(action: str) -> None:
    network = a_network()
    for breach in breaches("ocpp2.1", action):
        text = json.dumps([6, "1", action, breach.payload])
        assert network.receive(text, V21).reply is None
    assert network.ocpp.journal.page("CP1", None, 9, None) == ([], None)
