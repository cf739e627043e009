"""A failed condition is an answer; a conflict with another transaction is a race, tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from csms.adapters.dynamodb.transactions import ATTEMPTS, write_together
from csms.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

PUT: dict[str, Any] = {"Put": {"TableName": "ledger", "Item": {"pk": {"S": "1"}}}}


@pytest.fixture
def dynamodb() -> Iterator[tuple[DynamoDBClient, Stubber]]:
    client = boto3.client(
        "dynamodb",
        region_name="eu-central-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    with Stubber(client) as stubber:
        yield client, stubber
        stubber.assert_no_pending_responses()


def cancelled(stubber: Stubber, *codes: str) -> None:
    stubber.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": one} for one in codes]},
    )


def test_a_conflict_is_tried_again(dynamodb: tuple[DynamoDBClient, Stubber]) -> None:
    client, stubber = dynamodb
    cancelled(stubber, "None", "TransactionConflict")
    stubber.add_client_error("transact_write_items", "TransactionInProgressException")
    stubber.add_response("transact_write_items", {})
    assert write_together(client, [PUT, PUT]) is None


def test_a_race_that_is_lost_too_often_is_for_later(
    dynamodb: tuple[DynamoDBClient, Stubber],
) -> None:
    client, stubber = dynamodb
    for number in range(ATTEMPTS):
        cancelled(stubber, ["TransactionConflict", "ThrottlingError"][number % 2])
    with pytest.raises(Unavailable):
        write_together(client, [PUT])


def test_a_failed_condition_is_an_answer_and_not_tried_again(
    dynamodb: tuple[DynamoDBClient, Stubber],
) -> None:
    client, stubber = dynamodb
    cancelled(stubber, "TransactionConflict", "ConditionalCheckFailed", "ConditionalCheckFailed")
    assert write_together(client, [PUT, PUT, PUT]) == 1


def test_what_is_neither_is_raised(dynamodb: tuple[DynamoDBClient, Stubber]) -> None:
    client, stubber = dynamodb
    cancelled(stubber, "ValidationError")
    with pytest.raises(ClientError):
        write_together(client, [PUT])
    stubber.add_client_error("transact_write_items", "AccessDeniedException")
    with pytest.raises(ClientError):
        write_together(client, [PUT])
