from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.builders import KEY, NOW, a_payer, a_start, a_stop, minutes

from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import Flag
from csms.settlement.finality import FinalEnergy, Review, Wait, final_energy

WAIT = timedelta(minutes=5)
STOPPED = minutes(60)
ENDED = ChargingSession(KEY, "S", NOW, start=a_start(), payer=a_payer(), stop=a_stop())
NO_END = replace(ENDED, stop=a_stop(reading=None))
NO_BEGIN = replace(ENDED, start=a_start(reading=None))
TELEMETRY = [
    MeterReading(minutes(1), 1100),
    MeterReading(minutes(2)),
    MeterReading(minutes(3), 1900),
]


def energy_of(
    session: ChargingSession, now: datetime = STOPPED + WAIT, *readings: MeterReading
) -> FinalEnergy | Wait | Review:
    return final_energy(session, readings, now, WAIT)


def test_both_registers_are_final_at_once() -> None:
    found = energy_of(ENDED, STOPPED)
    assert found == FinalEnergy(1000, 6000)
    assert isinstance(found, FinalEnergy)
    assert found.energy_wh == 5000


@pytest.mark.parametrize("session", [NO_END, NO_BEGIN, replace(ENDED, start=None)])
def test_missing_fact_is_waited_for(session: ChargingSession) -> None:
    assert isinstance(energy_of(session, STOPPED, *TELEMETRY), Wait)


def test_waiting_looks_again_ever_more_seldom_and_never_past_the_end() -> None:
    now, waits = STOPPED, []
    while isinstance(found := energy_of(NO_END, now), Wait):
        assert found.seconds >= 1
        waits.append(found.seconds)
        now += timedelta(seconds=found.seconds)
    assert len(waits) <= 10
    assert timedelta(0) <= now - (STOPPED + WAIT) <= timedelta(seconds=1)


def test_wait_is_bounded_from_the_receipt_of_the_stop() -> None:
    late = replace(ENDED, stop=a_stop(reading=None, received_at=minutes(5000)))
    assert isinstance(energy_of(late, minutes(5004)), Wait)
    assert isinstance(energy_of(late, minutes(5005)), Review)


def test_end_is_estimated_by_the_last_register() -> None:
    flags = frozenset({Flag.FINAL_READING_ESTIMATED.value})
    assert energy_of(NO_END, STOPPED + WAIT, *TELEMETRY) == FinalEnergy(1000, 1900, flags)


def test_begin_is_estimated_by_the_first_register() -> None:
    flags = frozenset({Flag.BEGIN_READING_ESTIMATED.value})
    assert energy_of(NO_BEGIN, STOPPED + WAIT, *TELEMETRY) == FinalEnergy(1100, 6000, flags)


def test_both_may_be_estimated() -> None:
    session = replace(NO_BEGIN, stop=a_stop(reading=MeterReading(STOPPED, power_w=0)))
    found = energy_of(session, STOPPED + WAIT, *TELEMETRY)
    assert isinstance(found, FinalEnergy)
    assert (found.begin_wh, found.end_wh, len(found.flags)) == (1100, 1900, 2)


@pytest.mark.parametrize(
    ("session", "reason"),
    [
        (replace(ENDED, stop=None), "the session has not ended"),
        (replace(ENDED, start=None), "the start of the transaction never arrived"),
        (NO_BEGIN, "no reading of the meter's register at the start or later"),
        (NO_END, "no reading of the meter's register at the end or before"),
        (
            replace(ENDED, stop=a_stop(reading=MeterReading(STOPPED, 900))),
            "the register went back from 1000 to 900 Wh",
        ),
    ],
)
def test_what_a_machine_must_not_decide_goes_to_review(
    session: ChargingSession, reason: str
) -> None:
    assert energy_of(session) == Review(reason)
