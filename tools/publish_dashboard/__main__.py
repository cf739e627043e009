"""`python -m publish_dashboard [STACK]`: uploads `dashboard/dist` and the stack's addresses."""

import argparse
from pathlib import Path

import boto3

from publish_dashboard.publishing import Deployed, publish

_DIST = Path(__file__).parents[2] / "dashboard" / "dist"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m publish_dashboard", description=__doc__)
    parser.add_argument("stack", nargs="?", default="stationmaster-dev", help="name of the stack")
    name = parser.parse_args().stack
    session = boto3.Session()
    stacks = session.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stacks[0]["Outputs"]}
    deployed = Deployed(outputs, session.region_name)
    count = publish(_DIST, deployed, session.client("s3"), session.client("cloudfront"))
    print(f"{count} files are at {deployed.url}")


if __name__ == "__main__":
    main()
