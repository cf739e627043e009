"""A driver charges by app, and sees nobody else's business."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from tests.e2e.clients import api, create_driver, eventually, id_token
from tests.e2e.money import expected_cost
from tests.e2e.test_commands import BOTH, living_station
from tests.e2e.world import World, in_world, unique

if TYPE_CHECKING:
    from tests.e2e.clients import Json

    from local_stack.stack_file import User

pytestmark = pytest.mark.slow


@BOTH
@in_world
async def test_charge_by_app(world: World, version: str) -> None:
    async with living_station(world, version) as station_id:
        session_id = await start_by_app(world, station_id)

        async def flowing() -> Json | None:
            now = await world.driver.get(f"/sessions/{session_id}")
            return now if now["energy_wh"] > 0 else None

        running = await eventually("energy", flowing, within_s=10)
        assert running["state"] == "charging"
        assert running["active"] is True
        assert running["power_w"] > 0
        await world.driver.send("GET", f"/sessions/{session_id}/receipt", 409)
        stop = await world.driver.post(f"/sessions/{session_id}/stop", wait=10)
        assert stop["answer"] == {"status": "Accepted"}

        async def receipt() -> Json | None:
            answer = await world.driver.send("GET", f"/sessions/{session_id}/receipt", 200, 409)
            return answer if "cost" in answer else None

        paper = await eventually("the receipt", receipt, within_s=15)
    energy_wh = paper["meter_stop_wh"] - paper["meter_start_wh"]
    assert paper["energy_wh"] == energy_wh >= running["energy_wh"]
    expected = await expected_cost(world, paper["tariff_id"], energy_wh)
    assert paper["cost"] == expected.as_json()


@in_world
async def test_another_drivers_session_is_404(world: World) -> None:
    other: User = {"username": f"e2e-{unique()}@stationmaster.test", "password": "Other-local-1"}
    await asyncio.to_thread(create_driver, world.stack, other)
    async with living_station(world, "1.6") as station_id:
        session_id = await start_by_app(world, station_id)
        stranger = api(world.stack["client_api_url"], id_token(world.stack, other))
        async with stranger.http:
            await stranger.send("GET", f"/sessions/{session_id}", 404)
            await stranger.send("GET", f"/sessions/{session_id}/receipt", 404)
            await stranger.send("POST", f"/sessions/{session_id}/stop", 404)
            assert (await stranger.get("/sessions"))["items"] == []
        await world.driver.post(f"/sessions/{session_id}/stop", wait=10)


@pytest.mark.parametrize("path", ["/stations", "/sessions", "/tokens/DEMO0001"])
@in_world
async def test_a_driver_is_no_operator(world: World, path: str) -> None:
    token = id_token(world.stack, world.stack["users"]["driver"])
    intruder = api(world.stack["operator_api_url"], token)
    async with intruder.http:
        await intruder.send("GET", path, 403)


async def start_by_app(world: World, station_id: str) -> str:
    """Start by app; the id of the session once it shows."""
    wanted = {"station_id": station_id, "evse_id": 1}
    started = await world.driver.post("/sessions", wanted, wait=10)
    assert started["answer"] == {"status": "Accepted"}

    async def look() -> Json | None:
        mine: list[Json] = (await world.driver.get("/sessions"))["items"]
        return next((one for one in mine if one["station_id"] == station_id), None)

    session = await eventually("my session", look)
    session_id: str = session["session_id"]
    return session_id
