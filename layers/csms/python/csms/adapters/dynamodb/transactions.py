"""Several writes together or not at all, with lost races tried again."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from csms.adapters.dynamodb.table import RETRYABLE, Item
from csms.errors import Unavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PASSING = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
ATTEMPTS = 5
FIRST_PAUSE_S = 0.05


def write_together(client: DynamoDBClient, actions: list[Item]) -> int | None:
    """None: written. A number: the first action whose condition failed; nothing was written.

    A conflict with another transaction is no answer but a race: it is tried again with full
    jitter, then Unavailable. botocore does not retry it.
    """
    for attempt in range(ATTEMPTS):
        try:
            transact: Any = client.transact_write_items
            transact(TransactItems=actions)
        except ClientError as error:
            failed = _failed_condition(error)
            if failed is not None:
                return failed
            time.sleep(random.uniform(0, FIRST_PAUSE_S * 2**attempt))
        else:
            return None
    raise Unavailable("DynamoDB: too many conflicting transactions")


def _failed_condition(error: ClientError) -> int | None:
    """Which condition failed; None for a conflict; anything else is raised."""
    code = error.response["Error"]["Code"]
    if code in RETRYABLE:
        return None
    if code != "TransactionCanceledException":
        raise error
    reasons: list[Item] = error.response.get("CancellationReasons", [])  # type: ignore[assignment]
    codes = [reason.get("Code") for reason in reasons]
    if "ConditionalCheckFailed" in codes:
        return codes.index("ConditionalCheckFailed")
    if PASSING & set(codes):
        return None
    raise error
