"""`make seed-many ARGS="--stations 10000"`: a large network in a stack that `make run` has started.

Written straight to the tables, since an import through the API would take an hour. Nobody is told:
what events would make of it, and so the figures, is made here by the same code.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import boto3

from csms import bootstrap
from csms.bootstrap.connecting import settings
from local_stack import stack_file
from local_stack.settings import STACK_NAME
from seed_many import streams
from seed_many.network import sites, stations
from seed_many.writing import Seeding

TABLES = ("Stations", "Sessions", "Telemetry", "Ledger", "Directory", "Payments", "Figures")
EVERY_S = 2


def main(arguments_given: Sequence[str] | None = None) -> int:
    """0; how far it is and how long it took is printed."""
    parser = argparse.ArgumentParser(prog="make seed-many", description=__doc__)
    parser.add_argument("--stations", type=int, default=10_000)
    parser.add_argument("--stack", type=Path, default=Path(".local/stack.json"))
    arguments = parser.parse_args(arguments_given)
    _connect(arguments.stack)
    began = told = time.monotonic()
    for site in sites(arguments.stations):
        bootstrap.services().sites.put(site)
    with streams.skipped(settings().stations_table):
        for done in Seeding().put(stations(arguments.stations)):
            if time.monotonic() - told > EVERY_S:
                told = time.monotonic()
                print(
                    f"[{told - began:5.1f} s] {done} of {arguments.stations}",
                    file=sys.stderr,
                    flush=True,
                )
    print(f"{arguments.stations} stations in {time.monotonic() - began:.0f} s")
    return 0


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
