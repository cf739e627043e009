"""Two stations charge: one session each, settled once, at exactly the tariff's price."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.e2e.money import expected_cost, position, sum_of_entries, wallet_entries
from tests.e2e.world import World, in_world

from station_simulator.scenarios.stage import online
from station_simulator.station import Reading, Station
from station_simulator.unreliable import LostAnswersWire, TwiceWire
from station_simulator.wire import Wire

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.slow

RUNS = (("ocpp1.6", "AC", 7_350), ("ocpp2.0.1", "DC", 22_140))
DURATION = timedelta(minutes=40)
SAMPLES = 4


@pytest.mark.parametrize(
    ("wire", "stop_overtakes"),
    [(Wire, False), (TwiceWire, False), (LostAnswersWire, False), (Wire, True)],
    ids=["once", "every frame twice", "answers lost", "stop before the last reading"],
)
@in_world
async def test_sessions_settle_once_at_the_tariffs_price(
    world: World, wire: type[Wire], stop_overtakes: bool
) -> None:
    before = await position(world)
    assert before > 2_000, "the demo driver's opening balance is spent"
    charged = [
        await _charge(world, wire, protocol, current_type, energy_wh, stop_overtakes)
        for protocol, current_type, energy_wh in RUNS
    ]
    sessions = await asyncio.gather(*(world.settled(station.id) for station in charged))
    gross = 0
    for (_, current_type, energy_wh), session in zip(RUNS, sessions, strict=True):
        expected = await expected_cost(world, session["tariff_id"], energy_wh)
        assert session["tariff_id"] == f"demo-{current_type.lower()}"
        assert session["energy_wh"] == energy_wh
        assert session["cost"] == expected.as_json()
        assert session["driver_id"] == world.driver_id
        assert session["flags"] == []
        entries = await wallet_entries(world, session["session_id"])
        assert [one["amount"] for one in entries] == [expected.charged()]
        assert await sum_of_entries(world, session) == 0
        gross += expected.gross
    assert await position(world) == before - gross


async def _charge(
    world: World,
    wire: type[Wire],
    protocol: str,
    current_type: str,
    energy_wh: int,
    stop_overtakes: bool,
) -> Station:
    station = await world.station(protocol, current_type, wire)
    async with online(station):
        await station.boot()
        token = await world.token()
        assert await station.authorize(token) == "Accepted"
        _record(station, token, energy_wh)
        if stop_overtakes:
            station.outbox.insert(len(station.outbox) - 2, station.outbox.pop())
        await station.flush()
    return station


def _record(station: Station, token: str, energy_wh: int) -> None:
    """A session of the last 40 minutes, from register 1,000,000 Wh."""
    started = datetime.now(UTC) - DURATION
    station.begin(token, Reading(started, 1_000_000))
    for sample in range(1, SAMPLES + 1):
        at = started + DURATION * sample / (SAMPLES + 1)
        register_wh = 1_000_000 + energy_wh * sample // (SAMPLES + 1)
        station.progress(Reading(at, register_wh, 10_000))
    station.end(Reading(started + DURATION, 1_000_000 + energy_wh))
