"""A station that never answers: its time runs out, and the next command goes."""

from __future__ import annotations

import asyncio
import json

import pytest
from tests.e2e.clients import eventually
from tests.e2e.raw_station import raw_station
from tests.e2e.world import World, in_world

pytestmark = pytest.mark.slow

# 61 s until the timer of the first command, and what the queue takes.
LONGEST_S = 90


@in_world
async def test_an_unanswered_command_makes_way_for_the_next(world: World) -> None:
    address = await world.address()
    path = f"/stations/{address.station_id}/commands"
    async with raw_station(address, "ocpp1.6") as station:
        first, second = [
            await world.operator.post(path, {"action": action, "payload": {}})
            for action in ("clear_cache", "get_local_list_version")
        ]
        assert (await station.next_frame())[1] == first["command_id"]
        assert (await world.operator.get(f"{path}/{second['command_id']}"))["state"] == "queued"

        frame = json.loads(await asyncio.wait_for(station.socket.recv(), LONGEST_S))
        assert frame[1] == second["command_id"]
        assert (await world.operator.get(f"{path}/{first['command_id']}"))["state"] == "timed_out"

        for command in (first, second):
            await station.socket.send(json.dumps([3, command["command_id"], {"listVersion": 0}]))

        async def answered() -> bool:
            return bool(
                (await world.operator.get(f"{path}/{second['command_id']}"))["state"] == "answered"
            )

        await eventually("the second answer", answered)
        late = await world.operator.get(f"{path}/{first['command_id']}")
    assert (late["state"], late["answer"]) == ("timed_out", {"listVersion": 0})
