"""Demo mode: stations that charge and stop again and again, until somebody ends them."""

import asyncio
import logging
import random
from collections.abc import Sequence

from ocpp.exceptions import OCPPError  # type: ignore[import-untyped]
from websockets.exceptions import WebSocketException

from station_simulator.charger import Charger, Pace
from station_simulator.fleet import Plan
from station_simulator.station import Station
from station_simulator.vehicle import Meter

LONGEST_PAUSE_S = 60.0
# What a connection may end with; anything else is a fault of the simulator.
PASSING = (OSError, TimeoutError, WebSocketException, OCPPError)
logger = logging.getLogger("station_simulator")


async def run(plans: Sequence[Plan], pace: Pace) -> None:
    """All stations at the same time, for ever."""
    async with asyncio.TaskGroup() as tasks:
        for number, plan in enumerate(plans):
            tasks.create_task(keep_alive(plan, pace, delay_s=number * 0.5))


async def keep_alive(plan: Plan, pace: Pace, delay_s: float = 0.0) -> None:
    """One station, reconnecting with growing pauses; its transaction outlives the socket."""
    await asyncio.sleep(delay_s)
    station = plan.station()
    charger = Charger(station, plan.token, plan.vehicle, pace, Meter(random.randrange(10**6)))
    loop = asyncio.get_running_loop()
    pause_s = 1.0
    while True:
        started = loop.time()
        try:
            await connected(station, charger)
        except* PASSING as errors:
            logger.warning("%s: %s", plan.address.station_id, _reason(errors))
        if loop.time() - started > LONGEST_PAUSE_S:
            pause_s = 1.0
        await asyncio.sleep(pause_s * random.uniform(0.7, 1.3))
        pause_s = min(LONGEST_PAUSE_S, pause_s * 2)


async def connected(station: Station, charger: Charger) -> None:
    """Open the socket, live, and close it whatever happens."""
    await station.wire.open()
    logger.info("%s: connected (%s)", station.id, station.protocol)
    try:
        await charger.live()
    finally:
        await station.wire.close()


def _reason(errors: BaseExceptionGroup[BaseException]) -> str:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}"[:200]
