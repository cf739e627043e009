"""The station simulator as its users run it: scenarios, and stations that live until told."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from tests.e2e.clients import eventually, id_token
from tests.e2e.world import World, in_world

from station_simulator.fleet import VERSIONS
from station_simulator.scenarios import SCENARIOS

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.e2e.clients import Json

    from local_stack.stack_file import Stack

pytestmark = pytest.mark.slow

EVERY_RUN = [(name, one) for name, scenario in SCENARIOS.items() for one in scenario.versions]
LIMIT_S = 240


@pytest.fixture(scope="module")
def results(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Json]:
    """All scenarios in one go, as `make simulate` plays them."""
    folder = tmp_path_factory.mktemp("scenarios")
    (folder / "stack.json").write_text(json.dumps(stack))

    async def play() -> str:
        options = ("--file", str(folder / "stack.json"), "--json", str(folder / "results.json"))
        async with _simulator(*options) as simulator:
            return await _output(simulator)

    output = asyncio.run(play())
    assert (folder / "results.json").exists(), output
    rows = json.loads((folder / "results.json").read_text())
    return {(row["scenario"], row["version"]): row for row in rows}


@pytest.mark.parametrize(("scenario", "version"), EVERY_RUN)
def test_a_scenario_passes(
    results: dict[tuple[str, str], Json], scenario: str, version: str
) -> None:
    row = results[scenario, version]
    assert row["result"] == "passed", row["reason"]
    assert row["checks"] > 0


@in_world
async def test_a_scenario_that_fails_says_so(world: World, tmp_path: Path) -> None:
    stations = [one | {"password": "wrong"} for one in await _stations(world)]
    file = _file(world, tmp_path, stations)
    async with _simulator("--scenario", "happy_path", "--file", file) as simulator:
        output = await _output(simulator)
    assert simulator.returncode == 1, output
    assert "401" in output


@in_world
async def test_without_an_operator_the_stations_side_is_checked(
    world: World, tmp_path: Path
) -> None:
    file = _file(world, tmp_path, await _stations(world))
    chosen = ("--scenario", "refused_token", "--scenario", "reservation", "--version", "2.1")
    async with _simulator(*chosen, "--file", file, "--json", str(tmp_path / "out")) as simulator:
        output = await _output(simulator)
    assert simulator.returncode == 0, output
    rows = json.loads((tmp_path / "out").read_text())
    assert {one["scenario"]: (one["version"], one["result"]) for one in rows} == {
        "refused_token": ("2.1", "passed"),
        "reservation": ("2.1", "skipped"),
    }


@in_world
async def test_given_stations_and_an_operator(world: World, tmp_path: Path) -> None:
    station = (await _stations(world))[1]
    given = ",".join(station[name] for name in ("station_id", "password", "version", "token"))
    token = id_token(world.stack, world.stack["users"]["operator"])
    options = ("--url", world.stack["ocpp_url"], "--operator-url", world.stack["operator_api_url"])
    chosen = ("--scenario", "offline_replay", "--version", station["version"], "--station", given)
    async with _simulator(*options, *chosen, OPERATOR_TOKEN=token) as simulator:
        output = await _output(simulator)
    assert simulator.returncode == 0, output
    assert token not in output
    assert (await world.settled(station["station_id"]))["energy_wh"] > 1_000


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
@in_world
async def test_the_demo_charges_again_and_again_until_it_is_told(
    world: World, tmp_path: Path, signum: signal.Signals
) -> None:
    stations = await _stations(world)
    pace = ("--charge-seconds", "1", "--pause-seconds", "0.2", "--meter-seconds", "0.3")
    async with _simulator("demo", _file(world, tmp_path, stations), *pace) as simulator:
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


def _file(world: World, folder: Path, stations: list[Json]) -> str:
    file = folder / "stations.json"
    file.write_text(json.dumps({"ocpp_url": world.stack["ocpp_url"], "stations": stations}))
    return str(file)


@asynccontextmanager
async def _simulator(*options: str, **variables: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "station_simulator", *options),
        env=os.environ | variables,
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
