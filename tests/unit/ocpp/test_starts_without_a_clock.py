"""Stations without a clock, with a counter of each session: every start looks like the last."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.memory_network import LATER, V16, MemoryNetwork, a_network

from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionKey

CLOCKS = (
    "1970-01-01T00:00:00Z",
    "0000-00-00T00:00:00Z",
    "2099-01-01T00:00:00Z",
    "2020-01-01T00:00:00Z",
)
BROKEN = pytest.mark.parametrize("clock", [*CLOCKS, None])


def after(minute: float) -> datetime:
    return LATER + timedelta(minutes=minute)


def call(network: MemoryNetwork, action: str, payload: dict[str, Any], now: datetime) -> Any:
    given = {name: value for name, value in payload.items() if value is not None}
    reply = network.receive(json.dumps([2, "m", action, given]), V16, now).reply
    kind, _, answered = json.loads(reply or "[]")
    assert kind == 3
    return answered


def start(network: MemoryNetwork, clock: str | None, now: datetime, wh: int | None = 0) -> int:
    facts = {"connectorId": 1, "idTag": "TAG-1", "timestamp": clock, "meterStart": wh}
    number: int = call(network, "StartTransaction", facts, now)["transactionId"]
    return number


def stop(network: MemoryNetwork, number: int, clock: str | None, now: datetime, wh: int) -> None:
    facts = {"transactionId": number, "timestamp": clock, "meterStop": wh}
    call(network, "StopTransaction", facts, now)


def session(network: MemoryNetwork, number: int) -> ChargingSession:
    found = network.sessions.get(SessionKey("CP1", str(number)))
    assert found is not None
    return found


@BROKEN
def test_each_start_after_a_stop_is_a_session_of_its_own_with_its_own_energy(
    clock: str | None,
) -> None:
    network, numbers = a_network(), []
    for turn in range(30):
        at = after(60 * turn)
        numbers.append(start(network, clock, at))
        stop(network, numbers[-1], clock, at + timedelta(minutes=50), 1000 + turn)
    assert len(set(numbers)) == 30
    assert [session(network, one).energy_wh for one in numbers] == list(range(1000, 1030))
    assert network.sessions.orphans == {}


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_start_whose_answer_was_lost_gets_the_same_id_until_its_stop(clock: str) -> None:
    network, numbers = a_network(), []
    for turn in range(3):
        at = after(600 * turn)
        number = start(network, clock, at)
        assert [start(network, clock, at + timedelta(minutes=one)) for one in (1, 300)] == [
            number,
            number,
        ]
        stop(network, number, clock, at + timedelta(minutes=500), 1000)
        numbers.append(number)
    assert len(set(numbers)) == 3


def test_a_start_is_not_lost_to_a_session_of_which_both_registers_are_unknown() -> None:
    network = a_network()
    first = start(network, CLOCKS[0], after(0), None)
    stop(network, first, CLOCKS[0], after(50), -1)
    assert start(network, CLOCKS[0], after(60), None) != first


def test_a_repeat_after_the_stop_stays_one_session_where_the_clock_goes_on() -> None:
    network, begin, end = a_network(), "2026-01-20T12:00:00Z", "2026-01-20T12:50:00Z"
    first = start(network, begin, after(0))
    stop(network, first, end, after(1), 1000)
    assert start(network, begin, after(60)) == first
    stop(network, first, end, after(61), 1000)
    assert session(network, first).energy_wh == 1000
    assert network.sessions.orphans == {}


def test_a_repeat_after_the_stop_stays_one_session_where_the_register_goes_on() -> None:
    network = a_network()
    first = start(network, CLOCKS[0], after(0), 5000)
    stop(network, first, CLOCKS[0], after(50), 6000)
    assert start(network, CLOCKS[0], after(60), 5000) == first
    assert start(network, CLOCKS[0], after(61), 6000) != first
