from dataclasses import replace

import pytest
from tests.builders import KEY, NOW, a_payer, a_settlement, a_start, a_stop, minutes

from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState

RUNNING = ChargingSession(KEY, "S", NOW, start=a_start(), payer=a_payer())


@pytest.mark.parametrize(
    ("charging_state", "state"),
    [
        (None, SessionState.CHARGING),
        ("Charging", SessionState.CHARGING),
        ("SuspendedEV", SessionState.SUSPENDED_EV),
        ("SuspendedEVSE", SessionState.SUSPENDED_EVSE),
        ("EVConnected", SessionState.PREPARING),
        ("Idle", SessionState.PREPARING),
    ],
)
def test_running_session_is_as_the_station_says(
    charging_state: str | None, state: SessionState
) -> None:
    session = replace(RUNNING, charging_state=charging_state)
    assert (session.state, session.active) == (state, True)


def test_session_of_a_refused_token_is_refused_while_it_runs() -> None:
    refused = replace(RUNNING, payer=a_payer(None))
    assert (refused.state, refused.active) == (SessionState.REFUSED, True)
    assert replace(refused, stop=a_stop()).state is SessionState.ENDED


def test_settlement_decides_the_last_state() -> None:
    ended = replace(RUNNING, stop=a_stop())
    review = a_settlement(outcome=SessionState.REVIEW)
    assert replace(ended, settlement=a_settlement()).state is SessionState.SETTLED
    assert replace(ended, settlement=review).state is SessionState.REVIEW


def test_energy_grows_with_the_latest_reading() -> None:
    assert RUNNING.energy_wh == 0
    assert replace(RUNNING, latest=MeterReading(minutes(1), 1500)).energy_wh == 500
    assert replace(RUNNING, latest=MeterReading(minutes(1), power_w=7)).energy_wh == 0


def test_energy_of_an_ended_session_is_its_last_register() -> None:
    latest = MeterReading(minutes(1), 1500)
    ended = replace(RUNNING, latest=latest, stop=a_stop())
    assert ended.energy_wh == 5000
    silent = a_stop(reading=MeterReading(minutes(60), power_w=0))
    assert replace(ended, stop=silent).energy_wh == 500
    assert replace(ended, stop=a_stop(reading=None)).energy_wh == 500


def test_energy_is_never_negative() -> None:
    assert replace(RUNNING, latest=MeterReading(minutes(1), -10)).energy_wh == 0


def test_settled_energy_is_the_energy() -> None:
    settled = replace(RUNNING, stop=a_stop(), settlement=a_settlement(4321))
    assert settled.energy_wh == 4321
