"""An AWS account with the deployment's tables and nothing in them, for each test its own.

moto forgets everything between two tests. Only the empty tables are made once, and copied in.
"""

from __future__ import annotations

import copy
import functools
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import boto3
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from tests import quick_moto

from local_stack.tables import TABLES, create_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION = "eu-central-1"


@contextmanager
def clean_aws() -> Iterator[None]:
    """Inside, all of AWS is moto's, as after the first deployment."""
    with mock_aws():
        _backend().tables.update(copy.deepcopy(_tables()))
        yield


@functools.cache
def _tables() -> dict[str, Any]:
    """As their creation leaves them; of these only copies are used."""
    create_tables(boto3.client("dynamodb", region_name=REGION))
    made = dict(_backend().tables)
    assert made.keys() == set(TABLES.values())
    _backend().tables.clear()
    return made


def _backend() -> DynamoDBBackend:
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]


quick_moto.install()
