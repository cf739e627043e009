"""Prices of sessions, from what stations say to what is settled, near any change of any clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import KEY, a_payer, a_start, a_stop
from tests.pricing.generated import KINDS, documents, limits, places
from tests.property.facts import arrivals

from csms.adapters.memory.telemetry import MemoryTelemetry
from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry, TelemetryRecord, transaction_series
from csms.ids import digest
from csms.pricing.facts import Change, Signal
from csms.pricing.price import price
from csms.pricing.texts import exact_text
from csms.pricing.timeline import Activity, Segment
from csms.settlement.energy_curve import energy_curve
from csms.settlement.finality import FinalEnergy, final_energy
from csms.settlement.rating import Rated, rate_session
from csms.settlement.session_facts import final_facts, stopped_at
from csms.settlement.session_price import PricedSession, timeline_of
from csms.tariffs.document import tariff_from_document, tariff_from_text, tariff_text
from csms.tariffs.model import Tariff

STEPS = st.lists(st.tuples(st.integers(1, 900), st.integers(1, 2)), min_size=1, max_size=7)


@st.composite
def tariffs(draw: st.DrawFn, near: datetime) -> Tariff:
    rules = draw(st.sampled_from([{}, {"free_without_energy": False}, {"waive_below_wh": 300}]))
    document = draw(limits(draw(documents(near))))
    return tariff_from_document({"id": "t", "rules": rules} | document, 1)


class Told:
    """A session that charges in steps of so many Wh a second, then idles until it is stopped."""

    def __init__(self, draw: st.DrawFn) -> None:
        zone, start = draw(places())
        self.zone, self.began = zone, start.astimezone(UTC)
        self.tariff, self.kind = draw(tariffs(start.astimezone(zone))), draw(KINDS)
        self.steps, self.idle_s = draw(STEPS), draw(st.sampled_from([0, 0, 1, 600, 5000]))
        self.base = draw(st.sampled_from([0, 4, 482_310]))
        self.readings, self.ideal = self._course()
        self.full = self.ideal[-1].end
        if self.idle_s:
            gone = self.full + timedelta(seconds=self.idle_s)
            self.ideal.append(Segment(self.full, gone, Activity.PARKED))
        self.changes = (Change(self.full, Signal.SUSPENDED_EV),) if self.idle_s else ()

    def _course(self) -> tuple[list[MeterReading], list[Segment]]:
        at, register, readings, ideal = self.began, self.base, list[MeterReading](), []
        for seconds, rate in self.steps:
            end = at + timedelta(seconds=seconds)
            energy = seconds * rate
            ideal.append(Segment(at, end, Activity.CHARGING, energy * 1000))
            at, register = end, register + energy
            readings.append(MeterReading(at, register))
        return readings, ideal

    @property
    def session(self) -> ChargingSession:
        start = a_start(
            at=self.began,
            reading=MeterReading(self.began, self.base),
            tariff=self.tariff,
            time_zone=self.zone.key,
            current_type=self.kind,
        )
        ended = self.ideal[-1].end
        reading = replace(self.readings[-1], measured_at=ended)
        stop = replace(a_stop(reading=reading), stopped_at=ended, received_at=ended)
        return ChargingSession(KEY, "S", self.began, start=start, payer=a_payer(), stop=stop)


@st.composite
def told(draw: st.DrawFn) -> Told:
    return Told(draw)


def priced(session: ChargingSession, telemetry: SessionTelemetry) -> PricedSession:
    late = session.started_at + timedelta(days=9)
    rated = rate_session(session, telemetry, late, timedelta(0))
    assert isinstance(rated, Rated), rated
    assert rated.priced is not None
    return rated.priced


@given(told())
def test_a_session_costs_what_its_ideal_timeline_costs(one: Told) -> None:
    found = priced(one.session, SessionTelemetry(one.readings, changes=one.changes))
    ideal = price(one.tariff.priced, one.ideal, one.zone, one.tariff.policy, one.kind)
    assert (found.net_minor, found.gross_minor) == (ideal.net_minor, ideal.gross_minor)
    amounts = [line.amount for line in found.lines if line.item != "minimum"]
    assert amounts == [exact_text(line.amount) for line in ideal.lines]


@given(told())
def test_lines_and_taxes_sum_to_what_is_charged(one: Told) -> None:
    found = priced(one.session, SessionTelemetry(one.readings, changes=one.changes))
    assert sum(line.net_minor for line in found.lines) == found.net_minor
    assert sum(line.gross_minor for line in found.lines) == found.gross_minor
    assert sum(share.net_minor for share in found.taxes) == found.net_minor
    assert sum(share.tax_minor for share in found.taxes) == found.tax.minor
    for share in found.taxes:
        lines = [line for line in found.lines if line.vat_percent == share.vat_percent]
        assert sum(line.net_minor for line in lines) == share.net_minor
    assert all(0 <= line.net_minor <= line.gross_minor for line in found.lines)


def as_records(one: Told) -> list[TelemetryRecord]:
    series = transaction_series(KEY.transaction_id)
    return [
        TelemetryRecord("CP1", series, digest(reading), reading.measured_at, [reading], None)
        for reading in one.readings
    ]


@given(st.data())
def test_order_and_repeats_of_telemetry_do_not_matter(data: st.DataObject) -> None:
    one = data.draw(told())
    arrived = MemoryTelemetry()
    for record in data.draw(arrivals(as_records(one))):
        arrived.record(record)
    readings = arrived.of_session(KEY).readings
    changes = tuple(data.draw(st.permutations(one.changes * 2)))
    found = priced(one.session, SessionTelemetry(readings, changes=changes))
    assert found == priced(one.session, SessionTelemetry(one.readings, changes=one.changes))


@given(told())
def test_pricing_a_stored_session_again_gives_the_same(one: Told) -> None:
    first = priced(one.session, SessionTelemetry(one.readings, changes=one.changes))
    start = one.session.start
    assert start is not None
    assert start.tariff is not None
    stored = replace(start, tariff=tariff_from_text(tariff_text(start.tariff)))
    again = replace(one.session, start=stored)
    assert priced(again, SessionTelemetry(one.readings, changes=one.changes)) == first


@given(told(), st.lists(st.tuples(st.integers(-600, 9000), st.integers(-50, 500_000)), max_size=9))
def test_whatever_samples_say_the_energy_is_the_final_one(
    one: Told, noise: list[tuple[int, int]]
) -> None:
    odd = [MeterReading(one.began + timedelta(seconds=at), wh) for at, wh in noise]
    readings = sorted([*one.readings, *odd], key=lambda each: each.measured_at)
    session, late = one.session, one.began + timedelta(days=9)
    energy = final_energy(session, readings, late, timedelta(0))
    if not isinstance(energy, FinalEnergy):
        return
    curve = energy_curve(session, readings, energy, stopped_at(session))
    registers = [each.register_wh for each in curve.readings]
    assert registers == sorted(registers)
    facts = final_facts(session, SessionTelemetry(readings, changes=one.changes), curve)
    built = timeline_of(facts, one.tariff)
    assert sum(part.energy_mwh for part in built.timeline) == energy.energy_wh * 1000


def test_the_hour_that_comes_twice_is_night_twice() -> None:
    """Berlin, 2026-10-25: the window 02:00 to 03:00 lasts two hours; 1 kWh in each quarter hour.

    23:30 to 02:30 UTC is 01:30 to 03:30 on the wall clock, with four hours between: 2 + 8 + 2 kWh.
    """
    night = {"start_time": "02:00", "end_time": "03:00"}
    energy = {"type": "ENERGY", "vat": 0}
    elements: list[dict[str, Any]] = [
        {"price_components": [energy | {"price": "0.10"}], "restrictions": night},
        {"price_components": [energy | {"price": "1.00"}]},
    ]
    tariff = tariff_from_document({"id": "t", "currency": "EUR", "elements": elements}, 1)
    began = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    ended = began + timedelta(hours=3)
    start = a_start(
        at=began,
        reading=MeterReading(began, 1000),
        tariff=tariff,
        time_zone="Europe/Berlin",
    )
    reading = MeterReading(ended, 13_000)
    stop = replace(a_stop(reading=reading), stopped_at=ended, received_at=ended)
    session = ChargingSession(KEY, "S", began, start=start, payer=a_payer(), stop=stop)
    # One reading only, in the middle of the first 02:30: the prices cut what lies between.
    found = priced(session, SessionTelemetry([MeterReading(began + timedelta(hours=1), 5000)]))
    assert {line.price: line.quantity for line in found.lines} == {"1": "4", "0.1": "8"}
    ideal = [Segment(began, ended, Activity.CHARGING, 12_000_000)]
    expected = price(tariff.priced, ideal, ZoneInfo("Europe/Berlin"))
    assert found.gross_minor == expected.gross_minor == 480
