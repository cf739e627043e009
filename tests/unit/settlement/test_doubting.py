"""What is known of a session after its estimated end, and what was shown of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.builders import KEY, NOW, a_payer, a_start, a_stop, minutes

from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.charging.stopping import estimated_stop, stop_by_status
from csms.settlement.finality import FinalEnergy, Review, Wait, final_energy

BEFORE = [MeterReading(minutes(10), 2000), MeterReading(minutes(20), 3000)]
LATER = [MeterReading(minutes(35), 4500), MeterReading(minutes(45), 5500)]
OPEN = ChargingSession(KEY, "S", NOW, start=a_start(), payer=a_payer(), latest=BEFORE[-1])
FREED = replace(OPEN, stop=stop_by_status(OPEN, minutes(30), minutes(30)))


def decided(session: ChargingSession, *readings: MeterReading) -> FinalEnergy | Wait | Review:
    return final_energy(session, readings, NOW + timedelta(days=1), timedelta(minutes=5))


def test_a_session_that_goes_on_after_an_estimated_end_is_reviewed() -> None:
    found = decided(FREED, *BEFORE, *LATER)
    assert isinstance(found, Review)
    assert "3000 Wh then, and later at 5500 Wh" in found.reason
    late = replace(FREED, latest=LATER[-1])
    assert isinstance(decided(late, *BEFORE, *LATER), Review)


def test_an_idle_connector_does_not_go_on() -> None:
    found = decided(FREED, *BEFORE, MeterReading(minutes(35), 3100), MeterReading(minutes(50)))
    assert isinstance(found, FinalEnergy)
    assert found.energy_wh == 2000


def test_what_comes_after_the_next_session_began_may_be_of_that_one() -> None:
    begun = a_start(started_at=minutes(30), received_at=minutes(30))
    successor = replace(OPEN, session_id="T", started_at=minutes(30), start=begun)
    followed = replace(OPEN, stop=estimated_stop(OPEN, successor))
    found = decided(followed, *BEFORE, *LATER)
    assert isinstance(found, FinalEnergy)
    assert found.energy_wh == 2000


@pytest.mark.parametrize(("shown_wh", "is_right"), [(2900, True), (5000, False)])
def test_a_bill_that_is_not_what_was_shown_is_reviewed(shown_wh: int, is_right: bool) -> None:
    """The newest reading as it arrived, and the readings that are billed."""
    stop = a_stop(reading=MeterReading(minutes(60)))
    shown = replace(OPEN, stop=stop, latest=MeterReading(minutes(21), shown_wh))
    found = decided(shown, *BEFORE)
    assert isinstance(found, FinalEnergy) == is_right
    assert is_right or found == Review("2000 Wh by all readings, 4000 Wh were shown")
