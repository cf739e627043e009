from dataclasses import replace
from datetime import timedelta

import pytest
from tests.builders import KEY, NOW, a_payer, a_start, a_stop, minutes

from csms.charging.model import ChargingSession, MeterReading, Payer
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated, price_energy, rate_session

ENDED = ChargingSession(KEY, "S", NOW, start=a_start(), payer=a_payer(), stop=a_stop())
ZERO = a_stop(reading=MeterReading(minutes(60), 1000))


def rate(session: ChargingSession) -> Rated | Wait | Review:
    return rate_session(session, [], minutes(61), timedelta(minutes=5))


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
        assert rated.priced is None


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
    tariff = a_start().tariff
    assert tariff is not None
    running = price_energy(replace(ENDED, stop=None), tariff, 5000, minutes(30))
    assert running == price_energy(ENDED, tariff, 5000, minutes(99))
