"""When a session's energy flowed, by samples whose meaning differs by station."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.builders import KEY, NOW, a_payer, a_start, a_stop, minutes

from csms.charging.facts import MeterReading, SessionStop
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.charging.vocabulary import Flag
from csms.pricing.facts import Quality
from csms.settlement.energy_curve import EnergyCurve, energy_curve
from csms.settlement.finality import FinalEnergy, final_energy
from csms.settlement.rating import Rated, rate_session
from csms.settlement.session_facts import stopped_at


def session(begin: int | None, stop: SessionStop, power_w: int | None = None) -> ChargingSession:
    start = a_start(reading=MeterReading(NOW, begin), max_power_w=power_w)
    return ChargingSession(KEY, "S", NOW, start=start, payer=a_payer(), stop=stop)


def a_session(
    begin: int | None, end: int | None, power_w: int | None = 11_000, minute: int = 60
) -> ChargingSession:
    stop = a_stop(minute=minute, reading=MeterReading(minutes(minute), end))
    return session(begin, stop, power_w)


def samples(*values: int, every: int = 10) -> list[MeterReading]:
    return [MeterReading(minutes(every * n), wh) for n, wh in enumerate(values, 1)]


def curve(of: ChargingSession, readings: list[MeterReading]) -> EnergyCurve:
    energy = final_energy(of, readings, NOW + timedelta(days=9), timedelta(0))
    assert isinstance(energy, FinalEnergy), energy
    found = energy_curve(of, readings, energy, stopped_at(of))
    assert found.readings[0].register_wh == 0
    assert found.readings[-1].register_wh == energy.energy_wh
    return found


def points(found: EnergyCurve) -> list[tuple[datetime, int]]:
    return [(one.at, one.register_wh) for one in found.readings]


@pytest.mark.parametrize(
    ("begin", "end", "told"),
    [
        (482_310, 487_310, (483_310, 484_310, 486_310)),
        (482_310, 487_310, (1000, 2000, 4000)),
        (0, 5000, (1000, 2000, 4000)),
        (482_310, 487_310, (483_310, 484_310, 486_310, 487_310)),
    ],
    ids=["register", "session counter", "both alike", "sample at the end"],
)
def test_samples_are_read_as_what_they_count(begin: int, end: int, told: tuple[int, ...]) -> None:
    found = curve(a_session(begin, end), samples(*told))
    expected = [(NOW, 0), (minutes(10), 1000), (minutes(20), 2000), (minutes(30), 4000)]
    assert points(found)[:4] == expected
    assert points(found)[-1] == (minutes(60), 5000)
    assert not found.spread


def test_a_register_that_rolled_over_goes_on() -> None:
    found = curve(a_session(999_000, 2000), samples(999_500, 300, 1500))
    assert points(found) == [
        (NOW, 0),
        (minutes(10), 500),
        (minutes(20), 1300),
        (minutes(30), 2500),
        (minutes(60), 3000),
    ]


def test_a_register_that_began_anew_goes_on_from_there() -> None:
    found = curve(a_session(50_000, 1500), samples(51_000, 52_000, 100, 900))
    assert [wh for _, wh in points(found)] == [0, 1000, 2000, 2000, 2800, 3400]


def test_what_a_meter_that_rounds_goes_back_by_is_nothing() -> None:
    found = curve(a_session(1000, 3000), samples(2000, 1995, 2500))
    assert [wh for _, wh in points(found)] == [0, 1000, 1000, 1500, 2000]


def test_a_sample_above_the_end_is_the_end() -> None:
    found = curve(a_session(1000, 3000), samples(2000, 3040))
    assert [wh for _, wh in points(found)] == [0, 1000, 2000, 2000]


def test_samples_that_fit_nothing_are_not_used_and_that_is_said() -> None:
    """A lifetime register beside a start that counts from zero: nobody knows where it stood."""
    of = a_session(0, 5000)
    readings = samples(163_630, 165_000, 168_000)
    found = curve(of, readings)
    assert points(found) == [(NOW, 0), (minutes(60), 5000)]
    assert found.spread
    assert found.readings[-1].quality is Quality.DERIVED
    rated = rate_session(of, SessionTelemetry(readings), minutes(99), timedelta(0))
    assert isinstance(rated, Rated)
    assert rated.priced is not None
    assert Flag.ENERGY_SPREAD.value in rated.energy.flags
    assert [one.doubt for one in rated.priced.doubts] == ["derived"]


def test_samples_after_the_stop_and_before_the_start_are_left_out() -> None:
    before, after = MeterReading(minutes(-5), 1000), MeterReading(minutes(60.5), 6000)
    found = curve(a_session(1000, 6000), [before, *samples(2000), after])
    assert points(found) == [(NOW, 0), (minutes(10), 1000), (minutes(60), 5000)]


def test_an_estimated_end_is_flat_from_the_last_sample_on() -> None:
    of = a_session(1000, None)
    found = curve(of, samples(2000, 4000))
    assert points(found)[-2:] == [(minutes(20), 3000), (minutes(60), 3000)]
    assert found.readings[-1].quality is Quality.ESTIMATED


def test_a_begin_that_was_estimated_is_said() -> None:
    found = curve(a_session(None, 6000), samples(2000, 4000))
    assert points(found)[:3] == [(NOW, 0), (minutes(10), 0), (minutes(20), 2000)]
    assert found.readings[0].quality is Quality.ESTIMATED


@pytest.mark.parametrize(("power_w", "kept"), [(7000, 7000), (0, 0), (-5, None), (40_000, None)])
def test_a_power_that_the_evse_cannot_have_is_not_used(power_w: int, kept: int | None) -> None:
    of = replace(a_session(1000, 2000), settlement=None)
    found = curve(of, [MeterReading(minutes(10), 1900, power_w)])
    assert found.readings[1].power_w == kept


def test_energy_of_a_session_that_took_no_time_is_billed() -> None:
    of = a_session(1000, 1500, minute=0)
    rated = rate_session(of, SessionTelemetry(), minutes(99), timedelta(0))
    assert isinstance(rated, Rated)
    assert rated.priced is not None
    assert [one.quantity for one in rated.priced.lines] == ["0.5"]
