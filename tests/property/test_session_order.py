"""A session is a function of the set of its facts, whatever their order and repetition."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import (
    KEY,
    NOW,
    a_payer,
    a_progress,
    a_start,
    a_stop,
    a_tariff,
    minutes,
)
from tests.property.facts import arrivals

from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.telemetry import MemoryTelemetry
from csms.charging.facts import MeterReading, Progress
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.charging.ports import TelemetryRecord, transaction_series
from csms.ids import digest
from csms.settlement.finality import FinalEnergy, Review, Wait
from csms.settlement.rating import Rated, rate_session
from csms.settlement.session_price import PricedSession

PAYERS = [a_payer(), a_payer("driver-2", "TAG-2"), a_payer(None, "NOBODY")]
STATES = st.sampled_from([None, "Charging", "SuspendedEV", "SuspendedEVSE", "EVConnected"])
REGISTERS = st.none() | st.integers(900, 9000)


@st.composite
def facts_of_a_session(draw: st.DrawFn) -> list[Any]:
    readings = st.builds(MeterReading, st.just(NOW), REGISTERS)
    start = a_start(
        payer=draw(st.none() | st.sampled_from(PAYERS)),
        tariff=draw(st.none() | st.just(a_tariff())),
        reading=draw(st.none() | readings),
        charging_state=draw(STATES),
        flags=draw(st.sampled_from([frozenset(), frozenset({"offline"})])),
    )
    payers = [
        replace(payer, order=f"{number}")
        for number, payer in enumerate(draw(st.lists(st.sampled_from(PAYERS), max_size=3)))
    ]
    progresses = [
        a_progress(
            minute,
            draw(REGISTERS),
            power_w=draw(st.none() | st.integers(0, 11_000)),
            soc_percent=draw(st.none() | st.integers(0, 100)),
            charging_state=draw(STATES),
        )
        for minute in draw(st.lists(st.integers(1, 90), unique=True, max_size=5))
    ]
    stop = a_stop(reading=draw(st.none() | readings))
    return [start, *payers, *progresses, *draw(st.sampled_from([[], [stop]]))]


def record(fact: Any, sessions: MemorySessions, telemetry: MemoryTelemetry) -> None:
    match fact:
        case Payer():
            sessions.record_payer(KEY, fact)
        case Progress():
            sessions.record_progress(fact)
            telemetry.record(
                TelemetryRecord(
                    "CP1", transaction_series("T1"), digest(fact), NOW, [fact.reading], None
                )
            )
        case _ if hasattr(fact, "start_key"):
            sessions.record_start(fact)
        case _:
            sessions.record_stop(fact)


def outcome_of(
    facts: list[Any],
) -> tuple[ChargingSession, PricedSession | FinalEnergy | Wait | Review | None]:
    """The session without its random id, and its price."""
    sessions, telemetry = MemorySessions(lambda: NOW), MemoryTelemetry()
    for fact in facts:
        record(fact, sessions, telemetry)
    session = sessions.get(KEY)
    assert session is not None
    rated = rate_session(session, telemetry.of_session(KEY), minutes(500), timedelta(minutes=5))
    return replace(session, session_id=""), rated.priced if isinstance(rated, Rated) else rated


@given(st.data())
def test_any_order_and_repetition_of_the_facts_is_the_same_session(data: st.DataObject) -> None:
    facts = data.draw(facts_of_a_session())
    assert outcome_of(data.draw(arrivals(facts))) == outcome_of(facts)


@given(st.data())
def test_session_that_has_ended_never_runs_again(data: st.DataObject) -> None:
    facts = data.draw(arrivals([*data.draw(facts_of_a_session()), a_stop()]))
    sessions, telemetry = MemorySessions(lambda: NOW), MemoryTelemetry()
    ended = False
    for fact in facts:
        record(fact, sessions, telemetry)
        session = sessions.get(KEY)
        assert session is not None
        assert not (ended and session.active)
        ended = not session.active
    assert ended
