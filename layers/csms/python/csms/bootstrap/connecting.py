"""Settings, the clock and the clients of AWS: what all wiring rests on."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.adapters.dynamodb.table import Table
from csms.clock import Clock, utc_now
from csms.settings import Settings, read_settings

if TYPE_CHECKING:
    from botocore.config import Config
    from mypy_boto3_dynamodb import DynamoDBClient


@cache
def settings() -> Settings:
    """The environment, read once."""
    return read_settings(os.environ)


@cache
def client() -> DynamoDBClient:
    """DynamoDB, impatient enough for a frame."""
    from botocore.config import Config

    # Parameters are checked by our types; a fixed user agent saves building one for each request.
    config = Config(
        # Three requests of a frame, twice each, end before the function does: a reply is OCPP.
        retries={"mode": "standard", "total_max_attempts": 2},
        connect_timeout=1,
        read_timeout=3,
        parameter_validation=False,
        user_agent="stationmaster",
    )
    return boto3.client("dynamodb", config=config)


def table(name: str) -> Table:
    """A table by its name."""
    return Table(client(), name)


def impatient() -> Config:
    """One attempt, since whoever calls is called again."""
    from botocore.config import Config

    return Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=5)


def clock() -> Clock:
    """What tells the time; looked up late, so that tests may set it."""
    return utc_now
