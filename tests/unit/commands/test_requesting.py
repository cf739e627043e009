from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.builders import NOW, minutes
from tests.memory_network import STATION

from csms.adapters.memory.commands import MemoryCommands
from csms.adapters.memory.stations import MemoryStations
from csms.commands.model import CommandState
from csms.commands.requesting import CommandRequest, Requesting, await_answer, request_command
from csms.errors import Conflict, NotFound, Rejected
from csms.ocpp.phrasing import phrase_somehow
from csms.stations.model import LiveConnection

WANTED = CommandRequest("CP1", "reset", {"type": "soft"}, key="key-1")


class Watch:
    """A clock that goes on by sleeping."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


def a_desk() -> Requesting:
    stations = MemoryStations()
    stations.put(STATION)
    return Requesting(stations, MemoryCommands(), Watch(), timedelta(hours=1), phrase_somehow)


def test_command_is_queued_with_an_end() -> None:
    command = request_command(WANTED, a_desk())
    assert (command.state, command.action) == (CommandState.QUEUED, "reset")
    assert (command.created_at, command.expires_at) == (NOW, minutes(60))


def test_repeated_key_returns_the_first_command() -> None:
    desk = a_desk()
    first = request_command(WANTED, desk)
    assert request_command(replace(WANTED, may_queue=False), desk) == first
    assert len(desk.commands.of_station("CP1")) == 1


def test_without_a_key_each_request_is_a_command() -> None:
    desk = a_desk()
    for _ in range(2):
        request_command(replace(WANTED, key=None), desk)
    assert len(desk.commands.of_station("CP1")) == 2


@pytest.mark.parametrize(
    "other", [replace(WANTED, action="stop"), replace(WANTED, payload={"type": "hard"})]
)
def test_key_of_another_command_is_refused(other: CommandRequest) -> None:
    desk = a_desk()
    request_command(WANTED, desk)
    with pytest.raises(Rejected, match="Idempotency-Key"):
        request_command(other, desk)


def test_unknown_station_is_not_found() -> None:
    with pytest.raises(NotFound, match="CP9"):
        request_command(replace(WANTED, station_id="CP9"), a_desk())


def test_offline_station_may_be_refused() -> None:
    desk = a_desk()
    wanted = replace(WANTED, may_queue=False)
    with pytest.raises(Conflict, match="offline"):
        request_command(wanted, desk)
    desk.stations.connect("CP1", LiveConnection("socket", "ocpp1.6", NOW))
    assert request_command(wanted, desk).state is CommandState.QUEUED


def test_what_may_not_queue_is_not_for_whoever_comes_later() -> None:
    desk = a_desk()
    desk.stations.connect("CP1", LiveConnection("socket", "ocpp1.6", NOW))
    command = request_command(replace(WANTED, may_queue=False), desk)
    assert command.state_at(NOW + timedelta(seconds=31)) is CommandState.EXPIRED


def test_waiting_ends_with_the_answer() -> None:
    desk = a_desk()
    command = request_command(WANTED, desk)
    desk.commands.mark_sent(command, "Reset", NOW)
    watch = Watch()

    def answer_after_a_second(seconds: float) -> None:
        watch.sleep(seconds)
        if watch.time >= NOW + timedelta(seconds=1):
            desk.commands.record_answer(
                "CP1", command.command_id, CommandState.ANSWERED, {}, None, watch.time
            )

    found = await_answer(command, 10, replace(desk, clock=watch), answer_after_a_second)
    assert found.state is CommandState.ANSWERED
    assert watch.time == NOW + timedelta(seconds=1)


def test_waiting_ends_in_time_without_an_answer() -> None:
    desk, watch = a_desk(), Watch()
    command = request_command(WANTED, desk)
    assert await_answer(command, 2.1, replace(desk, clock=watch), watch.sleep) == command
    assert watch.time == NOW + timedelta(seconds=2.1)
