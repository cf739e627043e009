from dataclasses import replace
from datetime import timedelta

import pytest
from tests.builders import KEY, NOW, a_payer, a_start, a_stop, a_tariff, minutes

from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.charging.ports import SessionTelemetry
from csms.charging.vocabulary import Flag
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated, rate_session
from csms.settlement.telling import running_price

ENDED = ChargingSession(KEY, "S", NOW, start=a_start(), payer=a_payer(), stop=a_stop())
ZERO = a_stop(reading=MeterReading(minutes(60), 1000))


def rate(session: ChargingSession) -> Rated | Wait | Review:
    return rate_session(session, SessionTelemetry(), minutes(61), timedelta(minutes=5))


def test_session_is_priced_with_the_tariff_of_its_start() -> None:
    rated = rate(ENDED)
    assert isinstance(rated, Rated)
    assert rated.priced is not None
    assert (rated.energy.energy_wh, rated.priced.net.minor) == (5000, 175)


def test_zero_energy_costs_nothing_whoever_pays() -> None:
    for session in (
        replace(ENDED, stop=ZERO),
        replace(ENDED, stop=ZERO, payer=None, start=a_start(tariff=None)),
    ):
        rated = rate(session)
        assert isinstance(rated, Rated)
        assert rated.priced is None or rated.priced.gross_minor == 0


@pytest.mark.parametrize("payer", [None, a_payer(None)])
def test_energy_without_a_payer_is_reviewed(payer: Payer | None) -> None:
    found = rate(replace(ENDED, payer=payer))
    assert found == Review("energy was delivered, but nobody is known to pay for it")


def test_energy_without_a_tariff_is_never_free() -> None:
    found = rate(replace(ENDED, start=a_start(tariff=None)))
    assert isinstance(found, Review)
    assert "no tariff" in found.reason


def test_missing_reading_is_waited_for() -> None:
    assert isinstance(rate(replace(ENDED, stop=a_stop(reading=None))), Wait)


def test_running_and_final_cost_are_the_same_function() -> None:
    running = running_price(replace(ENDED, stop=None, latest=MeterReading(minutes(60), 6000)))
    rated = rate(ENDED)
    assert isinstance(rated, Rated)
    assert running == rated.priced


def test_a_fee_without_energy_is_due_where_the_tariff_says_so() -> None:
    fee = {"price_components": [{"type": "FLAT", "price": 2}]}
    for free, gross_minor in ((True, 0), (False, 200)):
        tariff = a_tariff(elements=[fee], rules={"free_without_energy": free})
        session = replace(ENDED, stop=ZERO, start=a_start(tariff=tariff))
        rated = rate(session)
        assert isinstance(rated, Rated)
        assert rated.priced is not None
        assert rated.priced.gross_minor == gross_minor
        anonymous = rate(replace(session, payer=None))
        due = Review("a fee is due, but nobody is known to pay for it")
        assert (anonymous == due) is not free


def test_a_tariff_that_could_not_be_read_is_never_free() -> None:
    flags = frozenset({Flag.TARIFF_UNREADABLE.value})
    session = replace(ENDED, start=a_start(tariff=None), flags=flags)
    assert rate(session) == Review("the session's tariff cannot be read")


def test_a_zone_that_is_none_is_reviewed_and_tells_no_running_cost() -> None:
    session = replace(ENDED, start=a_start(time_zone="Europe/Nowhere"))
    found = rate(session)
    assert found == Review("the session cannot be priced: Europe/Nowhere is no time zone")
    assert running_price(replace(session, stop=None)) is None
