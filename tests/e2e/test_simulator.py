"""The station simulator as its users run it: scenarios, and stations that live until told."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from tests.e2e.clients import eventually
from tests.e2e.world import World, in_world

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.e2e.clients import Json

pytestmark = pytest.mark.slow

VERSIONS = ("1.6", "2.0.1")
LIMIT_S = 40


@pytest.mark.parametrize("scenario", ["happy_path", "offline_replay"])
@in_world
async def test_a_scenario_settles(world: World, tmp_path: Path, scenario: str) -> None:
    stations = await _stations(world)
    async with _simulator(world, tmp_path, scenario, stations) as simulator:
        output = await _output(simulator)
    assert simulator.returncode == 0, output
    assert output.count("passed") == len(VERSIONS)
    for station in stations:
        settled = await world.settled(station["station_id"])
        assert settled["energy_wh"] > 1_000


@in_world
async def test_a_scenario_that_fails_says_so(world: World, tmp_path: Path) -> None:
    stations = [one | {"password": "wrong"} for one in await _stations(world)]
    async with _simulator(world, tmp_path, "happy_path", stations) as simulator:
        output = await _output(simulator)
    assert simulator.returncode == 1, output
    assert "401" in output


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
@in_world
async def test_the_demo_charges_again_and_again_until_it_is_told(
    world: World, tmp_path: Path, signum: signal.Signals
) -> None:
    stations = await _stations(world)
    pace = ("--charge-seconds", "1", "--pause-seconds", "0.2", "--meter-seconds", "0.3")
    async with _simulator(world, tmp_path, "demo", stations, *pace) as simulator:
        for station in stations:

            async def second_session(station_id: str = station["station_id"]) -> bool:
                return len(await world.sessions(station_id)) >= 2

            await eventually("a second session", second_session, within_s=20)
        simulator.send_signal(signum)
        output = await _output(simulator)
    assert simulator.returncode == 0, output
    assert "Traceback" not in output
    assert "idTag" not in output
    assert stations[0]["token"] not in output


async def _stations(world: World) -> list[Json]:
    addresses = [await world.address() for _ in VERSIONS]
    return [
        {
            "station_id": address.station_id,
            "password": address.password,
            "version": version,
            "token": await world.token(),
        }
        for address, version in zip(addresses, VERSIONS, strict=True)
    ]


@asynccontextmanager
async def _simulator(
    world: World, folder: Path, mode: str, stations: list[Json], *options: str
) -> AsyncIterator[Process]:
    file = folder / "stations.json"
    file.write_text(json.dumps({"ocpp_url": world.stack["ocpp_url"], "stations": stations}))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "station_simulator", mode, str(file), *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _output(process: Process) -> str:
    """All of it, after the end."""
    output, _ = await asyncio.wait_for(process.communicate(), LIMIT_S)
    return output.decode()
