"""Fixtures for every tier."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from csms import bootstrap
from local_stack.tables import create_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ.setdefault("POWERTOOLS_SERVICE_NAME", "tests")
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}


@pytest.fixture
def deployment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The deployment's tables in moto, and an environment that names them."""
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        for name, value in create_tables(boto3.client("dynamodb")).items():
            monkeypatch.setenv(name, value)
        queue = boto3.client("sqs").create_queue(QueueName="command-timeouts")
        monkeypatch.setenv("COMMAND_TIMEOUTS_URL", queue["QueueUrl"])
        monkeypatch.setenv("ORIGIN_SECRET", "from-our-edge")
        monkeypatch.setenv("LOWEST_SECURITY_PROFILE", "0")
        monkeypatch.setenv("CLIENT_CERTIFICATES", "on")
        forget_services()
        yield
        forget_services()


def forget_services() -> None:
    """Build the services anew, as a cold start does."""
    for value in vars(bootstrap).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()
