"""IAM for tests: notes each DynamoDB request that the template's policies would refuse.

Neither moto nor the embedded AWS applies the policies, so a missing permission would first show
on AWS. Tables must be named by their logical ids, as `tests.clean_aws` does.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

import boto3

from .stack import FUNCTIONS, Statement, statements

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
# Words of conditions that name no attribute.
_WORDS = {
    "AND", "OR", "NOT", "IN", "BETWEEN", "attribute_exists", "attribute_not_exists",
    "attribute_type", "begins_with", "contains", "size",
}  # fmt: skip
_PLAIN = {"GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"}


class Access(NamedTuple):
    """One thing done to one resource, as IAM sees it."""

    action: str
    resource: str
    leading_key: str
    attributes: frozenset[str] = frozenset()


class Gate:
    """Watches every DynamoDB client that is made after it."""

    def __init__(self) -> None:
        self.refused: list[tuple[str, Access]] = []
        self.seen: set[str] = set()
        self._function: str | None = None
        boto3.setup_default_session()
        session = boto3.DEFAULT_SESSION
        assert session is not None
        session.events.register("provide-client-params.dynamodb", self._watch)

    @contextmanager
    def running(self, function: str) -> Iterator[None]:
        """Requests inside are those of this function."""
        self._function = function
        try:
            yield
        finally:
            self._function = None

    def _watch(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if self._function is None:
            return
        self.seen.add(self._function)
        for access in _accesses(model.name, params):
            if not _allowed(self._function, access):
                self.refused.append((self._function, access))


def _allowed(function: str, access: Access) -> bool:
    return any(_covers(statement, access) for statement in statements(FUNCTIONS[function]))


def _covers(statement: Statement, access: Access) -> bool:
    keys = statement.condition.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", ["*"])
    return (
        f"dynamodb:{access.action}" in statement.actions
        and any(fnmatchcase(access.resource, pattern) for pattern in statement.resources)
        and any(fnmatchcase(access.leading_key, pattern) for pattern in keys)
        and access.attributes <= _attributes(statement, access)
    )


def _attributes(statement: Statement, access: Access) -> frozenset[str]:
    """Those that are allowed; all where the statement names none."""
    equals = statement.condition.get("ForAllValues:StringEquals", {})
    return frozenset(equals.get("dynamodb:Attributes", access.attributes))


def _accesses(operation: str, params: dict[str, Any]) -> Iterator[Access]:
    if operation == "TransactWriteItems":
        for item in params["TransactItems"]:
            for kind, request in item.items():
                yield _access(_TRANSACTION[kind], request)
    elif operation == "BatchGetItem":
        for table, request in params["RequestItems"].items():
            for key in request["Keys"]:
                yield Access(operation, table, key["pk"]["S"])
    elif operation == "BatchWriteItem":
        yield from _batch_puts(params)
    else:
        assert operation in _PLAIN, f"{operation} is new here: say what IAM wants for it"
        yield _access(operation, params)


def _batch_puts(params: dict[str, Any]) -> Iterator[Access]:
    for table, requests in params["RequestItems"].items():
        for one in requests:
            yield Access("BatchWriteItem", table, one["PutRequest"]["Item"]["pk"]["S"])


def _access(action: str, request: dict[str, Any]) -> Access:
    index = request.get("IndexName")
    key = request.get("Key") or request.get("Item") or {}
    if action == "Query" and not index:
        key = {"pk": request["ExpressionAttributeValues"][":pk"]}
    return Access(
        action,
        f"{request['TableName']}/index/{index}" if index else request["TableName"],
        key.get("pk", {}).get("S", ""),
        _updated(request) if action == "UpdateItem" else frozenset(),
    )


def _updated(request: dict[str, Any]) -> frozenset[str]:
    """The attributes of an update and of its condition, and those of the key."""
    names = request.get("ExpressionAttributeNames", {})
    condition = re.sub(r"[:.]\w+", "", request.get("ConditionExpression", ""))
    named = set(re.findall(r"#?\w+", condition)) - _WORDS
    return frozenset({names.get(one, one) for one in named} | {*names.values(), *request["Key"]})
