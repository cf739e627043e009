"""`python -m station_simulator`: stations for the local stack or for any deployment."""

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from station_simulator import demo, fleet, scenarios
from station_simulator.charger import Pace
from station_simulator.scenarios import runner

LOCAL_STACK = Path(".local/stack.json")
STATION_HELP = """a station as id,password[,version[,token[,AC|DC[,watts]]]] with version 1.6 or
2.0.1; without a token it charges only when the CSMS asks for it; may be repeated"""


def main() -> int:
    arguments = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    for name in ("ocpp", "websockets"):  # `ocpp` writes whole frames at INFO, id tokens included
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        plans = _plans(arguments)
    except (OSError, ValueError, KeyError) as error:
        print(f"No stations to simulate: {error}. Is `make run` running?", file=sys.stderr)
        return 2
    if arguments.mode == "demo":
        pace = Pace(
            arguments.charge_seconds,
            arguments.pause_seconds,
            arguments.meter_seconds,
            arguments.speed,
        )
        return asyncio.run(_until_told(demo.run(plans, pace)))
    scenario = scenarios.SCENARIOS[arguments.mode]
    with_token = [plan for plan in plans if plan.token]
    return asyncio.run(_until_told(runner.run(arguments.mode, scenario, with_token)))


async def _until_told(work: Coroutine[Any, Any, bool | None]) -> int:
    """Run until the end of the work, SIGINT or SIGTERM; the exit status."""
    task = asyncio.create_task(work)
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        return 1 if await task is False else 0
    return 0


def _plans(arguments: argparse.Namespace) -> list[fleet.Plan]:
    if not arguments.station:
        return fleet.from_file(arguments.file)
    if not arguments.url:
        raise ValueError("--station needs --url")
    return fleet.from_arguments(arguments.url, arguments.station, arguments.ca_file)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m station_simulator", description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    charging = modes.add_parser("demo", help=demo.__doc__)
    charging.add_argument("--charge-seconds", type=float, default=120.0)
    charging.add_argument("--pause-seconds", type=float, default=20.0)
    charging.add_argument("--meter-seconds", type=float, default=5.0)
    charging.add_argument("--speed", type=float, default=1.0, help="how fast energy flows")
    _add_stations(charging)
    for name, scenario in scenarios.SCENARIOS.items():
        module = sys.modules[scenario.__module__]
        _add_stations(modes.add_parser(name, help=module.__doc__))
    return parser


def _add_stations(mode: argparse.ArgumentParser) -> None:
    mode.add_argument(
        "file", type=Path, nargs="?", default=LOCAL_STACK, help="JSON with ocpp_url and stations"
    )
    mode.add_argument("--url", help="where stations connect to, e.g. wss://ocpp.example.com/ocpp")
    mode.add_argument("--station", action="append", help=STATION_HELP)
    mode.add_argument("--ca-file", type=Path, help="authority of the TLS certificate")


if __name__ == "__main__":
    sys.exit(main())
