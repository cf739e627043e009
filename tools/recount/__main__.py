"""`make recount ARGS="--stack NAME [--anew]"`: count every fact again (docs/figures.md).

With the rights of whoever runs it: to read sessions, stations and the ledger, to write figures.
"""

import argparse
import os
from collections.abc import Iterator, Sequence

import boto3

from csms import bootstrap
from csms.figures.recounting import recount
from csms.ledger.model import Transfer
from csms.reconciliation.ports import Posted

TABLES = ("Stations", "Sessions", "Telemetry", "Ledger", "Directory", "Payments", "Figures")


def main(arguments_given: Sequence[str] | None = None) -> int:
    """0; what was found is printed."""
    parser = argparse.ArgumentParser(prog="make recount", description=__doc__)
    parser.add_argument("--stack", help="CloudFormation stack; else the environment names tables")
    parser.add_argument("--anew", action="store_true", help="empty the figures first")
    arguments = parser.parse_args(arguments_given)
    if arguments.stack:
        os.environ.update(_tables_of(arguments.stack))
    if arguments.anew:
        bootstrap.figures().forget()
    done = recount(_transfers(), bootstrap.counting())
    print(f"{done.facts} facts, {done.changed} of them were counted otherwise before")
    return 0


def _tables_of(stack: str) -> dict[str, str]:
    [found] = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in found["Outputs"]}
    return {f"{name.upper()}_TABLE": outputs[f"{name}TableName"] for name in TABLES}


def _transfers() -> Iterator[Transfer]:
    for fact in bootstrap.stored_books().ledger():
        if isinstance(fact, Posted):
            transfer = bootstrap.ledger().transfer(fact.transfer_id)
            if transfer is not None:
                yield transfer


if __name__ == "__main__":
    raise SystemExit(main())
