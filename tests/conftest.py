"""Fixtures for every tier.

Property tests are bounded and have the same examples at every run, however slow the computer is.
More examples by hand: `HYPOTHESIS_PROFILE=search pytest tests/property`.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from hypothesis import HealthCheck, settings
from tests.clean_aws import clean_aws
from xdist.scheduler import LoadScopeScheduling

from csms import bootstrap
from local_stack.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ.setdefault("POWERTOOLS_SERVICE_NAME", "tests")
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

_PATIENT = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", _PATIENT, max_examples=200, derandomize=True)
settings.register_profile("search", _PATIENT, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}


class OneStack(LoadScopeScheduling):
    """One process runs all of tests/e2e: they share a stack, and several would be slow together.

    By name, since groups of pytest-xdist (3.8.0) mean nothing to pytest 9.2: it marks another
    attribute of a test than the one that is asked.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "tests/e2e" if nodeid.startswith("tests/e2e/") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneStack:
    """Who runs which test, where several processes do."""
    return OneStack(config, log)


@pytest.fixture
def deployment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The deployment's tables in moto, and an environment that names them."""
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    with clean_aws():
        for name, value in TABLES.items():
            monkeypatch.setenv(name, value)
        queue = boto3.client("sqs").create_queue(QueueName="command-timeouts")
        monkeypatch.setenv("COMMAND_TIMEOUTS_URL", queue["QueueUrl"])
        monkeypatch.setenv("ORIGIN_SECRET", "from-our-edge")
        monkeypatch.setenv("LOWEST_SECURITY_PROFILE", "0")
        monkeypatch.setenv("CLIENT_CERTIFICATES", "on")
        # Who tests something else charges without having paid in.
        monkeypatch.setenv("MINIMUM_BALANCE", "0")
        forget_services()
        yield
        forget_services()


def forget_services() -> None:
    """Build the services anew, as a cold start does."""
    wiring = [one for name, one in sys.modules.items() if name.startswith(f"{bootstrap.__name__}.")]
    for value in (value for module in wiring for value in list(vars(module).values())):
        if hasattr(value, "cache_clear"):
            value.cache_clear()
