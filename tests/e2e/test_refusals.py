"""A start that is refused gets a proper answer, and the operator sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.e2e.clients import eventually
from tests.e2e.world import World, in_world, unique

from station_simulator.scenarios.stage import online
from station_simulator.station import Reading

if TYPE_CHECKING:
    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow

VISIBLE_WITHIN_S = 3.0


@pytest.mark.parametrize(
    ("protocol", "known", "status"),
    [
        ("ocpp1.6", False, "Invalid"),
        ("ocpp1.6", True, "Blocked"),
        ("ocpp2.0.1", False, "Unknown"),
        ("ocpp2.0.1", True, "Blocked"),
    ],
)
@in_world
async def test_a_refused_start_is_visible(
    world: World, protocol: str, known: bool, status: str
) -> None:
    token = await world.token("Blocked") if known else f"NO{unique()}"
    station = await world.station(protocol)
    async with online(station):
        await station.boot()
        assert await station.authorize(token) == status
        station.begin(token, Reading(datetime.now(UTC), 5_000))
        await station.flush()
        transaction = station.running()
        assert transaction.status == status
        assert transaction.transaction_id is not None
        if protocol == "ocpp1.6":
            assert 0 < int(transaction.transaction_id) < 2**31

        async def look() -> Json | None:
            return next(iter(await world.sessions(station.id)), None)

        session = await eventually("the refused session", look, VISIBLE_WITHIN_S)
    assert session["state"] == "refused"
    assert session["transaction_id"] == transaction.transaction_id
    assert session["token_id"] == token


@pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1"])
@in_world
async def test_a_started_session_is_visible(world: World, protocol: str) -> None:
    station = await world.station(protocol)
    async with online(station):
        await station.boot()
        station.begin(await world.token(), Reading(datetime.now(UTC), 5_000))
        await station.flush()

        async def look() -> Json | None:
            items: list[Json] = (await world.operator.get("/sessions", active="true"))["items"]
            return next((one for one in items if one["station_id"] == station.id), None)

        session = await eventually("the session", look, VISIBLE_WITHIN_S)
        assert session["state"] == "charging"
        assert session["active"] is True
        station.end(Reading(datetime.now(UTC), 5_000))
        await station.flush()
    settled = await world.settled(station.id)
    assert settled["energy_wh"] == 0
