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


def test_samples_of_both_possible_kinds_are_what_an_operator_says() -> None:
    habits = MeterHabits(meter_values=SESSION_SET)
    assert energy(energy_of(evidence(1000, None, 2000, 3000, habits=habits))) == 3000


def test_a_habit_against_the_usual_kind_is_reviewed_where_both_are_possible() -> None:
    habits = MeterHabits(meter_values=SESSION)
    found = energy_of(evidence(1000, None, 2000, 3000, habits=habits))
    assert "2000 Wh if they are of one kind" in reason(found)


def test_a_habit_does_not_outweigh_samples_that_begin_too_high_for_it() -> None:
    habits = MeterHabits(meter_values=SESSION)
    assert energy(energy_of(evidence(5000, None, 6000, 9000, habits=habits))) == 4000


def test_a_finding_gives_way_to_what_cannot_be_otherwise() -> None:
    habits = MeterHabits(meter_values=REGISTER)
    assert energy(energy_of(evidence(482_310, None, 1250, 4900, habits=habits))) == 4900


def test_an_operators_word_that_cannot_be_true_is_reviewed() -> None:
    habits = MeterHabits(meter_values=REGISTER_SET)
    assert reason(energy_of(evidence(482_310, None, 1250, 4900, habits=habits)))


def test_a_counter_of_the_session_that_goes_back_is_reviewed() -> None:
    assert "went back" in reason(energy_of(evidence(482_310, None, 2900, 1250)))


def test_a_register_that_rolled_over_or_counts_the_session_is_reviewed() -> None:
    assert reason(energy_of(evidence(999_900, None, 400, 900)))
    found = MeterHabits(meter_values=REGISTER)
    assert reason(energy_of(evidence(999_900, None, 400, 900, habits=found)))
    habits = MeterHabits(meter_values=REGISTER_SET)
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


def test_a_clock_that_is_not_believed_decides_nothing() -> None:
    assert reason(energy_of(evidence(0, 166_000, trusted=False)))
    assert reason(energy_of(evidence(0, None, 482_310, 482_319, trusted=False)))
    spike = evidence(5000, None, 5700, 507_000, 6400, trusted=False)
    assert energy(energy_of(spike)) == 1400


def test_a_clock_that_is_not_believed_bounds_no_register() -> None:
    """A whole night may have come at once."""
    assert energy(energy_of(evidence(5000, 105_000, trusted=False))) == 100_000
    assert "more than can have flowed" in reason(energy_of(evidence(5000, 105_000)))


@pytest.mark.parametrize("habit", [SESSION, SESSION_SET])
@pytest.mark.parametrize("end", [489_330, 3000, 60_000])
def test_a_habit_bills_no_stop_that_the_samples_contradict(habit: MeterHabit, end: int) -> None:
    habits = MeterHabits(habit)
    samples = (483_012, 489_330) if end > 60_000 else (2000, 5000)
    assert f"{end} Wh" in reason(energy_of(evidence(None, end, *samples, habits=habits)))


def test_a_habit_bills_a_sessions_stop_between_samples_of_a_lifetime() -> None:
    found = energy_of(evidence(None, 7020, 483_012, 489_330, habits=MeterHabits(SESSION)))
    assert energy(found) == 7020


@pytest.mark.parametrize("habit", [SESSION, SESSION_SET])
def test_a_habit_bills_no_lifetime_of_samples(habit: MeterHabit) -> None:
    habits = MeterHabits(meter_values=habit)
    found = energy_of(evidence(None, None, 483_012, 489_330, habits=habits))
    assert "6318 Wh since the first sample" in reason(found)
    assert energy(energy_of(evidence(None, None, 900, 7020, habits=habits))) == 7020


LIFETIME = (483_012, 483_714, 484_416, 485_118)


def test_a_zero_between_two_samples_is_not_believed() -> None:
    samples = (*LIFETIME[:2], 0, *LIFETIME[2:])
    found = energy_of(evidence(None, None, *samples))
    assert found == Measured(483_012, 485_118, 2106, frozenset({MeterFlag.REGISTER_JUMP}))
    low = energy_of(evidence(5000, None, 5702, 6404, 0, 7106))
    assert low == Measured(5000, 7106, 2106, frozenset({MeterFlag.REGISTER_JUMP}))


@pytest.mark.parametrize("begin", [None, 0])
def test_a_zero_bills_no_lifetime(begin: int | None) -> None:
    assert reason(energy_of(evidence(begin, None, 0, *LIFETIME)))
    assert reason(energy_of(evidence(begin, None, 0, 0, *LIFETIME)))


def test_a_zero_does_not_hide_the_samples_before_it() -> None:
    assert "6318" not in reason(energy_of(evidence(0, None, *LIFETIME[:2], 0, *LIFETIME[2:])))


@pytest.mark.parametrize("first", [0, 700_000])
def test_a_first_sample_that_leaves_the_start_is_not_believed(first: int) -> None:
    found = energy_of(evidence(482_310, None, first, 483_714, 484_416))
    assert energy(found) == 2106


def test_a_rise_beyond_what_can_flow_between_two_samples_is_reviewed() -> None:
    found = energy_of(evidence(None, None, 1000, 2000, 90_000, 91_000))
    assert "between two of them" in reason(found)


def test_a_register_that_samples_show_to_roll_over_is_one() -> None:
    found = energy_of(evidence(999_000, 2600, 999_500, 600, 1600))
    assert found == Measured(999_000, 2600, 3600, frozenset({MeterFlag.METER_ROLLOVER}))


@pytest.mark.parametrize(
    ("begin", "end", "samples"),
    [
        (998_000, 7351, ()),
        (998_000, 7351, (998_700, 999_400)),
        (9_998_000, 7351, (9_998_735, 10_001_000, 10_005_350)),
        (9_998_000, 7351, (735, 4000, 7351)),
        (9_998_000, 7351, (9_998_735, 7000)),
        (998_000, 7351, (999_000, 999_700, 200, 900, 1500)),
        (99_100_000, 5, ()),
        (995_000, 0, (995_000, 995_000)),
    ],
)
def test_a_rollover_is_not_guessed(begin: int, end: int, samples: tuple[int, ...]) -> None:
    assert "went back" in reason(energy_of(evidence(begin, end, *samples)))


def test_an_operator_who_says_register_gets_the_rollover() -> None:
    habits = MeterHabits(REGISTER_SET)
    assert energy(energy_of(evidence(998_000, 7351, habits=habits))) == 9351
    assert reason(energy_of(evidence(99_100_000, 5, habits=habits)))


def test_a_counter_of_the_session_beyond_the_stop_shows_a_rollover() -> None:
    assert energy(energy_of(evidence(999_000, 6351, 1000, 7000))) == 7351


def test_a_stop_further_on_than_the_session_s_samples_is_reviewed() -> None:
    """A lifetime of 5000 Wh in the stop, beside a start at 0."""
    found = energy_of(evidence(0, 12_020, 1400, 2800, 4200, 5600, 6318))
    assert "start and stop say 12020 Wh" in reason(found)


def test_a_register_that_went_back_on_the_way_is_reviewed() -> None:
    found = energy_of(evidence(700, 8900, 2900, 5100, 2200, 4400, 6600))
    assert "8200 Wh (from 700 to 8900), 11100 Wh in pieces" in reason(found)


@pytest.mark.parametrize("samples", [(9000, 2000, 3000), (6000, 0, 0, 7000)])
def test_a_spike_or_a_dropout_is_no_new_begin(samples: tuple[int, ...]) -> None:
    assert "went back" in reason(energy_of(evidence(1000, None, *samples)))


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


@pytest.mark.parametrize(("energy_wh", "power_w"), [(70_200, 7020), (500, 11_000), (70_200, 702)])
def test_an_energy_that_powers_contradict_is_reviewed(energy_wh: int, power_w: int) -> None:
    powers = points(*[power_w] * 60, every=1)
    found = energy_of(evidence(1000, 1000 + energy_wh, powers=powers, max_power_w=22_000))
    assert f"the register gained {energy_wh} Wh, power says" in reason(found)


@pytest.mark.parametrize("energy_wh", [7020, 14_040, 3500])
def test_powers_are_no_meter(energy_wh: int) -> None:
    powers = points(*[7020] * 60, every=1)
    assert energy(energy_of(evidence(1000, 1000 + energy_wh, powers=powers))) == energy_wh


def test_a_session_of_minutes_is_bounded_by_the_evse_alone() -> None:
    facts = MeterEvidence(NOW, minutes(6), 1000, 1900, powers=points(1000, 1000, every=3))
    assert energy(energy_of(facts)) == 900


def test_a_new_meter_of_a_strong_evse_is_not_taken_for_a_session() -> None:
    lifetime = (60_702, 63_000, 66_000)
    assert reason(energy_of(evidence(0, 67_020, *lifetime, max_power_w=150_000)))
    assert reason(energy_of(evidence(0, None, *lifetime, max_power_w=150_000)))
    assert energy(energy_of(evidence(0, 7020, *lifetime, max_power_w=150_000))) == 7020


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
