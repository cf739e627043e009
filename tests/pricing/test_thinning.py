"""Forgotten readings: the price stays what it was, and what is left stays little."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pricing.generated import documents, limits, places

from csms.pricing.building import build
from csms.pricing.facts import BY_DEFAULT, Change, Reading, Rules, SessionFacts, Signal
from csms.pricing.ocpi import tariff_of
from csms.pricing.price import Price, price
from csms.pricing.tariff import PricedTariff
from csms.pricing.thinning import thinned

RULES = (BY_DEFAULT, Rules(without_energy_s=120), Rules(flat_samples=5))
How = tuple[PricedTariff, ZoneInfo, Rules]
Case = tuple[SessionFacts, How]


@st.composite
def metered(draw: st.DrawFn, start: datetime) -> SessionFacts:
    """Readings as meters give them, fine or in coarse steps, and states in between."""
    readings, changes, at, wh = [Reading(start, 0)], [], start, 0
    coarse = draw(st.sampled_from([1, 1, 100]))
    for _ in range(draw(st.integers(1, 20))):
        at += timedelta(seconds=draw(st.sampled_from([10, 10, 10, 30, 200])))
        wh += draw(st.sampled_from([0, 1, 20, 20, 33]))
        readings.append(Reading(at, wh // coarse * coarse, draw(st.sampled_from([None, 0, 4000]))))
    if draw(st.booleans()):
        seconds = st.integers(0, (at - start) // timedelta(seconds=1))
        for second in draw(st.lists(seconds, max_size=6)):
            signal = draw(st.sampled_from([*Signal, Signal.CHARGING, Signal.CHARGING]))
            changes.append(Change(start + timedelta(seconds=second), signal))
    return SessionFacts(start, tuple(readings), tuple(changes))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    zone, start = draw(places())
    document = draw(limits(draw(documents(start.astimezone(zone)))))
    return draw(metered(start)), (tariff_of(document), zone, draw(st.sampled_from(RULES)))


def priced(facts: SessionFacts, how: How) -> Price:
    tariff, zone, rules = how
    return price(tariff, build(facts, rules).timeline, zone)


@given(cases())
def test_what_is_forgotten_changes_no_price(case: Case) -> None:
    facts, how = case
    kept = thinned(facts, *how)
    assert set(kept.readings) <= set(facts.readings)
    assert set(kept.changes) <= set(facts.changes)
    assert priced(kept, how) == priced(facts, how)


@given(cases(), st.integers(1, 5))
def test_forgetting_again_and_again_while_a_session_goes_on_changes_no_price(
    case: Case, every: int
) -> None:
    """As it happens: facts come in order, and the trail is thinned now and then."""
    facts, how = case
    kept, before = SessionFacts(facts.started), datetime.min.replace(tzinfo=UTC)
    for number, one in enumerate(facts.readings):
        new = tuple(change for change in facts.changes if before < change.at <= one.at)
        kept = replace(kept, readings=(*kept.readings, one), changes=(*kept.changes, *new))
        if number % every == 0:
            kept = thinned(kept, *how)
        told = tuple(change for change in facts.changes if change.at <= one.at)
        whole = replace(facts, readings=facts.readings[: number + 1], changes=told)
        assert priced(kept, how) == priced(whole, how)
        before = one.at


@given(cases(), st.data())
def test_a_late_reading_changes_no_price_either(case: Case, data: st.DataObject) -> None:
    """One that was forgotten is told again: stations repeat what was not acknowledged in time."""
    facts, how = case
    kept = thinned(facts, *how)
    again = data.draw(st.lists(st.sampled_from(facts.readings)))
    late = replace(kept, readings=(*kept.readings, *again))
    assert priced(late, how) == priced(facts, how)


def session(hours: int, *, step_wh: int, coarse: int = 1) -> SessionFacts:
    begin = datetime(2026, 1, 14, 10, tzinfo=UTC)
    readings = tuple(
        Reading(begin + timedelta(seconds=10 * number), number * step_wh // coarse * coarse)
        for number in range(hours * 360)
    )
    changes = tuple(Change(one.at, Signal.CHARGING) for one in readings)
    return SessionFacts(begin, readings, changes)


@pytest.mark.parametrize("coarse", [1, 100, 1000])
def test_the_length_of_a_session_is_not_what_is_kept(coarse: int) -> None:
    """A day at 10 s, with night prices, tiers of energy and a grace: the marks count."""
    elements = [
        {"price_components": [{"type": "ENERGY", "price": Decimal("0.3")}], "restrictions": one}
        for one in ({"start_time": "22:00", "end_time": "06:00"}, {"max_kwh": 20}, {})
    ]
    tariff = tariff_of({"currency": "EUR", "elements": elements})
    facts = session(24, step_wh=3, coarse=coarse)
    kept = thinned(facts, tariff, ZoneInfo("Europe/Berlin"))
    assert len(kept.readings) + len(kept.changes) <= 14


def test_pinned_readings_stay() -> None:
    facts = session(1, step_wh=3)
    tariff = tariff_of(
        {"currency": "EUR", "elements": [{"price_components": [{"type": "ENERGY", "price": 1}]}]}
    )
    pin = facts.readings[77].at
    kept = thinned(facts, tariff, ZoneInfo("UTC"), BY_DEFAULT, {pin}).readings
    assert kept == (facts.readings[0], facts.readings[77], facts.readings[-1])
