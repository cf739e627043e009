import json
from dataclasses import replace
from typing import Any

import pytest
from tests.builders import NOW, a_command
from tests.memory_network import V16, V201, a_network

from csms.adapters.memory.commands import MemoryCommands
from csms.adapters.memory.directory import MemoryTokens
from csms.commands.model import CommandState
from csms.drivers.model import Token
from csms.errors import Unavailable
from csms.ocpp.dispatcher import receive


class FailingTokens(MemoryTokens):
    """Storage that cannot be reached."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get(self, _token_id: str) -> Token | None:
        raise self.error


class FailingCommands(MemoryCommands):
    """Storage that cannot be reached."""

    def record_answer(self, *_arguments: Any) -> bool:
        raise Unavailable("throttled")


def test_handled_call_gets_a_result_with_its_id() -> None:
    outcome = a_network().receive('[2,"id-1","Heartbeat",{}]')
    assert outcome.reply == '[3,"id-1",{"currentTime":"2026-01-20T15:00:00.000Z"}]'
    assert (outcome.action, outcome.result) == ("Heartbeat", "handled")


@pytest.mark.parametrize(
    ("connection", "frame", "code"),
    [
        (V16, '[2,"1","Dance",{}]', "NotImplemented"),
        (V16, '[2,"1","Reset",{"type":"Soft"}]', "NotSupported"),
        (V201, '[2,"1","StartTransaction",{}]', "NotImplemented"),
        (V201, '[2,"1","Reset",{}]', "NotSupported"),
        (V16, '[2,"1","Authorize",{}]', "OccurenceConstraintViolation"),
        (V201, '[2,"1","Authorize",{}]', "OccurrenceConstraintViolation"),
        (V16, '[2,"1","Heartbeat",[]]', "FormationViolation"),
        (V201, '[2,"1","Heartbeat",[]]', "FormatViolation"),
        (V201, '[9,"1","Heartbeat",{}]', "MessageTypeNotSupported"),
    ],
)
def test_call_that_cannot_be_handled_gets_the_code_of_its_version(
    connection: Any, frame: str, code: str
) -> None:
    outcome = a_network().receive(frame, connection)
    assert outcome.reply is not None
    assert json.loads(outcome.reply)[:3] == [4, "1", code]
    assert outcome.result == code


def test_unreadable_frame_is_answered_in_2_0_1_alone() -> None:
    reply = a_network().receive("{", V201).reply
    assert reply is not None
    assert json.loads(reply)[:3] == [4, "-1", "RpcFrameworkError"]
    assert a_network().receive("{", V16).reply is None
    assert a_network().receive('[9,"1","Heartbeat",{}]', V16).reply is None


@pytest.mark.parametrize("error", [Unavailable("throttled"), RuntimeError("a bug")])
def test_failure_tells_the_station_to_try_again_and_nothing_else(error: Exception) -> None:
    services = replace(a_network().ocpp, tokens=FailingTokens(error))
    outcome = receive(V16, '[2,"1","Authorize",{"idTag":"TAG-1"}]', services, NOW)
    assert outcome.reply == '[4,"1","InternalError","try again",{}]'


def test_answer_is_joined_and_never_answered() -> None:
    network = a_network()
    network.commands.mark_sent(network.commands.add(a_command()), "Reset", NOW)
    outcome = network.receive('[3,"C1",{"status":"Accepted"}]')
    assert (outcome.reply, outcome.result) == (None, "joined")
    stored = network.commands.get("CP1", "C1")
    assert stored is not None
    assert stored.state is CommandState.ANSWERED
    assert network.receive('[3,"C1",{"status":"Accepted"}]').result == "unmatched"


@pytest.mark.parametrize("frame", ['[3,"C1"]', '[3,"C1",{"status":["Rejected"]}]', '[4,"C1"]'])
def test_broken_answer_is_never_answered(frame: str) -> None:
    for connection in (V16, V201):
        assert a_network().receive(frame, connection).reply is None


def test_answer_that_cannot_be_stored_ends_in_the_log() -> None:
    services = replace(a_network().ocpp, commands=FailingCommands())
    outcome = receive(V16, '[3,"C1",{}]', services, NOW)
    assert (outcome.reply, outcome.result) == (None, "InternalError")


def test_long_unknown_action_does_not_fill_the_log() -> None:
    assert a_network().receive(f'[2,"1","{"x" * 99}",{{}}]').action == "unknown"


def test_whole_numbers_with_a_point_are_understood() -> None:
    network = a_network()
    frame = (
        '[2,"1","StatusNotification",'
        '{"connectorId":2.0,"errorCode":"NoError","status":"Available"}]'
    )
    assert network.receive(frame, V16).reply == '[3,"1",{}]'
    (connector,) = network.stations.state("CP1").connectors
    assert (connector.evse_id, connector.connector_id) == (2, 1)
