import json
from dataclasses import dataclass, field

import pytest
from tests.builders import NOW, a_command, minutes
from tests.memory_network import STATION

from csms.adapters.memory.commands import MemoryCommands
from csms.adapters.memory.stations import MemoryStations
from csms.adapters.memory.timer import MemoryTimer
from csms.adapters.memory.websocket import MemorySocket
from csms.commands.model import Command, CommandState
from csms.commands.sending import Call, Delivery, deliver_next
from csms.commands.timing_out import time_out
from csms.errors import Unavailable
from csms.ocpp import frames
from csms.ocpp.phrasing import phrase
from csms.stations.model import LiveConnection


def encode(command_id: str, call: Call) -> str:
    return frames.call(command_id, call.action, call.payload)


@dataclass(frozen=True, slots=True)
class Desk:
    """One connected station, and whatever is queued for it."""

    stations: MemoryStations = field(default_factory=MemoryStations)
    commands: MemoryCommands = field(default_factory=MemoryCommands)
    socket: MemorySocket = field(default_factory=lambda: MemorySocket("socket"))

    timer: MemoryTimer = field(default_factory=MemoryTimer)

    def __post_init__(self) -> None:
        self.stations.put(STATION)
        self.stations.connect("CP1", LiveConnection("socket", "ocpp1.6", NOW))

    def deliver(self, minute: float = 0) -> Command | None:
        needs = Delivery(self.stations, self.commands, self.socket, self.timer, phrase, encode)
        return deliver_next("CP1", minutes(minute), needs)

    def state_of(self, command_id: str = "C1") -> CommandState | None:
        command = self.commands.get("CP1", command_id)
        return command.state if command else None

    def sent(self) -> list[str]:
        return [json.loads(frame)[1] for _, frame in self.socket.sent]


def test_queued_command_is_sent_in_the_stations_words() -> None:
    desk = Desk()
    desk.commands.add(a_command())
    delivered = desk.deliver()
    assert delivered is not None
    assert desk.socket.sent == [("socket", '[2,"C1","Reset",{"type":"Soft"}]')]
    stored = desk.commands.get("CP1", "C1")
    assert stored is not None
    assert (stored.state, stored.sent_action) == (CommandState.SENT, "Reset")


def test_one_call_is_outstanding_at_a_time() -> None:
    desk = Desk()
    desk.commands.add(a_command("C1"))
    desk.commands.add(a_command("C2", created_at=minutes(0.1)))
    desk.deliver()
    assert desk.deliver() is None
    assert desk.sent() == ["C1"]
    desk.commands.record_answer("CP1", "C1", CommandState.ANSWERED, {}, None, NOW)
    desk.deliver()
    assert desk.sent() == ["C1", "C2"]


def test_station_that_never_answers_gets_the_next_command_after_a_while() -> None:
    desk = Desk()
    desk.commands.add(a_command("C1"))
    desk.commands.add(a_command("C2", created_at=minutes(0.1)))
    desk.deliver()
    assert desk.deliver(1) is None
    desk.deliver(1.1)
    assert desk.sent() == ["C1", "C2"]


def test_time_out_lets_the_next_command_go() -> None:
    desk = Desk()
    desk.commands.add(a_command("C1"))
    desk.commands.add(a_command("C2", created_at=minutes(0.1)))
    desk.deliver()
    assert desk.timer.started == [("CP1", "C1")]
    assert not time_out("CP1", "C1", minutes(0.9), desk.commands)
    assert time_out("CP1", "C1", minutes(1), desk.commands)
    assert desk.state_of("C1") is CommandState.TIMED_OUT
    desk.deliver(1)
    assert desk.sent() == ["C1", "C2"]


def test_gone_socket_leaves_the_command_queued() -> None:
    desk = Desk()
    desk.commands.add(a_command())
    desk.socket.open.clear()
    desk.deliver()
    assert desk.state_of() is CommandState.QUEUED
    assert not desk.stations.state("CP1").online
    assert desk.deliver() is None, "no socket is tried again before the station is back"
    desk.socket.open.add("socket-2")
    desk.stations.connect("CP1", LiveConnection("socket-2", "ocpp1.6", NOW))
    desk.deliver()
    assert (desk.state_of(), desk.sent()) == (CommandState.SENT, ["C1"])


def test_offline_station_is_sent_nothing() -> None:
    desk = Desk()
    desk.commands.add(a_command())
    desk.stations.disconnect("CP1", "socket", NOW)
    assert desk.deliver() is None
    assert (desk.state_of(), desk.sent()) == (CommandState.QUEUED, [])


def test_station_that_never_connected_is_sent_nothing() -> None:
    desk = Desk(stations=MemoryStations())
    desk.stations.delete("CP1")
    desk.commands.add(a_command())
    assert desk.deliver() is None


def test_expired_command_is_not_sent() -> None:
    desk = Desk()
    desk.commands.add(a_command())
    assert desk.deliver(60) is None
    assert desk.sent() == []
    assert desk.state_of() is CommandState.EXPIRED


def test_command_that_cannot_be_said_fails_and_the_next_is_sent() -> None:
    desk = Desk()
    desk.commands.add(a_command("C1", action="no-such-verb"))
    desk.commands.add(a_command("C2", created_at=minutes(0.1)))
    desk.deliver()
    assert (desk.state_of("C1"), desk.sent()) == (CommandState.FAILED, ["C2"])


def test_nothing_queued_sends_nothing() -> None:
    assert Desk().deliver() is None


class BusySocket(MemorySocket):
    """API Gateway refuses: too many requests."""

    def post(self, connection_id: str, frame: str) -> bool:
        raise Unavailable(f"throttled: {len(frame)} characters for {connection_id}")


def test_a_command_that_did_not_go_out_is_sent_again() -> None:
    desk = Desk()
    desk.commands.add(a_command())
    busy = Delivery(desk.stations, desk.commands, BusySocket(), desk.timer, phrase, encode)
    with pytest.raises(Unavailable):
        deliver_next("CP1", NOW, busy)
    assert desk.state_of() is CommandState.QUEUED
    desk.deliver()
    assert desk.sent() == ["C1"]
