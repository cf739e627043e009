"""The worker that puts a session before a person is killed: there is one review, one incident."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.e2e.clients import eventually
from tests.e2e.executions import Execution
from tests.e2e.test_incidents import in_state
from tests.e2e.test_worker_kills import ENDS_WITHIN_S
from tests.e2e.workers import killed_when
from tests.e2e.world import World, in_world, unique

from station_simulator.scenarios.stage import online
from station_simulator.station import Reading

if TYPE_CHECKING:
    from tests.e2e.clients import Json

    from station_simulator.station import Station

pytestmark = pytest.mark.slow
REVIEW = "SettlementReviewFunction"
ENERGY_WH, LASTED = 4_000, timedelta(minutes=20)


async def _charging_for_nobody(world: World) -> tuple[Station, Json]:
    """A station that lets energy flow, though the token was refused: no machine may decide that."""
    station = await world.station("ocpp1.6")
    async with online(station):
        await station.boot()
        station.begin(f"NO{unique()}", Reading(datetime.now(UTC) - LASTED, 1_000))
        await station.flush()

        async def shown() -> Json | None:
            return next(iter(await world.sessions(station.id)), None)

        return station, await eventually("the session", shown, within_s=10)


async def _ends(station: Station) -> None:
    async with online(station):
        station.end(Reading(datetime.now(UTC), 1_000 + ENERGY_WH))
        await station.flush()


async def _reviewed(world: World, session: Json) -> Json:
    async def look() -> Json | None:
        now = await world.operator.get(f"/sessions/{session['session_id']}")
        return now if now["state"] == "review" else None

    return await eventually("review", look, within_s=ENDS_WITHIN_S)


@pytest.mark.parametrize("slices", [0, 4, 12])
@in_world
async def test_killed_while_it_asks_for_a_person_it_asks_once(world: World, slices: int) -> None:
    station, session = await _charging_for_nobody(world)
    await _ends(station)
    await _reviewed(world, session)  # a worker is there from now on
    station, session = await _charging_for_nobody(world)
    execution = Execution(world, session["session_id"])
    killing = asyncio.create_task(
        killed_when(world.stack, REVIEW, lambda: execution.entered("Review"), slices)
    )
    try:
        await _ends(station)
        await asyncio.wait_for(killing, ENDS_WITHIN_S)
    finally:
        killing.cancel()
    final = await _reviewed(world, session)
    assert final["energy_wh"] == ENERGY_WH
    waiting = (await world.operator.get("/sessions", in_review="true", limit=100))["items"]
    assert [one["session_id"] for one in waiting].count(session["session_id"]) == 1
    incident = await in_state(world, station.id, "open")
    assert incident["kind"] == "session_review"
    path = f"/ledger/transfers/chg:{session['session_id']}"
    assert "legs" not in await world.operator.send("GET", path, 404)
