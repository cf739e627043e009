import json

import pytest
from tests.memory_network import V16, V21, V201, a_network

from csms.ocpp.handshake import Connection
from station_simulator.scenarios.hostile import REFUSED, REPAIRED

EACH = pytest.mark.parametrize("connection", [V16, V201, V21], ids=lambda one: one.protocol)


@EACH
@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:40])
def test_what_the_scenario_takes_for_broken_is_never_accepted(
    connection: Connection, text: str
) -> None:
    reply = a_network().receive(text, connection).reply
    assert reply is None or json.loads(reply)[0] == 4 or "any data" in text


@EACH
@pytest.mark.parametrize("text", REPAIRED, ids=lambda text: text.split('"')[1])
def test_what_the_scenario_takes_for_repaired_is_accepted_and_shown_by_its_name(
    connection: Connection, text: str
) -> None:
    outcome = a_network().receive(text, connection)
    kind, name, _ = json.loads(outcome.reply or "[0, 0, 0]")
    assert (kind, outcome.anomalies) == (3, (name,))
