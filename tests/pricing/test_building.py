"""From facts to a timeline: what starts, pauses and ends idle time; what nobody may be billed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csms.pricing.building import Built, Doubt, build
from csms.pricing.facts import Change, Quality, Reading, Rules, SessionFacts, Signal
from csms.pricing.ocpi import tariff_of
from csms.pricing.price import price
from csms.pricing.timeline import Activity

BEGIN = datetime(2026, 1, 14, 10, tzinfo=UTC)
# 0.50 per kWh, and 6 an hour after 10 minutes of grace from the end of charging.
TARIFF = tariff_of(
    {
        "currency": "EUR",
        "elements": [
            {"price_components": [{"type": "ENERGY", "price": Decimal("0.5")}]},
            {
                "price_components": [{"type": "PARKING_TIME", "price": 0}],
                "restrictions": {"max_idle": 600},
            },
            {"price_components": [{"type": "PARKING_TIME", "price": 6}]},
        ],
    }
)
EV, EVSE, DONE, GONE = (
    Signal.SUSPENDED_EV,
    Signal.SUSPENDED_EVSE,
    Signal.FINISHING,
    Signal.AVAILABLE,
)


def at(minutes: float) -> datetime:
    return BEGIN + timedelta(minutes=minutes)


def read(*pairs: tuple[float, int]) -> tuple[Reading, ...]:
    return tuple(Reading(at(minutes), 5000 + wh) for minutes, wh in pairs)


def say(*pairs: tuple[float, Signal]) -> tuple[Change, ...]:
    return tuple(Change(at(minutes), signal) for minutes, signal in pairs)


def minutes(built: Built, activity: Activity) -> float:
    parts = (one.end - one.start for one in built.timeline if one.activity is activity)
    return sum(parts, timedelta(0)) / timedelta(minutes=1)


def parked(built: Built) -> list[tuple[float, float, str]]:
    minute = timedelta(minutes=1)
    return [
        ((one.start - BEGIN) / minute, (one.end - BEGIN) / minute, one.ended_by)
        for one in built.parked
    ]


def cents(built: Built) -> int:
    return price(TARIFF, built.timeline, UTC).net_minor


FULL = read((0, 0), (30, 5000), (60, 10_000), (75, 10_000))


def test_idle_begins_at_the_state_after_the_last_increase_and_ends_at_the_unplug() -> None:
    built = build(SessionFacts(BEGIN, FULL, say((0, Signal.CHARGING), (62, EV), (102, GONE))))
    assert parked(built) == [(62, 102, "unplugged")]
    assert built.parked[0].signal is EV
    assert built.parked[0].last_increase == at(60)
    assert cents(built) == 500 + 300


def test_idle_begins_at_the_last_increase_if_the_state_came_before() -> None:
    """The status says full at 50 min, but the register rises up to 60."""
    built = build(SessionFacts(BEGIN, FULL, say((0, Signal.CHARGING), (50, EV), (100, GONE))))
    assert parked(built) == [(60, 100, "unplugged")]


def test_energy_flow_beats_a_status_that_says_suspended() -> None:
    """Grizzl-E says SuspendedEVSE for a whole session that delivers (evcc#33911)."""
    built = build(SessionFacts(BEGIN, FULL[:3], say((0, EVSE), (60, GONE))))
    assert minutes(built, Activity.CHARGING) == 60
    assert [one.doubt for one in built.flags] == [Doubt.STATUS_CONTRADICTED] * 2


@pytest.mark.parametrize("signal", [Signal.CHARGING, None])
def test_behind_a_stop_that_is_estimated_nothing_is_known(signal: Signal | None) -> None:
    said = [(0, signal)] if signal else []
    facts = SessionFacts(BEGIN, FULL[:3], say(*said, (180, GONE)), at(60), stop_estimated=True)
    built = build(facts)
    assert (minutes(built, Activity.CHARGING), minutes(built, Activity.WITHHELD)) == (60, 120)
    assert cents(built) == 500


def test_a_state_that_was_told_holds_behind_a_stop_that_is_estimated() -> None:
    told = say((0, Signal.CHARGING), (62, EV), (102, GONE))
    facts = SessionFacts(BEGIN, FULL, told, at(75), stop_estimated=True)
    assert parked(build(facts)) == [(62, 102, "unplugged")]


@pytest.mark.parametrize("signal", [EVSE, Signal.FAULTED, Signal.OFFLINE])
def test_withheld_faulty_or_unknown_time_is_never_parking(signal: Signal) -> None:
    facts = SessionFacts(BEGIN, FULL[:3], say((0, Signal.CHARGING), (60, signal), (180, GONE)))
    built = build(facts)
    assert parked(built) == []
    assert minutes(built, Activity.WITHHELD) == 120
    assert cents(built) == 500


def test_withheld_time_within_idle_time_pauses_it() -> None:
    built = build(SessionFacts(BEGIN, FULL[:3], say((60, EV), (80, EVSE), (140, EV), (150, GONE))))
    assert minutes(built, Activity.PARKED) == 30
    assert parked(built) == [(60, 150, "unplugged")]
    assert cents(built) == 500 + 200


def test_before_any_energy_nothing_is_parking_unless_the_rules_say_when() -> None:
    facts = SessionFacts(BEGIN, read((0, 0), (60, 0)), say((5, EV), (60, GONE)))
    assert parked(build(facts)) == []
    assert parked(build(facts, Rules(without_energy_s=1200))) == [(20, 60, "unplugged")]


def test_a_balancing_pulse_does_not_begin_the_grace_again_but_its_energy_counts() -> None:
    readings = (*FULL, *read((80, 10_050), (100, 10_050)))
    built = build(SessionFacts(BEGIN, readings, say((60, EV), (100, GONE))))
    assert parked(built) == [(60, 100, "unplugged")]
    assert cents(built) == 503 + 300


def test_a_status_of_charging_for_a_moment_is_a_pulse_and_for_long_is_none() -> None:
    def built(back: float) -> Built:
        changes = say((60, EV), (80, Signal.CHARGING), (back, EV), (120, GONE))
        return build(SessionFacts(BEGIN, FULL, changes))

    assert parked(built(85)) == [(60, 120, "unplugged")]
    assert parked(built(90)) == [(60, 80, "resumed"), (90, 120, "unplugged")]


def test_charging_again_begins_the_grace_again() -> None:
    readings = (*FULL, *read((80, 10_000), (90, 11_000), (130, 11_000)))
    built = build(SessionFacts(BEGIN, readings, say((60, EV), (130, GONE))))
    assert parked(built) == [(60, 80, "resumed"), (90, 130, "unplugged")]
    assert cents(built) == 550 + 100 + 300


def test_time_offline_is_unknown_from_the_last_proof_to_the_next() -> None:
    changes = say((60, EV), (90, Signal.OFFLINE), (200, GONE))
    built = build(SessionFacts(BEGIN, (*FULL, *read((120, 10_000))), changes))
    assert minutes(built, Activity.PARKED) == 15 + 80
    assert [one for one in built.flags if one.doubt is Doubt.OFFLINE]
    lost = build(SessionFacts(BEGIN, FULL, say((60, EV), (90, Signal.OFFLINE))))
    assert parked(lost) == [(60, 75, "last_proof")]


def test_energy_that_flowed_while_offline_is_charging() -> None:
    readings = read((0, 0), (30, 5000), (120, 20_000))
    built = build(SessionFacts(BEGIN, readings, say((0, Signal.CHARGING), (40, Signal.OFFLINE))))
    assert minutes(built, Activity.CHARGING) == 120
    assert sum(one.energy_mwh for one in built.timeline) == 20_000_000


def test_after_the_stop_the_session_lasts_until_the_unplug() -> None:
    facts = SessionFacts(BEGIN, FULL[:3], say((0, Signal.CHARGING)), at(60), at(90))
    assert parked(build(facts)) == [(60, 90, "unplugged")]


def test_without_an_unplug_nothing_is_billed_beyond_the_last_proof() -> None:
    stopped = SessionFacts(BEGIN, FULL[:3], say((0, Signal.CHARGING)), at(60))
    assert parked(build(stopped)) == []
    seen = SessionFacts(BEGIN, FULL[:3], say((0, Signal.CHARGING), (61, DONE), (95, DONE)), at(60))
    assert parked(build(seen)) == [(60, 95, "last_proof")]


def test_an_unplug_that_does_not_come_is_waited_for_so_long_and_no_longer() -> None:
    facts = SessionFacts(BEGIN, FULL[:3], (), at(60), at(6000))
    built = build(facts, Rules(after_stop_s=3600))
    assert parked(built) == [(60, 120, "waited_long_enough")]


def test_a_faulty_station_is_not_finishing_because_a_stop_came() -> None:
    facts = SessionFacts(BEGIN, FULL[:3], say((60, Signal.FAULTED)), at(61), at(120))
    assert parked(build(facts)) == []


def test_available_while_energy_flows_afterwards_ended_nothing() -> None:
    built = build(SessionFacts(BEGIN, FULL, say((20, GONE), (60, EV), (75, EV))))
    assert sum(one.energy_mwh for one in built.timeline) == 10_000_000
    assert built.timeline[-1].end == at(75)


def test_unplugged_wins_over_another_state_of_the_same_moment() -> None:
    built = build(SessionFacts(BEGIN, FULL, say((60, EV), (70, DONE), (70, GONE), (90, DONE))))
    assert parked(built) == [(60, 70, "unplugged")]


def test_where_no_states_are_told_three_flat_readings_are_parking() -> None:
    flat = read((75, 10_000), (90, 10_000), (105, 10_000))
    assert parked(build(SessionFacts(BEGIN, (*FULL, *flat[1:])))) == [(60, 105, "last_proof")]
    assert parked(build(SessionFacts(BEGIN, (*FULL, flat[1])))) == []
    drawing = (*FULL, flat[1], Reading(at(105), 15_000, power_w=50))
    assert parked(build(SessionFacts(BEGIN, drawing))) == []


def test_a_pulse_after_withheld_time_is_a_pulse_still() -> None:
    readings = (*FULL, *read((90, 10_000), (95, 10_050), (120, 10_050)))
    built = build(SessionFacts(BEGIN, readings, say((60, EV), (80, EVSE), (95, EV), (120, GONE))))
    assert parked(built) == [(60, 120, "unplugged")]


def test_facts_from_before_the_start_are_not_of_this_session() -> None:
    readings = (Reading(at(-10), 1000), *FULL)
    built = build(SessionFacts(BEGIN, readings, say((-5, GONE), (60, EV), (75, GONE))))
    assert sum(one.energy_mwh for one in built.timeline) == 10_000_000
    assert built.timeline[0].start == BEGIN


def test_estimates_gaps_and_falling_registers_are_flagged() -> None:
    readings = (
        Reading(at(0), 5000),
        Reading(at(10), 6000, quality=Quality.DERIVED),
        Reading(at(20), 5500),
        Reading(at(300), 9000, quality=Quality.ESTIMATED),
    )
    built = build(SessionFacts(BEGIN, readings))
    found = {one.doubt for one in built.flags}
    assert found == {Doubt.DERIVED, Doubt.ESTIMATED, Doubt.REGISTER_FELL, Doubt.GAP}
    assert sum(one.energy_mwh for one in built.timeline) == 4_000_000


def test_a_session_of_which_nothing_is_known_has_no_timeline() -> None:
    assert build(SessionFacts(BEGIN)).timeline == ()


SIGNALS = st.sampled_from([one for one in Signal if one is not Signal.AVAILABLE])


@st.composite
def sessions(draw: st.DrawFn) -> SessionFacts:
    """Readings every some minutes, states at any second, sometimes a stop and an unplug."""
    wh, readings = 0, [Reading(BEGIN, 5000)]
    for number in range(draw(st.integers(1, 12))):
        wh += draw(st.sampled_from([0, 0, 60, 900, 1800]))
        readings.append(Reading(at(5 * (number + 1)), 5000 + wh))
    seconds = st.integers(0, 4000).map(lambda one: BEGIN + timedelta(seconds=one))
    changes = draw(st.lists(st.builds(Change, seconds, SIGNALS), max_size=6))
    stop = draw(st.one_of(st.none(), st.integers(61, 80)))
    gone = draw(st.one_of(st.none(), st.integers(81, 120)))
    return SessionFacts(
        BEGIN,
        tuple(readings),
        tuple(changes),
        at(stop) if stop else None,
        at(gone) if gone else None,
    )


@given(sessions(), st.randoms())
def test_order_and_repeats_do_not_matter(facts: SessionFacts, random: Random) -> None:
    readings, changes = [*facts.readings, *facts.readings[::2]], [*facts.changes, *facts.changes]
    random.shuffle(readings)
    random.shuffle(changes)
    again = SessionFacts(
        facts.started, tuple(readings), tuple(changes), facts.stopped, facts.unplugged
    )
    assert build(again) == build(facts)


@given(sessions(), st.sets(st.integers(0, 59)))
def test_finer_readings_of_the_same_meter_cost_the_same(
    facts: SessionFacts, more: set[int]
) -> None:
    """Where readings are even in time, more of them between two say nothing new."""
    if not facts.changes or any(one.signal is Signal.OFFLINE for one in facts.changes):
        return  # without states flat readings are counted; a reading proves a lost station present
    finer = set(facts.readings)
    known = {one.at: one.register_wh for one in facts.readings}
    for minute in more:
        low, high = at(minute - minute % 5), at(minute - minute % 5 + 5)
        if high in known:
            risen = (known[high] - known[low]) * (minute % 5)
            assert risen % 5 == 0
            finer.add(Reading(at(minute), known[low] + risen // 5))
    sampled = SessionFacts(
        facts.started, tuple(finer), facts.changes, facts.stopped, facts.unplugged
    )
    assert cents(build(sampled)) == cents(build(facts))


@given(sessions())
def test_a_timeline_is_whole_and_has_all_the_energy(facts: SessionFacts) -> None:
    built = build(facts)
    edges = [one.start for one in built.timeline] + [one.end for one in built.timeline[-1:]]
    assert edges == sorted(edges)
    for before, after in pairwise(built.timeline):
        assert before.end == after.start
    taken = facts.readings[-1].register_wh - facts.readings[0].register_wh
    assert sum(one.energy_mwh for one in built.timeline) == taken * 1000


@given(sessions(), st.integers(0, 4000))
def test_one_more_time_withheld_never_costs_more(facts: SessionFacts, second: int) -> None:
    """A state that says so from some moment to the end of the facts."""
    cut_off = BEGIN + timedelta(seconds=second)
    before = tuple(one for one in facts.changes if one.at < cut_off)
    held = SessionFacts(
        facts.started, facts.readings, (*before, Change(cut_off, EVSE)), None, facts.unplugged
    )
    loud = SessionFacts(
        facts.started, facts.readings, (*before, Change(cut_off, EV)), None, facts.unplugged
    )
    assert cents(build(held)) <= cents(build(loud))
