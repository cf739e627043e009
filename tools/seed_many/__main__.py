"""`make seed-many ARGS="--stations 10000"`: a large network in a stack that `make run` has started.

Written straight to the tables, since an import through the API would take an hour; what the streams
make of it, and so the figures, is made here by the same code.
"""

import argparse
import os
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3

from csms import bootstrap
from csms.figures.counting import count_station
from csms.stations.model import (
    BootFacts,
    ConnectorStatus,
    CurrentType,
    Evse,
    LiveConnection,
    Position,
    Site,
    Station,
)
from local_stack import stack_file
from local_stack.settings import STACK_NAME

STATIONS_OF_A_SITE = 50
WORDS = ("Available", "Charging", "Available", "Preparing", "Faulted", "Available", "Unavailable")
# Germany, roughly: sites are spread over it.
SOUTH, NORTH, WEST, EAST = 47.5, 54.5, 6.5, 14.5
AT_ONCE = 16
TABLES = ("Stations", "Sessions", "Telemetry", "Ledger", "Directory", "Payments", "Figures")


def main(arguments_given: Sequence[str] | None = None) -> int:
    """0; how long it took is printed."""
    parser = argparse.ArgumentParser(prog="make seed-many", description=__doc__)
    parser.add_argument("--stations", type=int, default=10_000)
    parser.add_argument("--stack", type=Path, default=Path(".local/stack.json"))
    arguments = parser.parse_args(arguments_given)
    _connect(arguments.stack)
    began = time.monotonic()
    for number in range(-(-arguments.stations // STATIONS_OF_A_SITE)):
        bootstrap.services().sites.put(a_site(number))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = sum(pool.map(seed_station, stations(arguments.stations)))
    print(f"{done} stations in {time.monotonic() - began:.0f} s")
    return 0


def stations(count: int) -> Iterator[Station]:
    """The same ones at each run."""
    for number in range(count):
        kind = CurrentType.DC if number % 5 == 0 else CurrentType.AC
        power_w = 150_000 if kind is CurrentType.DC else 22_000
        evses = tuple(Evse(place, kind, power_w, (1,)) for place in (1, 2))
        site_id = f"many-{number // STATIONS_OF_A_SITE:03d}"
        name = f"Bay {number % STATIONS_OF_A_SITE + 1}"
        yield Station(f"MANY-{number:05d}", None, 1, site_id, evses, name=name)


def a_site(number: int) -> Site:
    """A site somewhere in the country."""
    chance = random.Random(number)
    position = Position(
        round(chance.uniform(SOUTH, NORTH), 4), round(chance.uniform(WEST, EAST), 4)
    )
    return Site(f"many-{number:03d}", f"Car park {number}", "Europe/Berlin", position=position)


def seed_station(station: Station) -> bool:
    """Nine of ten are online; each connector has a word of its own."""
    chance, now = random.Random(station.station_id), datetime.now(UTC)
    repository, station_id = bootstrap.services().stations, station.station_id
    repository.put(station)
    repository.record_boot(station_id, BootFacts("Acme", "Wall 22", None, "1.4.2", now))
    if chance.random() < 0.9:
        repository.connect(station_id, LiveConnection(f"seeded-{station_id}", "ocpp1.6", now))
        for evse in station.evses:
            at = now - timedelta(minutes=chance.randrange(600))
            word = chance.choice(WORDS)
            error = "GroundFailure" if word == "Faulted" else "NoError"
            status = ConnectorStatus(evse.evse_id, 1, word, error, at)
            repository.record_connector_status(station_id, status)
    return count_station(station_id, bootstrap.counting())


def _connect(path: Path) -> None:
    """To the tables of a running stack."""
    stack = stack_file.read(path)
    os.environ.update(
        AWS_ENDPOINT_URL=stack["aws_endpoint_url"],
        AWS_DEFAULT_REGION=stack["aws_region"],
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
    )
    [found] = boto3.client("cloudformation").describe_stacks(StackName=STACK_NAME)["Stacks"]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in found["Outputs"]}
    os.environ.update({f"{name.upper()}_TABLE": outputs[f"{name}TableName"] for name in TABLES})


if __name__ == "__main__":
    raise SystemExit(main())
