"""moto answers the tests as it does for everybody: only what it does twice is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import quick_moto
from tests.clean_aws import REGION, clean_aws

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = "LedgerTable"
KEY = {"pk": {"S": "a"}, "sk": {"S": "1"}}
OTHER = {"pk": {"S": "a"}, "sk": {"S": "2"}}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
numbers = st.integers(-(10**12), 10**12).map(str)
scalars = st.one_of(
    texts.map(lambda one: {"S": one}),
    numbers.map(lambda one: {"N": one}),
    st.booleans().map(lambda one: {"BOOL": one}),
    st.just({"NULL": True}),
    st.binary(min_size=1, max_size=4).map(lambda one: {"B": one}),
    st.sets(numbers, min_size=1, max_size=3).map(lambda one: {"NS": sorted(one)}),
    st.sets(st.binary(min_size=1, max_size=4), min_size=1, max_size=2).map(
        lambda one: {"BS": sorted(one)}
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda one: {"L": one}),
        st.dictionaries(texts.filter(bool), inner, max_size=3).map(lambda one: {"M": one}),
    ),
    max_leaves=8,
)


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")


def update(expression: str, condition: str | None = None, **given: Any) -> dict[str, Any]:
    asked = {"TableName": TABLE, "Key": KEY, "UpdateExpression": expression}
    if given:
        asked["ExpressionAttributeValues"] = {f":{name}": one for name, one in given.items()}
    return asked | ({"ConditionExpression": condition} if condition else {})


def requests(one: Any, two: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """What our adapters ask for, and what they are refused."""
    number = {"N": "7"}
    yield "put_item", {"TableName": TABLE, "Item": KEY | {"x": one, "l": {"L": [two]}}}
    yield "get_item", {"TableName": TABLE, "Key": KEY}
    yield "get_item", {"TableName": TABLE, "Key": KEY, "ProjectionExpression": "x, l[0]"}
    told = {"ReturnValues": "ALL_NEW"}
    yield "update_item", update("SET y = :y, n = if_not_exists(n, :n)", y=two, n=number) | told
    yield (
        "update_item",
        update("SET n = n + :n ADD m :n", n=number) | {"ReturnValues": "UPDATED_NEW"},
    )
    yield "update_item", update("SET l = list_append(l, :l)", l={"L": [one, two]}) | told
    yield "update_item", update("REMOVE l[0], y SET z = :z", z=one) | {"ReturnValues": "ALL_OLD"}
    refused = update("SET x = :x", "attribute_not_exists(pk)", x=two)
    yield "update_item", refused | {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    yield "update_item", update("SET pk = :x", x=two)
    yield "update_item", update("SET x = :x, x = :x", x=two)
    yield "update_item", update("SET x = :x SET y = :x", x=two)
    yield "update_item", update("SET x = nowhere.there", "attribute_exists(pk)")
    put = {"Put": {"TableName": TABLE, "Item": OTHER | {"x": two}}}
    yield "transact_write_items", {"TransactItems": [put, {"Update": update("SET t = :t", t=one)}]}
    yield "transact_write_items", {"TransactItems": [put, {"Update": refused}]}
    names = [{"Get": {"TableName": TABLE, "Key": key}} for key in (KEY, OTHER)]
    yield "transact_get_items", {"TransactItems": names}
    yield "batch_get_item", {"RequestItems": {TABLE: {"Keys": [KEY, OTHER]}}}
    asked = {"ExpressionAttributeValues": {":pk": {"S": "a"}}}
    yield "query", {"TableName": TABLE, "KeyConditionExpression": "pk = :pk"} | asked
    yield "delete_item", {"TableName": TABLE, "Key": KEY, "ReturnValues": "ALL_OLD"}
    yield "scan", {"TableName": TABLE}


def answers(one: Any, two: Any) -> list[Any]:
    """Of a table that is empty at first."""
    with clean_aws():
        client = boto3.client("dynamodb", region_name=REGION)
        return [answer(client, *request) for request in requests(one, two)]


def answer(client: Any, operation: str, asked: dict[str, Any]) -> Any:
    try:
        told = getattr(client, operation)(**asked)
    except ClientError as error:
        told = error.response
    told["ResponseMetadata"] = told["ResponseMetadata"]["HTTPStatusCode"]
    return told


@settings(max_examples=30)
@given(one=values, two=values)
def test_the_answers_are_those_of_moto_as_it_comes(one: Any, two: Any) -> None:
    quick = answers(one, two)
    quick_moto.remove()
    try:
        assert answers(one, two) == quick
    finally:
        quick_moto.install()


def test_some_of_these_requests_are_refused_and_most_are_done() -> None:
    told = answers({"S": "x"}, {"M": {"a": {"L": [{"N": "1"}]}}})
    refused = [one["Error"]["Code"] for one in told if "Error" in one]
    assert sorted(set(refused)) == [
        "ConditionalCheckFailedException",
        "TransactionCanceledException",
        "ValidationException",
    ]
    assert len(told) - len(refused) == 13
