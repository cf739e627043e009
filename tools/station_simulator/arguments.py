"""The command line: what to play, against what, with which stations."""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from station_simulator import demo, fleet
from station_simulator.casting import Casting, Registry
from station_simulator.operator_api import log_in, operator_api
from station_simulator.scenarios import SCENARIOS

TOKEN_VARIABLE = "OPERATOR_TOKEN"
STATION_HELP = """a station that exists, as id,password[,version[,token[,AC|DC[,watts]]]] with
version 1.6, 2.0.1 or 2.1; may be repeated; without any, scenarios register stations of their own
through the operator API and remove them afterwards"""


def parser(description: str | None) -> argparse.ArgumentParser:
    """Options of the scenarios; `demo` has a few of its own."""
    stack = Path(os.environ.get("LOCAL_DIR") or ".local", "stack.json")
    whole = argparse.ArgumentParser(
        prog="python -m station_simulator",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--list", action="store_true", help="list the scenarios and what they check")
    whole.add_argument("--scenario", action="append", choices=[*SCENARIOS], help="default: all")
    whole.add_argument("--version", action="append", choices=[*fleet.VERSIONS], help="default: all")
    whole.add_argument("--stations", type=int, default=1, help="for each scenario and version")
    whole.add_argument("--at-once", type=int, default=6, help="runs at the same time")
    whole.add_argument("--json", type=Path, help="write the results to this file, too")
    whole.add_argument("--file", type=Path, default=stack, help=f"default: {stack}")
    whole.add_argument("--operator-url", help=f"operator API; {TOKEN_VARIABLE} holds the id token")
    whole.add_argument("--site", help="site of the stations that are registered, for their tariff")
    whole.add_argument("--driver", default="simulator", help="who pays for their sessions")
    _add_stations(whole)
    modes = whole.add_subparsers(dest="mode")
    charging = modes.add_parser("demo", help=demo.__doc__)
    charging.add_argument("file", type=Path, nargs="?", default=stack)
    charging.add_argument("--charge-seconds", type=float, default=120.0)
    charging.add_argument("--pause-seconds", type=float, default=20.0)
    charging.add_argument("--meter-seconds", type=float, default=5.0)
    charging.add_argument("--speed", type=float, default=1.0, help="how fast energy flows")
    _add_stations(charging)
    return whole


def _add_stations(mode: argparse.ArgumentParser) -> None:
    mode.add_argument("--url", help="where stations connect to, e.g. wss://ocpp.example.com/ocpp")
    mode.add_argument("--station", action="append", help=STATION_HELP)
    mode.add_argument("--ca-file", type=Path, help="authority of the TLS certificate")


def given_stations(given: argparse.Namespace) -> list[fleet.Plan]:
    """Those of the command line."""
    if not given.station:
        return []
    if not given.url:
        raise ValueError("--station needs --url")
    return fleet.from_arguments(given.url, given.station, given.ca_file)


def casting(given: argparse.Namespace) -> Casting:
    """Stations and operator of the command line; what it leaves out is in the file."""
    stations = given_stations(given)
    if given.url:
        return _of_options(given, stations)
    content = json.loads(given.file.read_text())
    if "stations" in content:
        return Casting(fleet.from_file(given.file), None, None)
    return _of_local_stack(content)


def _of_options(given: argparse.Namespace, stations: list[fleet.Plan]) -> Casting:
    api = None
    if given.operator_url:
        api = operator_api(given.operator_url, os.environ[TOKEN_VARIABLE])
    elif not stations:
        raise ValueError("--url needs --station or --operator-url")
    registry = Registry(given.url, given.ca_file, given.site, given.driver)
    return Casting(stations, api, registry)


def _of_local_stack(stack: dict[str, Any]) -> Casting:
    """Its site has tariffs, its demo driver money."""
    from local_stack import demo as local  # noqa: PLC0415 - only the local stack has it

    api = operator_api(stack["operator_api_url"], log_in(stack))
    ca_file = Path(stack["ca_file"])
    registry = Registry(
        stack["ocpp_url"], ca_file, local.SITE, local.DRIVER_TOKEN, payer_is_token=True
    )
    return Casting([], api, registry)
