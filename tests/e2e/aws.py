"""The embedded AWS as an operator's tools see it: names of what the stack deployed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.payment_items import PAYMENT
from csms.adapters.dynamodb.stations import CONNECTION, SEEN

if TYPE_CHECKING:
    from datetime import timedelta

    from local_stack.stack_file import Stack

LONG_AGO = "2026-01-01T00:00:00.000Z"


def client(stack: Stack, service: str) -> Any:
    """One of its services; anybody may ask."""
    connect: Any = boto3.client
    return connect(
        service,
        endpoint_url=stack["aws_endpoint_url"],
        region_name=stack["aws_region"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def queue_url(stack: Stack, logical_id: str) -> str:
    """The address of a queue."""
    urls: list[str] = client(stack, "sqs").list_queues()["QueueUrls"]
    (found,) = [one for one in urls if f"-{logical_id}-" in one]
    return found


def invoke(stack: Stack, logical_id: str, event: Any) -> Any:
    """A function's answer; an error fails."""
    functions = client(stack, "lambda")
    pages = functions.get_paginator("list_functions").paginate()
    names = [one["FunctionName"] for page in pages for one in page["Functions"]]
    (name,) = [one for one in names if f"-{logical_id}-" in one]
    answer = functions.invoke(FunctionName=name, Payload=json.dumps(event))
    content = json.loads(answer["Payload"].read() or b"null")
    assert "FunctionError" not in answer, content
    return content


def look_is_due(stack: Stack, payment_id: str) -> int:
    """As if the time of a payment's next look had come; the version that it has."""
    storage = client(stack, "dynamodb")
    changed = storage.update_item(
        **_payment(storage, payment_id),
        UpdateExpression="SET look_at = :then",
        ConditionExpression="attribute_exists(look_at)",
        ExpressionAttributeValues={":then": {"S": LONG_AGO}},
        ReturnValues="ALL_NEW",
    )
    return int(changed["Attributes"]["version"]["N"])


def silent_for(stack: Stack, station_id: str, silence: timedelta) -> None:
    """As if so long ago a station had connected, and said nothing since; the look of now is due."""
    heard_at = clock.to_text(datetime.now(UTC) - silence)
    storage = client(stack, "dynamodb")
    for sk, attribute in ((CONNECTION, "connected_at"), (SEEN, "last_seen_at")):
        storage.update_item(
            TableName=_table(storage, "StationsTable"),
            Key={"pk": {"S": keys.station(station_id)}, "sk": {"S": sk}},
            UpdateExpression=f"SET {attribute} = :then",
            ExpressionAttributeValues={":then": {"S": heard_at}},
        )
    detail = {"station_id": station_id, "occurred_at": heard_at}
    body = json.dumps({"detail": detail})
    queue = queue_url(stack, "StationWatch")
    client(stack, "sqs").send_message(QueueUrl=queue, MessageBody=body, DelaySeconds=0)


def version(stack: Stack, payment_id: str) -> int:
    """How often a payment was stored."""
    storage = client(stack, "dynamodb")
    found = storage.get_item(**_payment(storage, payment_id))
    return int(found["Item"]["version"]["N"])


def _payment(storage: Any, payment_id: str) -> dict[str, Any]:
    return {
        "TableName": _table(storage, "PaymentsTable"),
        "Key": {"pk": {"S": keys.payment(payment_id)}, "sk": {"S": PAYMENT}},
    }


def _table(storage: Any, logical_id: str) -> str:
    (found,) = [one for one in storage.list_tables()["TableNames"] if f"-{logical_id}-" in one]
    return str(found)
