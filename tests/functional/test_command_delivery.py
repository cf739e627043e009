"""Commands: from the stored record over the stream to the station's socket, and the answer back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from moto.apigatewaymanagementapi.models import apigatewaymanagementapi_backends
from moto.core.models import DEFAULT_ACCOUNT_ID
from tests.conftest import forget_services
from tests.functional.aws_requests import counted
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.network import build_network

from csms.bootstrap import answer_timer, services, tracing
from csms.commands.model import Command, CommandState
from csms.ids import new_ulid
from csms.stations.model import LiveConnection
from station_commands import deliver, expire


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


def connect(protocol: str, connection_id: str = "conn-1") -> None:
    live = LiveConnection(connection_id, protocol, services().clock())
    services().stations.connect("CP1", live)


def order(action: str, **payload: Any) -> Command:
    now = services().clock()
    command = Command("CP1", new_ulid(now), action, payload, now, now + timedelta(hours=1))
    return services().commands.add(command)


def run_stream() -> None:
    change = {"pk": "CMD#CP1", "sk": "any"}
    answer = deliver.handler(stream_event((None, change)), CONTEXT)
    assert answer["batchItemFailures"] == []


def sent_long_ago(action: str) -> Command:
    """A command whose time to answer is over, its timer started as the delivery does."""
    command = order(action)
    sent_at = services().clock() - timedelta(seconds=61)
    assert services().commands.mark_sent(command, "Reset", sent_at)
    answer_timer().start("CP1", command.command_id)
    return command


def run_timers() -> list[str]:
    """What the queue of time-outs holds, through its handler; the commands it names."""
    url = services().settings.command_timeouts_url
    held = boto3.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    bodies = [one["Body"] for one in held.get("Messages", [])]
    records = [{"messageId": str(number), "body": one} for number, one in enumerate(bodies)]
    assert expire.handler({"Records": records}, CONTEXT) == {"batchItemFailures": []}
    return [json.loads(one)["command_id"] for one in bodies]


def frames_to(connection_id: str = "conn-1") -> list[Any]:
    backend = apigatewaymanagementapi_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"]
    connection = backend.connections.get(connection_id)
    text = connection.data.decode() if connection else ""
    decoder, frames, at = json.JSONDecoder(), [], 0
    while at < len(text):
        frame, at = decoder.raw_decode(text, at)
        frames.append(frame)
    return frames


def state_of(command: Command) -> CommandState:
    found = services().commands.get("CP1", command.command_id)
    assert found is not None
    return found.state


@pytest.mark.parametrize(
    ("protocol", "action", "payload"),
    [
        ("ocpp1.6", "RemoteStartTransaction", {"connectorId": 2, "idTag": "TAG-1"}),
        ("ocpp2.0.1", "RequestStartTransaction", {"evseId": 2}),
    ],
)
def test_a_verb_reaches_the_station_in_its_own_words(
    protocol: str, action: str, payload: dict[str, Any]
) -> None:
    connect(protocol)
    command = order("start", evse_id=2, token_id="TAG-1")
    run_stream()

    (frame,) = frames_to()
    assert frame[:3] == [2, command.command_id, action]
    assert payload.items() <= frame[3].items()
    assert state_of(command) is CommandState.SENT


def test_the_answer_is_joined_by_message_id() -> None:
    connect("ocpp1.6")
    command = order("reset", type="hard")
    run_stream()
    answer = f'[3,"{command.command_id}",{{"status":"Accepted"}}]'
    assert Station().send(answer) is None
    assert Station().send(answer) is None

    found = services().commands.get("CP1", command.command_id)
    assert found is not None
    assert found.state is CommandState.ANSWERED
    assert found.answer == {"status": "Accepted"}


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ('[3,"{}",{{"status":"Rejected"}}]', CommandState.REJECTED),
        ('[4,"{}","NotSupported","no",{{}}]', CommandState.FAILED),
    ],
)
def test_a_refusal_is_a_result(answer: str, state: CommandState) -> None:
    connect("ocpp1.6")
    command = order("reset")
    run_stream()
    Station().send(answer.format(command.command_id))

    assert state_of(command) is state


def test_another_station_cannot_answer() -> None:
    connect("ocpp1.6")
    command = order("reset")
    run_stream()
    Station(station_id="CP2").send(f'[3,"{command.command_id}",{{"status":"Accepted"}}]')

    assert state_of(command) is CommandState.SENT


def test_one_call_at_a_time_in_the_order_given() -> None:
    connect("ocpp1.6")
    first, second = order("reset"), order("trigger", message="Heartbeat")
    run_stream()
    run_stream()
    assert [frame[1] for frame in frames_to()] == [first.command_id]

    Station().send(f'[3,"{first.command_id}",{{"status":"Accepted"}}]')
    run_stream()
    assert [frame[1] for frame in frames_to()] == [first.command_id, second.command_id]


def test_an_offline_station_gets_its_command_when_it_is_back() -> None:
    command = order("reset")
    run_stream()
    assert state_of(command) is CommandState.QUEUED

    connect("ocpp2.0.1", "conn-2")
    run_stream()
    assert [frame[1] for frame in frames_to("conn-2")] == [command.command_id]


def test_what_cannot_be_said_fails_and_lets_the_next_go() -> None:
    connect("ocpp1.6")
    wrong, right = order("GetBaseReport"), order("reset")
    run_stream()

    assert state_of(wrong) is CommandState.FAILED
    assert [frame[1] for frame in frames_to()] == [right.command_id]


def test_ids_of_ours_are_filled_in() -> None:
    connect("ocpp2.0.1")
    order("GetBaseReport", reportBase="FullInventory")
    run_stream()

    (frame,) = frames_to()
    assert frame[3]["requestId"] > 0


def test_a_station_that_never_answers_gets_the_next_command_after_the_time_out() -> None:
    connect("ocpp1.6")
    silent, second = sent_long_ago("reset"), order("trigger", message="Heartbeat")
    run_timers()
    assert state_of(silent) is CommandState.TIMED_OUT

    run_stream()
    assert [frame[1] for frame in frames_to()] == [second.command_id]


def test_each_delivery_starts_a_timer_and_too_early_it_does_nothing() -> None:
    connect("ocpp1.6")
    command = order("reset")
    run_stream()
    assert run_timers() == [command.command_id]
    assert state_of(command) is CommandState.SENT


def test_a_timer_after_the_answer_does_no_harm() -> None:
    command = sent_long_ago("reset")
    Station().send(f'[3,"{command.command_id}",{{"status":"Accepted"}}]')
    assert run_timers() == [command.command_id]
    assert state_of(command) is CommandState.ANSWERED


def test_a_late_answer_is_kept_and_the_command_stays_timed_out() -> None:
    command = sent_long_ago("reset")
    run_timers()
    for status in ("Accepted", "Rejected"):
        assert Station().send(f'[3,"{command.command_id}",{{"status":"{status}"}}]') is None

    found = services().commands.get("CP1", command.command_id)
    assert found is not None
    assert (found.state, found.answer) == (CommandState.TIMED_OUT, {"status": "Accepted"})


def test_an_answer_costs_one_request_and_so_does_its_repeat() -> None:
    connect("ocpp1.6")
    command = order("reset")
    run_stream()
    forget_services()
    with counted() as requests:
        tracing().on("CP1", datetime.now(UTC))
        for _ in range(2):
            requests.operations.clear()
            Station().send(f'[3,"{command.command_id}",{{"status":"Accepted"}}]')
            assert requests.operations == ["UpdateItem"]
