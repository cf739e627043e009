"""A thin typed view of one table over the low-level client (the resource API costs more)."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

from csms.errors import Rejected, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]
RETRYABLE = {
    "InternalServerError",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "TransactionConflictException",
    "TransactionInProgressException",
}
_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


class ConditionFailed(Exception):
    """A condition did not hold; `item` is what stood there, None if nothing did."""

    def __init__(self, item: Item | None) -> None:
        """The item as ReturnValuesOnConditionCheckFailure gives it."""
        super().__init__("condition failed")
        self.item = item


class Table:
    """Get, put, update and query by full key."""

    def __init__(self, client: DynamoDBClient, name: str) -> None:
        """The client is shared by all tables."""
        self.client = client
        self.name = name

    def get(self, pk: str, sk: str, *, consistent: bool = True) -> Item | None:
        """One item."""
        answer = self.client.get_item(
            TableName=self.name, Key=key(pk, sk), ConsistentRead=consistent
        )
        return unmarshal(answer.get("Item"))

    def put(self, item: Item, condition: str | None = None) -> None:
        """Write an item; ConditionFailed carries the one in the way."""
        arguments: Item = {"TableName": self.name, "Item": marshal(item)}
        if condition:
            arguments["ConditionExpression"] = condition
            arguments["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
        translated(self.client.put_item, arguments)

    def put_if(self, item: Item, condition: str, before: Any) -> None:
        """Write an item if `condition` holds; `:before` stands in it for what was read."""
        arguments: Item = {
            "TableName": self.name,
            "Item": marshal(item),
            "ConditionExpression": condition,
        }
        if ":before" in condition:
            arguments["ExpressionAttributeValues"] = marshal({":before": before})
        translated(self.client.put_item, arguments)

    def delete(self, pk: str, sk: str) -> None:
        """Remove an item, if it is there."""
        self.client.delete_item(TableName=self.name, Key=key(pk, sk))

    def delete_unless(self, pk: str, sk: str, stands: tuple[str, str]) -> None:
        """Remove an item, unless an attribute has this text."""
        arguments: Item = {
            "TableName": self.name,
            "Key": key(pk, sk),
            "ConditionExpression": "#name <> :value",
            "ExpressionAttributeNames": {"#name": stands[0]},
            "ExpressionAttributeValues": {":value": {"S": stands[1]}},
        }
        with suppress(ConditionFailed):
            translated(self.client.delete_item, arguments)

    def delete_older(self, pk: str, sk: str, version: int) -> None:
        """Remove an item of an older `version`; ConditionFailed if there is none."""
        condition = {
            "ConditionExpression": "version < :version",
            "ExpressionAttributeValues": marshal({":version": version}),
        }
        arguments = {"TableName": self.name, "Key": key(pk, sk)} | condition
        translated(self.client.delete_item, arguments)

    def put_many(self, items: list[Item]) -> None:
        """Write items in one request for each 25; what was left unprocessed is sent again."""
        for start in range(0, len(items), 25):
            puts: Any = [
                {"PutRequest": {"Item": marshal(one)}} for one in items[start : start + 25]
            ]
            for _attempt in range(5):
                answer = translated(
                    self.client.batch_write_item, {"RequestItems": {self.name: puts}}
                )
                puts = answer["UnprocessedItems"].get(self.name)
                if not puts:
                    break
            else:
                raise Unavailable("DynamoDB left items unprocessed")

    def update(self, pk: str, sk: str, expression: Mapping[str, Any]) -> None:
        """Change an item. `expression` is from `Update.render`."""
        self._update(pk, sk, expression, "NONE")

    def updated(self, pk: str, sk: str, expression: Mapping[str, Any]) -> Item:
        """Change an item and give it as it is then; reading it back costs time on a hot path."""
        return unmarshal(self._update(pk, sk, expression, "ALL_NEW")["Attributes"]) or {}

    def _update(self, pk: str, sk: str, expression: Mapping[str, Any], returned: str) -> Any:
        arguments = {
            "TableName": self.name,
            "Key": key(pk, sk),
            "ReturnValues": returned,
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        return translated(self.client.update_item, arguments | dict(expression))

    def query(  # noqa: PLR0913  one argument for each part of a key condition
        self,
        pk: str,
        *,
        prefix: str = "",
        since: str | None = None,
        before: str | None = None,
        index: tuple[str, str] | tuple[str, str, str] | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        start: Item | None = None,
        attributes: tuple[str, ...] = (),
        only: Item | None = None,
    ) -> tuple[list[Item], Item | None]:
        """Items of a partition (or of an index's: name and key attributes), and where to go on.

        `before` bounds the sort key: `sk`; of an index its third part, or `started_at`. With
        `since`, also of `sk`, both bounds are included. `attributes`: only these. `only`: a
        FilterExpression with its names and values.
        """
        names, condition = {"#pk": index[1] if index else "pk"}, "#pk = :pk"
        values = {":pk": {"S": pk}}
        if prefix:
            condition += " AND begins_with(sk, :prefix)"
            values[":prefix"] = {"S": prefix}
        if since:
            condition += " AND sk BETWEEN :since AND :before"
            values[":since"] = {"S": since}
        elif before:
            condition += f" AND {(*index, 'started_at')[2] if index else 'sk'} < :before"
        if before:
            values[":before"] = {"S": before}
        names |= {f"#only_{name}": name for name in attributes}
        arguments: Item = {
            "TableName": self.name,
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
            "ScanIndexForward": not newest_first,
        }
        optional = {
            "IndexName": index[0] if index else None,
            "ConsistentRead": None if index else True,
            "Limit": limit,
            "ExclusiveStartKey": marshal(start) if start else None,
            "ProjectionExpression": ", ".join(f"#only_{name}" for name in attributes) or None,
        }
        arguments |= {name: value for name, value in optional.items() if value is not None}
        if only:
            names |= only["ExpressionAttributeNames"]
            values |= only["ExpressionAttributeValues"]
            arguments["FilterExpression"] = only["FilterExpression"]
        answer = translated(self.client.query, arguments)
        items = [unmarshal(one) or {} for one in answer["Items"]]
        return items, unmarshal(answer.get("LastEvaluatedKey"))

    def scan(self) -> Iterator[Item]:
        """Every item, consistently read, page by page."""
        start: Item | None = None
        while True:
            arguments: Item = {"TableName": self.name, "ConsistentRead": True}
            if start:
                arguments["ExclusiveStartKey"] = start
            answer = translated(self.client.scan, arguments)
            yield from (unmarshal(one) or {} for one in answer["Items"])
            start = answer.get("LastEvaluatedKey")
            if not start:
                return

    def get_many(self, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Item]:
        """Up to 100 items in one request for each 100 keys."""
        found: dict[tuple[str, str], Item] = {}
        for start in range(0, len(keys), 100):
            wanted = [key(pk, sk) for pk, sk in keys[start : start + 100]]
            for item in batch_get(self.client, {self.name: wanted})[self.name]:
                found[item["pk"], item["sk"]] = item
        return found


def batch_get(client: DynamoDBClient, wanted: dict[str, list[Item]]) -> dict[str, list[Item]]:
    """Items of several tables in one request; what was left unprocessed is asked for again."""
    found: dict[str, list[Item]] = {name: [] for name in wanted}
    request: dict[str, Any] = {
        name: {"Keys": keys, "ConsistentRead": True} for name, keys in wanted.items() if keys
    }
    for _attempt in range(5):
        answer = translated(client.batch_get_item, {"RequestItems": request})
        for name, items in answer["Responses"].items():
            found[name].extend(unmarshal(one) or {} for one in items)
        request = answer.get("UnprocessedKeys") or {}
        if not request:
            return found
    raise Unavailable("DynamoDB left keys unprocessed")


def translated(operation: Any, arguments: Item) -> Any:
    """Call, and turn ClientErrors into our own."""
    try:
        return operation(**arguments)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "ConditionalCheckFailedException":
            item: Any = error.response.get("Item")
            raise ConditionFailed(unmarshal(item)) from error
        if code in RETRYABLE:
            raise Unavailable(f"DynamoDB: {code}") from error
        raise


def key(pk: str, sk: str) -> Item:
    """A full key."""
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def marshal(item: Mapping[str, Any]) -> Item:
    """To DynamoDB's form; members that are None are left out."""
    return {name: _serialize(value) for name, value in item.items() if value is not None}


def unmarshal(item: Mapping[str, Any] | None) -> Item | None:
    """From DynamoDB's form."""
    return None if item is None else {name: _deserialize(one) for name, one in item.items()}


def cursor_of(last: Item | None) -> str | None:
    """A key as an opaque cursor."""
    return base64.urlsafe_b64encode(json.dumps(last).encode()).decode() if last else None


def start_of(cursor: str | None) -> Item | None:
    """The key in a cursor; Rejected if it is not one of ours."""
    if cursor is None:
        return None
    try:
        start: Item = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return {name: str(start[name]) for name in ("pk", "sk")}
    except (ValueError, KeyError, TypeError) as error:
        raise Rejected("cursor: use the `next` of the page before") from error
