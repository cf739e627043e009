"""The operator's commands reach stations and come back with an answer."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from tests.e2e.clients import eventually
from tests.e2e.world import World, in_world

from station_simulator.charger import Pace
from station_simulator.demo import keep_alive
from station_simulator.fleet import Plan
from station_simulator.scenarios.stage import online

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow
BOTH = pytest.mark.parametrize("version", ["1.6", "2.0.1"])

# Energy flows fast enough to be seen and little enough to cost a few cents.
PACE = Pace(charge_seconds=60, meter_seconds=0.5, speed=30)
START = {"1.6": "RemoteStartTransaction", "2.0.1": "RequestStartTransaction"}


@asynccontextmanager
async def living_station(world: World, version: str) -> AsyncIterator[str]:
    """The identity of a connected station that does what it is told."""
    plan = Plan(await world.address(), version, None, "AC", 11_000)
    living = asyncio.create_task(keep_alive(plan, PACE))
    try:
        await eventually("online", lambda: world.online(plan.address.station_id), within_s=30)
        yield plan.address.station_id
    finally:
        living.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await living


async def command(world: World, station_id: str, action: str, payload: Json) -> Json:
    """Send a command and wait for its answer; asked for again it says the same."""
    path = f"/stations/{station_id}/commands"
    done = await world.operator.send(
        "POST", path, 200, body={"action": action, "payload": payload}, query={"wait": 10}
    )
    assert await world.operator.get(f"{path}/{done['command_id']}") == done
    return done


async def session_in(world: World, station_id: str, state: str, within_s: float = 5.0) -> Json:
    async def look() -> Json | None:
        sessions = await world.sessions(station_id)
        return next((one for one in sessions if one["state"] == state), None)

    return await eventually(f"a session that is {state}", look, within_s)


@BOTH
@in_world
async def test_start_and_stop(world: World, version: str) -> None:
    token = await world.token()
    async with living_station(world, version) as station_id:
        payload = {"evse_id": 1, "token_id": token}
        started = await command(world, station_id, "start", payload)
        assert started["state"] == "answered"
        assert started["sent_action"] == START[version]
        assert started["answer"] == {"status": "Accepted"}
        session = await session_in(world, station_id, "charging")
        assert session["token_id"] == token
        payload = {"transaction_id": session["transaction_id"]}
        stopped = await command(world, station_id, "stop", payload)
        assert stopped["answer"] == {"status": "Accepted"}
        settled = await session_in(world, station_id, "settled", within_s=15)
    assert settled["session_id"] == session["session_id"]
    assert settled["stop_reason"] == "Remote"


@BOTH
@in_world
async def test_a_second_start_is_rejected_by_the_station(world: World, version: str) -> None:
    async with living_station(world, version) as station_id:
        payload = {"evse_id": 1, "token_id": await world.token()}
        await command(world, station_id, "start", payload)
        await session_in(world, station_id, "charging")
        refused = await command(world, station_id, "start", payload)
    assert refused["state"] == "rejected"
    assert refused["answer"] == {"status": "Rejected"}


@BOTH
@in_world
async def test_trigger(world: World, version: str) -> None:
    async with living_station(world, version) as station_id:
        before = (await world.operator.get(f"/stations/{station_id}"))["boot"]
        payload = {"message": "BootNotification"}
        done = await command(world, station_id, "trigger", payload)
        assert done["answer"] == {"status": "Accepted"}

        async def booted_again() -> bool:
            return bool((await world.operator.get(f"/stations/{station_id}"))["boot"] != before)

        await eventually("another boot", booted_again)


@BOTH
@in_world
async def test_reset_and_back_again(world: World, version: str) -> None:
    async with living_station(world, version) as station_id:
        before = (await world.operator.get(f"/stations/{station_id}"))["connection"]
        done = await command(world, station_id, "reset", {"type": "hard"})
        assert done["answer"] == {"status": "Accepted"}

        async def back() -> bool:
            now = (await world.operator.get(f"/stations/{station_id}"))["connection"]
            return bool(now["online"] and now["connected_at"] > before["connected_at"])

        await eventually("a new connection", back, within_s=10)


@pytest.mark.parametrize(
    ("version", "action", "payload", "member"),
    [
        ("1.6", "GetConfiguration", {"key": ["HeartbeatInterval"]}, "configurationKey"),
        (
            "2.0.1",
            "GetVariables",
            {
                "getVariableData": [
                    {
                        "component": {"name": "OCPPCommCtrlr"},
                        "variable": {"name": "HeartbeatInterval"},
                    }
                ]
            },
            "getVariableResult",
        ),
    ],
)
@in_world
async def test_any_action_of_the_version(
    world: World, version: str, action: str, payload: Json, member: str
) -> None:
    async with living_station(world, version) as station_id:
        done = await command(world, station_id, action, payload)
    assert done["state"] == "answered"
    assert len(done["answer"][member]) == 1


@BOTH
@in_world
async def test_offline_and_not_to_be_queued(world: World, version: str) -> None:
    station = await world.station(f"ocpp{version}")
    problem = await world.operator.send(
        "POST",
        f"/stations/{station.id}/commands",
        409,
        body={"action": "reset", "payload": {}},
        query={"queue": "false"},
    )
    assert problem["status"] == 409


@BOTH
@in_world
async def test_a_queued_command_is_delivered_after_connecting(world: World, version: str) -> None:
    station = await world.station(f"ocpp{version}")
    path = f"/stations/{station.id}/commands"
    payload = {"message": "Heartbeat"}
    queued = await world.operator.post(path, {"action": "trigger", "payload": payload})
    assert queued["state"] == "queued"

    async def answered() -> bool:
        now = await world.operator.get(f"{path}/{queued['command_id']}")
        return bool(now["state"] == "answered")

    async with online(station):
        await eventually("the answer", answered)
    assert station.wishes.qsize() == 1
