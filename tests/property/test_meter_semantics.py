"""Whatever a station's meter counts: the energy is the true one to the Wh, or a person decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders import KEY, NOW, a_payer, a_start, a_stop
from tests.property.facts import arrivals

from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.telemetry import MemoryTelemetry
from csms.charging.facts import MeterReading, Progress
from csms.charging.meter_evidence import ROLLOVERS
from csms.charging.metering import OPENING, Sample, reading_of
from csms.charging.ports import TelemetryRecord, transaction_series
from csms.charging.vocabulary import Flag
from csms.clock import to_text
from csms.ids import digest
from csms.settlement.finality import FinalEnergy, Review, Wait, final_energy
from csms.stations.meters import MeterHabit, MeterHabits, MeterKind

POWER_W = 11_000
# Above all that a session could deliver: a meter that counts its first kWh looks like a session.
LIFETIMES = st.integers(400_000, 900_000) | st.integers(2_000_000, 9_000_000)
JUMPS = st.sampled_from([1 << 32, 10**9, 700_000])


@dataclass(frozen=True)
class Station:
    """What a station does with the truth."""

    begin_wh: int
    wraps_at: int | None
    total_start: bool
    total_samples: bool
    repeats_begin: bool
    stop_told: bool
    closes_late: bool

    def told(self, energy: int) -> int:
        return self._register(energy) if self.total_start else energy

    def sampled(self, energy: int) -> int:
        return self._register(energy) if self.total_samples else energy

    def _register(self, energy: int) -> int:
        register = self.begin_wh + energy
        return register % self.wraps_at if self.wraps_at else register

    @property
    def habits(self) -> MeterHabits:
        kinds = {True: MeterKind.REGISTER, False: MeterKind.SESSION}
        return MeterHabits(
            MeterHabit(kinds[self.total_start], is_set=True),
            MeterHabit(kinds[self.total_samples], is_set=True),
        )


@st.composite
def stations(draw: st.DrawFn) -> Station:
    wraps_at = draw(st.none() | st.sampled_from(ROLLOVERS))
    begin = draw(st.just(0) | LIFETIMES)
    if wraps_at:
        begin = wraps_at - draw(st.integers(1, min(20_000, wraps_at // 200)))
    flags = [draw(st.booleans()) for _ in range(5)]
    return Station(begin, wraps_at, *flags)


@st.composite
def curves(draw: st.DrawFn) -> list[tuple[timedelta, int]]:
    """Moments and energies since the start; the last one is the stop."""
    gaps = draw(st.lists(st.integers(20, 7200), min_size=1, max_size=8))
    shares = [draw(st.integers(0, 100)) for _ in gaps]
    gained = [POWER_W * gap * share // 360_000 for gap, share in zip(gaps, shares, strict=True)]
    moments = [timedelta(seconds=one) for one in accumulate(gaps)]
    return list(zip(moments, accumulate(gained), strict=True))


def a_reading(station: Station, at: datetime, register_wh: int) -> MeterReading:
    samples = [Sample(Decimal(register_wh))]
    if station.repeats_begin:
        samples.insert(0, Sample(Decimal(station.sampled(0)), context=OPENING))
    return reading_of(at, samples)


def facts_of(
    station: Station, curve: list[tuple[timedelta, int]], habits: MeterHabits, jumps: list[int]
) -> list[object]:
    """Start, samples and stop as the station sends them; `jumps` are added to samples and stop."""
    start = a_start(
        payer=a_payer(), max_power_w=POWER_W, habits=habits,
        reading=MeterReading(NOW, station.told(0)),
    )  # fmt: skip
    elapsed, energy = curve[-1]
    *before, jump_of_stop = jumps
    readings = [
        a_reading(station, NOW + at, station.sampled(wh) + jump)
        for (at, wh), jump in zip(curve[:-1], before, strict=True)
    ]
    if station.closes_late:
        late = NOW + elapsed + timedelta(seconds=30)
        readings.append(a_reading(station, late, station.sampled(energy)))
    stopped_at = NOW + elapsed
    register_wh = station.told(energy) + jump_of_stop if station.stop_told else None
    stop = a_stop(
        stopped_at=stopped_at,
        received_at=stopped_at,
        reading=MeterReading(stopped_at, register_wh),
    )
    return [start, *readings, stop]


def decided(facts: list[object]) -> FinalEnergy | Review:
    """What is billed, by the facts as they arrived."""
    sessions, telemetry = MemorySessions(lambda: NOW), MemoryTelemetry()
    for fact in facts:
        if isinstance(fact, MeterReading):
            sessions.record_progress(Progress(KEY, to_text(fact.measured_at), fact))
            series = transaction_series(KEY.transaction_id)
            record = TelemetryRecord(KEY.station_id, series, digest(fact), NOW, [fact], None)
            telemetry.record(record)
        elif hasattr(fact, "start_key"):
            sessions.record_start(fact)  # type: ignore[arg-type]
        else:
            sessions.record_stop(fact)  # type: ignore[arg-type]
        running = sessions.get(KEY)
        assert running is not None
        assert running.energy_wh >= 0
    session = sessions.get(KEY)
    assert session is not None
    wait = timedelta(minutes=5)
    found = final_energy(session, telemetry.readings(KEY), NOW + timedelta(days=30), wait)
    assert not isinstance(found, Wait)
    return found


def true_energy(station: Station, curve: list[tuple[timedelta, int]]) -> int | None:
    """What can be known: up to the stop, or up to the last sample; None without either."""
    if station.stop_told or station.closes_late:
        return curve[-1][1]
    return curve[-2][1] if len(curve) > 1 else None


def rolls_over(station: Station, curve: list[tuple[timedelta, int]]) -> bool:
    """Whether the stop is below the start."""
    return station.total_start and station.told(curve[-1][1]) < station.told(0)


def looks_new(station: Station) -> bool:
    """A start at 0, and samples of a lifetime that has just begun: nothing shows that it has."""
    return station.total_samples and not station.total_start and station.wraps_at is not None


@given(stations(), curves(), st.booleans(), st.data())
def test_the_energy_is_true_to_the_watt_hour_or_reviewed(
    station: Station, curve: list[tuple[timedelta, int]], known: bool, data: st.DataObject
) -> None:
    jumps = [0] * len(curve)
    if data.draw(st.booleans()):
        jumps[data.draw(st.integers(0, len(curve) - 1))] = data.draw(JUMPS)
    habits = station.habits if known else MeterHabits()
    # A sample that jumps to where the start's register stands is as good as a true one.
    lands = station.wraps_at is not None and not station.total_samples
    lone = len(curve) - 1 + station.closes_late == 1
    assume(station.stop_told or not any(jumps) or not (lands or lone))
    facts = facts_of(station, curve, habits, jumps)
    found = decided(data.draw(arrivals(facts)))
    assume(known or station.stop_told or not looks_new(station))
    if isinstance(found, FinalEnergy):
        assert found.energy_wh == true_energy(station, curve)
        assert found.energy_wh >= 0
        estimated = Flag.FINAL_READING_ESTIMATED.value in found.flags
        assert estimated != station.stop_told


@given(stations(), curves())
def test_what_start_and_stop_say_is_decided_whatever_the_samples_count(
    station: Station, curve: list[tuple[timedelta, int]]
) -> None:
    """But for a rollover: a stop below the start may be the session's energy, too."""
    assume(not looks_new(station))
    told = replace(station, stop_told=True)
    found = decided(facts_of(told, curve, MeterHabits(), [0] * len(curve)))
    if isinstance(found, Review):
        assert rolls_over(station, curve), found
    else:
        assert found.energy_wh == curve[-1][1]


@given(stations(), curves())
def test_what_start_and_stop_say_is_decided_by_an_operators_word(
    station: Station, curve: list[tuple[timedelta, int]]
) -> None:
    told = replace(station, stop_told=True)
    found = decided(facts_of(told, curve, station.habits, [0] * len(curve)))
    assert isinstance(found, FinalEnergy), found
    assert found.energy_wh == curve[-1][1]


@given(stations(), curves())
def test_a_lost_stop_is_decided_by_samples_of_a_known_kind(
    station: Station, curve: list[tuple[timedelta, int]]
) -> None:
    """A start at 0 before samples of a lifetime stays open: where they began nobody said."""
    lost = replace(station, stop_told=False, closes_late=True)
    found = decided(facts_of(lost, curve, lost.habits, [0] * len(curve)))
    open_ended = lost.total_samples and not lost.total_start
    assert isinstance(found, Review) == open_ended, found
    if isinstance(found, FinalEnergy):
        assert found.energy_wh == curve[-1][1]


@given(stations(), curves(), st.data())
def test_a_single_sample_that_jumps_costs_no_review(
    station: Station, curve: list[tuple[timedelta, int]], data: st.DataObject
) -> None:
    told = replace(station, stop_told=True, total_start=True, total_samples=True, wraps_at=None)
    jumps = [0] * len(curve)
    if len(curve) > 2:
        jumps[data.draw(st.integers(1, len(curve) - 2))] = data.draw(JUMPS)
    found = decided(facts_of(told, curve, MeterHabits(), jumps))
    assert isinstance(found, FinalEnergy), found
    assert found.energy_wh == curve[-1][1]
