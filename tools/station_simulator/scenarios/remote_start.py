"""An operator starts and stops charging while the station lives its own life."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from station_simulator.charger import Charger, Pace
from station_simulator.demo import PASSING, connected
from station_simulator.operator_api import eventually
from station_simulator.scenarios.stage import Scenario, Stage
from station_simulator.vehicle import Meter

PACE = Pace(charge_seconds=120, meter_seconds=0.5)


async def play(stage: Stage) -> None:
    """Start; a second start is refused; stop."""
    token = stage.token
    async with _alive(stage):
        stage.step("start")
        wanted = {"evse_id": 1, "token_id": token}
        started = await stage.command("start", wanted)
        stage.same("the answer", started["answer"], {"status": "Accepted"})
        session = await stage.session("a session", lambda one: one["state"] == "charging")
        stage.same("its token", session["token_id"], token.upper())
        await stage.command("start", wanted, state="rejected")
        stage.step("stop")
        await stage.command("stop", {"transaction_id": session["transaction_id"]})
        ended = await stage.session("a settled session", lambda one: one["state"] == "settled")
    stage.same("the session", ended["session_id"], session["session_id"])
    stage.same("the reason", ended["stop_reason"], "Remote")


@asynccontextmanager
async def _alive(stage: Stage) -> AsyncIterator[None]:
    """The station connected and doing what it is told."""
    operator, station = stage.operator, stage.station()
    charger = Charger(station, None, stage.plan.vehicle, PACE, Meter(500_000))
    living = asyncio.create_task(connected(station, charger))

    async def is_online() -> bool:
        return bool((await stage.view())["online"])

    try:
        await eventually("the station online", is_online)
        yield
    finally:
        del operator
        living.cancel()
        with contextlib.suppress(asyncio.CancelledError, ExceptionGroup, *PASSING):
            await living


SCENARIO = Scenario(
    play, "answers of the commands; the session charges, refuses a second start, stops", True
)
