"""Each rule by which the registers of a session become its energy."""

from datetime import timedelta

import pytest
from tests.builders import NOW, minutes

from csms.charging.meter_evidence import MeterEvidence, MeterFlag, Point
from csms.charging.meter_power import least_wh, most_wh, power_between
from csms.charging.meter_samples import Doubt, Measured
from csms.charging.meter_semantics import energy_of
from csms.stations.meters import MeterHabit, MeterHabits, MeterKind

REGISTER = MeterHabit(MeterKind.REGISTER)
SESSION = MeterHabit(MeterKind.SESSION)
SESSION_SET = MeterHabit(MeterKind.SESSION, is_set=True)
REGISTER_SET = MeterHabit(MeterKind.REGISTER, is_set=True)


def points(*values: int, every: float = 10) -> tuple[Point, ...]:
    """A value each ten minutes, the first after ten."""
    return tuple(Point(minutes(every * n), value) for n, value in enumerate(values, 1))


def evidence(
    begin: int | None,
    end: int | None,
    *samples: int,
    habits: MeterHabits = MeterHabits(),  # noqa: B008
    **more: object,
) -> MeterEvidence:
    known = {"max_power_w": 11_000, "habits": habits, "registers": points(*samples)} | more
    return MeterEvidence(NOW, minutes(60), begin, end, **known)  # type: ignore[arg-type]


def energy(found: Measured | Doubt) -> int:
    assert isinstance(found, Measured), found
    return found.energy_wh


def reason(found: Measured | Doubt) -> str:
    assert isinstance(found, Doubt), found
    return found.reason


@pytest.mark.parametrize("end", [990, 999])
def test_a_stop_below_the_start_by_rounding_is_zero(end: int) -> None:
    found = energy_of(evidence(1000, end))
    assert energy(found) == 0
    assert found == Measured(1000, end, 0, frozenset({MeterFlag.METER_STOP_BELOW_START}))


def test_a_stop_further_below_is_reviewed() -> None:
    assert reason(energy_of(evidence(1000, 989))) == "the register went back from 1000 to 989 Wh"


def test_a_small_step_back_does_not_hide_what_the_samples_gained() -> None:
    assert "the samples 4000 Wh" in reason(energy_of(evidence(1000, 999, 3000, 5000)))


def test_a_lifetime_start_and_a_sessions_stop_are_never_subtracted() -> None:
    found = energy_of(evidence(482_310, 5000, 1250, 4900))
    assert "5000 Wh if the stop is the session's energy, 3650 Wh by the samples" in reason(found)


def test_an_operator_who_says_session_gets_the_stop() -> None:
    habits = MeterHabits(SESSION_SET, SESSION_SET)
    assert energy(energy_of(evidence(482_310, 5000, 1250, 4900, habits=habits))) == 5000


def test_a_makers_habit_does_not_outweigh_a_start_that_stands_somewhere() -> None:
    assert energy(energy_of(evidence(5000, 8000, habits=MeterHabits(SESSION)))) == 3000


def test_a_negative_stop_is_no_energy() -> None:
    assert reason(energy_of(evidence(0, -400, habits=MeterHabits(SESSION_SET))))


def test_a_register_that_fell_with_the_stop_alone_is_no_reset() -> None:
    found = energy_of(evidence(1000, 300, 2000, 3000))
    assert "300 Wh if the stop is the session's energy" in reason(found)


def test_samples_of_both_possible_kinds_are_the_usual_one() -> None:
    assert energy(energy_of(evidence(1000, None, 2000, 3000))) == 2000


@pytest.mark.parametrize("habit", [SESSION, SESSION_SET])
def test_samples_of_both_possible_kinds_are_of_the_known_one(habit: MeterHabit) -> None:
    habits = MeterHabits(meter_values=habit)
    assert energy(energy_of(evidence(1000, None, 2000, 3000, habits=habits))) == 3000


def test_a_finding_gives_way_to_what_cannot_be_otherwise() -> None:
    habits = MeterHabits(meter_values=REGISTER)
    assert energy(energy_of(evidence(482_310, None, 1250, 4900, habits=habits))) == 4900


def test_an_operators_word_that_cannot_be_true_is_reviewed() -> None:
    habits = MeterHabits(meter_values=REGISTER_SET)
    assert reason(energy_of(evidence(482_310, None, 1250, 4900, habits=habits)))


def test_a_counter_of_the_session_that_goes_back_is_reviewed() -> None:
    assert "went back" in reason(energy_of(evidence(482_310, None, 4900, 1250)))


def test_a_register_that_rolled_over_or_counts_the_session_is_reviewed() -> None:
    assert reason(energy_of(evidence(999_900, None, 400, 900)))
    habits = MeterHabits(meter_values=REGISTER)
    assert energy(energy_of(evidence(999_900, None, 400, 900, habits=habits))) == 1000


def test_a_start_that_said_nothing_takes_a_sessions_stop_whole() -> None:
    habits = MeterHabits(SESSION)
    assert energy(energy_of(evidence(None, 4000, 1000, 3000, habits=habits))) == 4000
    assert energy(energy_of(evidence(None, 4000, 1000, 3000))) == 3000


def test_a_lifetime_stop_is_not_measured_from_a_sessions_sample() -> None:
    habits = MeterHabits(REGISTER, SESSION)
    assert reason(energy_of(evidence(None, 486_000, 1000, 3000, habits=habits)))


def test_a_start_at_zero_and_an_impossible_stop_are_reviewed() -> None:
    assert "more than can have flowed" in reason(energy_of(evidence(0, 166_000)))
    assert energy(energy_of(evidence(0, 9_000))) == 9000


def test_a_clock_that_is_not_believed_bounds_nothing_but_a_day() -> None:
    assert energy(energy_of(evidence(0, 166_000, trusted=False))) == 166_000


@pytest.mark.parametrize("stray", [(1 << 32) + 1500, 0])
def test_a_sample_that_leaves_the_others_and_comes_back_is_not_believed(stray: int) -> None:
    found = energy_of(evidence(1_000_000, None, 1_001_000, stray, 1_002_000))
    assert energy(found) == 2000
    assert isinstance(found, Measured)
    assert found.flags == {MeterFlag.REGISTER_JUMP}


def test_the_order_and_repetition_of_samples_do_not_matter() -> None:
    straight = evidence(1000, None, 2000, 3000, 4000)
    shuffled = evidence(1000, None, registers=(*straight.registers[::-1], *straight.registers))
    assert energy_of(shuffled) == energy_of(straight)


def test_a_station_without_meter_says_so() -> None:
    found = energy_of(evidence(0, 0, habits=MeterHabits(has_meter=False)))
    assert found == Measured(0, 0, 0, frozenset({MeterFlag.NO_METER}))


def test_what_power_says_at_least_is_the_smaller_of_two_samples() -> None:
    powers = points(6000, 3000, 3000)
    assert least_wh(evidence(0, 0, powers=powers)) == 1000
    apart = points(6000, 6000, every=90)
    assert least_wh(evidence(0, 0, powers=apart)) == 0


def test_powers_that_the_evse_cannot_have_are_not_believed() -> None:
    assert least_wh(evidence(0, 0, powers=points(6_000_000, 6_000_000))) == 0


def test_a_short_draw_before_a_long_pause_is_no_frozen_register() -> None:
    powers = (Point(NOW, 11_000), Point(minutes(55), 0))
    assert energy(energy_of(evidence(1000, 1100, powers=powers))) == 100


def test_a_thousandfold_of_what_power_says_is_reviewed() -> None:
    powers = points(*[11] * 60, every=1)
    found = energy_of(evidence(1000, 11_000, powers=powers))
    assert reason(found) == "the register gained 10000 Wh, power says at most 11 Wh"


def test_powers_that_leave_gaps_say_nothing_at_most() -> None:
    assert most_wh(evidence(0, 0, powers=points(11, 11, every=29))) is None
    assert most_wh(evidence(0, 0)) is None


@pytest.mark.parametrize(
    ("gap", "gained", "power_w"),
    [
        (timedelta(minutes=5), 750, 9000),
        (timedelta(minutes=5), 0, 0),
        (timedelta(minutes=5), -1, None),
        (timedelta(minutes=5), 5000, None),
        (timedelta(seconds=9), 20, None),
        (timedelta(minutes=31), 3000, None),
    ],
)
def test_power_between_two_registers(gap: timedelta, gained: int, power_w: int | None) -> None:
    registers = [
        Point(NOW, 1000),
        Point(minutes(10), 2000),
        Point(minutes(10) + gap, 2000 + gained),
    ]
    assert power_between(registers, 11_000) == power_w


def test_one_register_has_no_power() -> None:
    assert power_between([Point(NOW, 1000)], None) is None
