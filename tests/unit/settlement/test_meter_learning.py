"""What a session shows of its station's meter."""

from dataclasses import replace

import pytest
from tests.builders import KEY, NOW, a_start, a_stop, minutes

from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.settlement.meter_learning import shown_by
from csms.stations.meters import (
    COUNTED,
    MeterFinding,
    MeterHabit,
    MeterHabits,
    MeterKind,
    MeterProfile,
    MeterSeen,
    MeterSettings,
    habits_known,
)

REGISTER, SESSION, UNKNOWN = MeterKind.REGISTER, MeterKind.SESSION, MeterKind.UNKNOWN


def kinds(begin: int | None, end: int | None, *samples: int) -> tuple[MeterKind, MeterKind]:
    stopped = minutes(60)
    session = ChargingSession(
        KEY,
        "S1",
        NOW,
        start=a_start(reading=MeterReading(NOW, begin), max_power_w=11_000),
        stop=a_stop(reading=MeterReading(stopped, end)),
    )
    readings = [MeterReading(minutes(10 * n), wh) for n, wh in enumerate(samples, 1)]
    told, sampled = shown_by(session, readings)
    return told.kind, sampled.kind


@pytest.mark.parametrize(
    ("begin", "end", "samples", "shown"),
    [
        (482_310, 487_310, (483_000, 487_000), (REGISTER, REGISTER)),
        (482_310, 487_310, (1250, 4900), (REGISTER, SESSION)),
        (0, 5000, (1250, 4900), (SESSION, SESSION)),
        (0, 5000, (163_630, 168_000), (SESSION, REGISTER)),
        (0, 5000, (), (SESSION, UNKNOWN)),
        (0, 168_500, (163_630, 168_000), (UNKNOWN, UNKNOWN)),
        (0, 0, (), (UNKNOWN, UNKNOWN)),
        (482_310, 5000, (1250, 4900), (UNKNOWN, UNKNOWN)),
        (482_310, None, (1250, 4900), (UNKNOWN, UNKNOWN)),
        (None, 487_310, (483_000,), (UNKNOWN, UNKNOWN)),
        (2_114_135, 2_133_854, (2115, 2133), (REGISTER, UNKNOWN)),
        (1000, 6000, (1100, 3000), (REGISTER, UNKNOWN)),
        (1000, 6000, (2000, 5900), (REGISTER, REGISTER)),
        (999_900, 400, (300,), (UNKNOWN, UNKNOWN)),
        (999_900, 400, (999_950, 300), (REGISTER, UNKNOWN)),
    ],
)
def test_only_what_fits_together_shows_anything(
    begin: int | None,
    end: int | None,
    samples: tuple[int, ...],
    shown: tuple[MeterKind, MeterKind],
) -> None:
    assert kinds(begin, end, *samples) == shown


def after(finding: MeterFinding, *seen: tuple[MeterKind, str]) -> MeterFinding:
    for kind, session_id in seen:
        finding = finding.with_session(MeterSeen(kind, session_id, NOW, "words"))
    return finding


def test_one_session_is_seen_and_two_count() -> None:
    once = after(MeterFinding(), (SESSION, "1"))
    assert (once.kind, once.agreed) == (SESSION, UNKNOWN)
    assert after(once, (SESSION, "2")).agreed is SESSION


def test_the_same_session_counts_once_and_an_unclear_one_not_at_all() -> None:
    once = after(MeterFinding(), (SESSION, "1"))
    assert after(once, (SESSION, "1"), (UNKNOWN, "2")) == once


def test_a_finding_turns_only_when_two_sessions_in_a_row_disagree() -> None:
    found = after(MeterFinding(), (SESSION, "1"), (SESSION, "2"), (REGISTER, "3"))
    assert (found.agreed, found.rival, found.rival_sessions) == (SESSION, REGISTER, 1)
    assert after(found, (SESSION, "4")).rival is None
    turned = after(found, (REGISTER, "4"))
    assert (turned.agreed, turned.before, turned.rival) == (REGISTER, SESSION, None)


def test_a_station_that_does_not_change_is_not_written_for_ever() -> None:
    found = after(MeterFinding(), *((SESSION, str(n)) for n in range(COUNTED)))
    assert found.sessions == COUNTED
    assert after(found, (SESSION, "another")) == found


def test_the_operator_counts_before_the_finding_and_that_before_the_maker() -> None:
    maker = MeterHabits(MeterHabit(SESSION), MeterHabit(SESSION), has_meter=False)
    assert habits_known(MeterProfile(), maker) == maker
    found = MeterProfile(meter_values=after(MeterFinding(), (REGISTER, "1"), (REGISTER, "2")))
    assert habits_known(found, maker).meter_values == MeterHabit(REGISTER)
    chosen = replace(found, settings=MeterSettings(meter_values=SESSION, unit="kWh"))
    known = habits_known(chosen, maker)
    assert known.meter_values == MeterHabit(SESSION, is_set=True)
    assert (known.unit, known.has_meter) == ("kWh", False)
