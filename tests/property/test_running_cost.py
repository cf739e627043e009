"""What is shown of a running session is what it would be settled at if it ended now."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders import KEY, a_payer, a_start
from tests.pricing.generated import documents, limits, places

from csms.adapters.memory.sessions import MemorySessions
from csms.charging.facts import MeterReading, Progress, SessionStop
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.clock import to_text
from csms.settlement.rating import Rated, rate_session
from csms.settlement.telling import running_cost
from csms.settlement.trimming import trim, trimmed
from csms.stations.model import CurrentType
from csms.tariffs.document import tariff_from_document
from csms.tariffs.model import Tariff

Case = tuple[Tariff, str, datetime, list[MeterReading]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A tariff, a zone, and readings near a change of its clocks; registers as meters have them."""
    zone, start = draw(places())
    document = draw(limits(draw(documents(start.astimezone(zone)))))
    if draw(st.booleans()):
        document |= {"rules": {"free_without_energy": draw(st.booleans())}}
    readings, at, wh, powers = [], start, 10_000, draw(st.booleans())
    for _ in range(draw(st.integers(1, 20))):
        seconds = draw(st.sampled_from([10, 10, 60, 300]))
        gained = draw(st.sampled_from([0, 20, 40, 40, 500]))
        at, wh = at + timedelta(seconds=seconds), wh + gained
        power_w = gained * 3600 // seconds if powers else None
        readings.append(MeterReading(at, wh, power_w))
    return tariff_from_document(document | {"id": "t"}, 1), zone.key, start, readings


def started(case: Case, sessions: MemorySessions) -> None:
    tariff, zone, start, _ = case
    sessions.record_start(
        a_start(
            at=start,
            payer=a_payer(),
            tariff=tariff,
            time_zone=zone,
            current_type=CurrentType.AC,
            max_power_w=1_000_000,
            reading=MeterReading(start, 10_000),
        )
    )


def progress(reading: MeterReading) -> Progress:
    return Progress(KEY, to_text(reading.measured_at), reading)


def settled_at(session: ChargingSession, readings: list[MeterReading]) -> int | None:
    """If the station had stopped it at its newest reading; None where a person is asked, since
    powers contradict the meter.
    """
    last = max(readings, key=lambda one: one.measured_at)
    stop = SessionStop(KEY, "stop", last.measured_at, last.measured_at, "Local", last)
    ended = replace(session, stop=stop)
    rated = rate_session(ended, SessionTelemetry(readings), last.measured_at, timedelta(0))
    if not isinstance(rated, Rated):
        return None
    return rated.priced.gross.minor if rated.priced else 0


def shown(sessions: MemorySessions) -> tuple[ChargingSession, int | None]:
    session = sessions.get(KEY)
    assert session is not None
    cost = running_cost(session)
    return session, cost.minor if cost else None


@given(cases(), st.integers(1, 7))
def test_at_each_reading_it_is_the_settlement_of_now(case: Case, every: int) -> None:
    """However often the trail was cut back on the way."""
    *_, start, readings = case
    sessions = MemorySessions(lambda: start)
    started(case, sessions)
    for number, reading in enumerate(readings, start=1):
        session = sessions.record_event(progress(reading))
        if number % every == 0:
            assert sessions.replace_trail(KEY, session.trail, trimmed(session))
        session, cost = shown(sessions)
        expected = settled_at(session, readings[:number])
        assume(expected is not None)
        assert cost == expected


@given(cases(), st.randoms())
def test_the_order_and_repeats_of_readings_do_not_matter(case: Case, random: object) -> None:
    tariff, _, start, readings = case
    sessions = MemorySessions(lambda: start)
    started(case, sessions)
    shuffled = [*readings, *readings[::3]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for reading in shuffled:
        sessions.record_event(progress(reading))
    session, cost = shown(sessions)
    assert tariff.follows_energy or len(session.trail.noted) == len(readings)
    expected = settled_at(session, readings)
    assume(expected is not None)
    assert cost == expected


def test_a_session_of_5000_readings_is_as_short_as_one_of_ten() -> None:
    """A night price, a tier and a grace, as a day of charging and two of parking go on."""
    zone, start = ZoneInfo("Europe/Berlin"), datetime.fromisoformat("2026-10-24T18:00:00Z")
    elements: list[dict[str, Any]] = [
        {"price_components": [{"type": "ENERGY", "price": "0.3"}], "restrictions": one}
        for one in ({"start_time": "22:00", "end_time": "06:00"}, {"max_kwh": 20}, {})
    ]
    grace: dict[str, Any] = {"price_components": [{"type": "PARKING_TIME", "price": 0}]}
    elements.append(grace | {"restrictions": {"max_idle": 900}})
    elements.append({"price_components": [{"type": "PARKING_TIME", "price": 6}]})
    document = {"id": "t", "currency": "EUR", "tax_included": "NO", "elements": elements}
    tariff = tariff_from_document(document, 1)
    sessions = MemorySessions(lambda: start)
    started((tariff, zone.key, start, []), sessions)
    longest, readings = 0, []
    for number in range(5_000):
        at = start + timedelta(seconds=30 * (number + 1))
        readings.append(MeterReading(at, 10_000 + 33 * min(number, 2_000)))
        session = sessions.record_event(progress(readings[-1]))
        longest = max(longest, len(session.trail.noted))
        trim(session, sessions)
    assert longest <= 33
    session, cost = shown(sessions)
    assert cost == settled_at(session, readings)
