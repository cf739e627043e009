"""A station that is back is online, whatever becomes of its old socket."""

from __future__ import annotations

import asyncio

import pytest
from tests.e2e.clients import eventually
from tests.e2e.raw_station import RawStation, raw_station
from tests.e2e.world import World, in_world

pytestmark = pytest.mark.slow

# How long the old socket's end could take to do harm: far longer than it takes to be told.
WATCH_S = 3.0


@in_world
async def test_the_end_of_an_old_socket_changes_nothing(world: World) -> None:
    address = await world.address()
    async with raw_station(address, "ocpp1.6") as old:
        assert (await old.heartbeat("1"))[0] == 3
        async with raw_station(address, "ocpp1.6") as new:
            assert (await new.heartbeat("1"))[0] == 3
            await old.socket.close()
            await _stays_online(world, address.station_id)
            await _is_reached(world, address.station_id, new)

    async def offline() -> bool:
        return not await world.online(address.station_id)

    await eventually("offline after the newest socket's end", offline)


async def _stays_online(world: World, station_id: str) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + WATCH_S
    while loop.time() < until:
        assert await world.online(station_id)
        await asyncio.sleep(0.2)


async def _is_reached(world: World, station_id: str, station: RawStation) -> None:
    body = {"action": "reset", "payload": {"type": "soft"}}
    await world.operator.post(f"/stations/{station_id}/commands", body, queue="false")
    frame = await station.next_frame()
    assert (frame[0], *frame[2:]) == (2, "Reset", {"type": "Soft"})
