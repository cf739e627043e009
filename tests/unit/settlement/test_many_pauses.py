"""A vehicle that pauses thousands of times fits the item of its session."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.network import tariff_document

from csms.charging.costs import IdleProof
from csms.pricing.building import build
from csms.pricing.facts import Change, Reading, SessionFacts, Signal
from csms.settlement.idle_proofs import MOST
from csms.settlement.session_price import PricedSession, priced
from csms.tariffs.document import tariff_from_document

BEGIN, MINUTE = datetime(2026, 11, 1, tzinfo=UTC), timedelta(minutes=1)
PRICE = {"type": "PARKING_TIME", "price": Decimal(6)}


def pausing(times: int) -> PricedSession:
    """A minute with 250 Wh, a minute of pause; every tenth pause takes two."""
    at, readings, changes = BEGIN, [Reading(BEGIN, 0)], []
    for number in range(times):
        readings.append(Reading(at + MINUTE, 250 * (number + 1)))
        changes.append(Change(at + MINUTE, Signal.SUSPENDED_EV))
        at += (2 if number % 10 else 3) * MINUTE
        changes.append(Change(at, Signal.CHARGING))
        readings.append(Reading(at, 250 * (number + 1)))
    facts = SessionFacts(BEGIN, tuple(readings), tuple(changes), at, at)
    document = tariff_document("t", "0.4") | {"elements": [{"price_components": [PRICE]}]}
    return priced(build(facts), tariff_from_document(document, 1), "UTC", None)


def length(one: IdleProof) -> timedelta:
    return one.end - one.start


def test_the_longest_pauses_are_told_and_all_are_charged() -> None:
    found = pausing(4_000)
    assert found.idle_seconds_billed == (3_600 + 400 * 2) * 60
    assert len(found.idle) == MOST
    assert sorted(found.idle, key=lambda one: one.start) == list(found.idle)
    assert {length(one) for one in found.idle[:-1]} == {2 * MINUTE}
    assert found.idle[-1].end == max(one.end for one in found.idle)


def test_as_many_as_fit_are_all_told() -> None:
    assert len(pausing(MOST).idle) == MOST
