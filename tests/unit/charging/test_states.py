"""What stations say, as states: each version's words, and what nobody knows."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.builders import KEY, NOW, a_start, a_stop, minutes

from csms.charging.facts import MeterReading, ToldState
from csms.charging.model import ChargingSession
from csms.charging.states import Told, changes_of
from csms.pricing.facts import Signal
from csms.stations.history import ToldStatus

RUNNING = ChargingSession(KEY, "S", NOW, a_start())
STOPPED = replace(RUNNING, stop=a_stop())
RISEN = [MeterReading(NOW, 1_000), MeterReading(minutes(30), 6_000)]
Found = list[tuple[datetime, Signal]]


def found(
    session: ChargingSession, told: Told, readings: list[MeterReading] | None = None
) -> Found:
    return [(one.at, one.signal) for one in changes_of(session, told, readings or [])]


def of_connector(*said: tuple[int, str], session: ChargingSession = RUNNING) -> list[Signal]:
    statuses = [ToldStatus(minutes(minute), word) for minute, word in said]
    return [signal for _, signal in found(session, Told(statuses=statuses))]


def of_vehicle(*said: tuple[int, str], session: ChargingSession = RUNNING) -> list[Signal]:
    states = [ToldState(minutes(minute), word) for minute, word in said]
    return [signal for _, signal in found(session, Told(states=states), RISEN)]


def test_who_plugs_in_next_proves_nothing() -> None:
    assert of_connector((70, "Preparing"), session=STOPPED) == []


def test_occupied_says_something_only_behind_the_stop() -> None:
    said = ((10, "Occupied"), (61, "Occupied"))
    assert of_connector(*said) == []
    assert of_connector(*said, session=STOPPED) == [Signal.FINISHING]


def test_reserved_means_that_the_vehicle_has_left() -> None:
    assert of_connector((70, "Reserved"), session=STOPPED) == [Signal.AVAILABLE]


def test_a_word_that_nobody_knows_says_nothing() -> None:
    assert of_connector((5, "Charged"), (6, "")) == []


def test_connected_before_anything_was_charged_is_no_parking() -> None:
    said = ((1, "EVConnected"), (40, "EVConnected"))
    assert of_vehicle(*said) == [Signal.SUSPENDED_EVSE, Signal.FINISHING]


def test_connected_after_charging_was_said_is_parking() -> None:
    said = ((1, "Charging"), (2, "EVConnected"))
    assert of_vehicle(*said) == [Signal.CHARGING, Signal.FINISHING]


def test_idle_before_the_cable_is_in_is_no_unplug() -> None:
    session = replace(RUNNING, start=a_start(charging_state="Idle"))
    assert of_vehicle(session=session) == [Signal.SUSPENDED_EVSE]
    assert of_vehicle((40, "Idle"), session=session)[1:] == [Signal.AVAILABLE]


def test_idle_at_the_stop_is_an_unplug_of_a_vehicle_that_took_nothing() -> None:
    states = [ToldState(minutes(60), "Idle")]
    assert found(STOPPED, Told(states=states)) == [(minutes(60), Signal.AVAILABLE)]


def test_a_cable_that_left_the_vehicle_is_unplugged_at_the_stop() -> None:
    away = replace(RUNNING, stop=a_stop(reason="EVDisconnected"))
    assert found(away, Told()) == [(minutes(60), Signal.AVAILABLE)]


@pytest.mark.parametrize("before", ["SuspendedEV", "SuspendedEVSE", "Charging"])
def test_a_lost_station_is_known_up_to_its_last_sign_of_life(before: str) -> None:
    told = Told(statuses=[ToldStatus(minutes(10), before)], outages=[minutes(30)])
    first, *rest = found(RUNNING, told)
    assert rest == [(minutes(30), first[1]), (minutes(30), Signal.OFFLINE)] or rest == [
        (minutes(30), Signal.OFFLINE),
        (minutes(30), first[1]),
    ]


def test_a_stop_before_the_outage_is_what_is_known_then() -> None:
    told = Told(statuses=[ToldStatus(minutes(10), "Charging")], outages=[minutes(90)])
    assert (minutes(90), Signal.FINISHING) in found(STOPPED, told)


def test_a_vehicle_that_had_left_is_not_there_in_an_outage() -> None:
    told = Told(statuses=[ToldStatus(minutes(70), "Available")], outages=[minutes(90)])
    assert found(STOPPED, told)[1:] == [(minutes(90), Signal.OFFLINE)]
