"""Simulated stations for the local stack or any deployment.

Without `demo` it plays scenarios, checks what comes of them, and fails if one of them fails.
"""

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Coroutine
from typing import Any

from station_simulator import arguments, demo, fleet
from station_simulator.charger import Pace
from station_simulator.scenarios import SCENARIOS, runner


def main() -> int:
    given = arguments.parser(__doc__).parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    # `ocpp` writes whole frames, id tokens included, at INFO, and every CALLERROR at WARNING.
    logging.getLogger("ocpp").setLevel(logging.CRITICAL)
    for name in ("websockets", "httpx", "botocore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    if given.list:
        return _list()
    try:
        work = _demo(given) if given.mode == "demo" else _scenarios(given)
    except (OSError, ValueError, KeyError) as error:
        print(f"No stations to simulate: {error}. Is `make run` running?", file=sys.stderr)
        return 2
    return asyncio.run(_until_told(work, when_told=0 if given.mode == "demo" else 1))


def _list() -> int:
    for name, scenario in SCENARIOS.items():
        needs = ", needs the operator API" if scenario.needs_operator else ""
        print(f"{name} ({', '.join(scenario.versions)}{needs})\n    {scenario.checks}")
    return 0


def _demo(given: argparse.Namespace) -> Coroutine[Any, Any, None]:
    plans = arguments.given_stations(given) or fleet.from_file(given.file)
    pace = Pace(given.charge_seconds, given.pause_seconds, given.meter_seconds, given.speed)
    return demo.run(plans, pace)


def _scenarios(given: argparse.Namespace) -> Coroutine[Any, Any, bool]:
    logging.getLogger("station_simulator").setLevel(logging.WARNING)
    choice = runner.Choice(
        given.scenario or list(SCENARIOS),
        given.version or list(fleet.VERSIONS),
        given.stations,
        given.at_once,
    )
    return runner.play(choice, arguments.casting(given), given.json)


async def _until_told(work: Coroutine[Any, Any, bool | None], when_told: int) -> int:
    """Run until the end of the work, SIGINT or SIGTERM; the exit status.

    To be told is the only end of a demo, and no success of scenarios.
    """
    task = asyncio.create_task(work)
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        return 1 if await task is False else 0
    return when_told


if __name__ == "__main__":
    sys.exit(main())
