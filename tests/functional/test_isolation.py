"""What a test leaves behind, no other test finds: each begins with an empty deployment."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from tests.clean_aws import REGION, clean_aws
from tests.conftest import forget_services
from tests.network import build_network

from csms import bootstrap
from local_stack.tables import TABLES, create_tables

BUCKET = "a-bucket-of-a-test"
TIMES = {"CreationDateTime", "TableId", "LatestStreamLabel", "LatestStreamArn"}


def found() -> dict[str, Any]:
    """All that a test may have left, by where it is."""
    dynamodb, s3, sqs = boto3.client("dynamodb"), boto3.client("s3"), boto3.client("sqs")
    queues = sqs.list_queues()["QueueUrls"]
    buses = [one["Name"] for one in boto3.client("events").list_event_buses()["EventBuses"]]
    buckets = [one["Name"] for one in s3.list_buckets()["Buckets"]]
    return {
        "items": sum(dynamodb.scan(TableName=one)["Count"] for one in TABLES.values()),
        "changes": changes(),
        "lifetimes": [one for one in TABLES.values() if lifetime(dynamodb, one) != "DISABLED"],
        "queues": [one for one in queues if one != bootstrap.settings().command_timeouts_url],
        "messages": [one for one in queues if "Messages" in sqs.receive_message(QueueUrl=one)],
        "buses": [one for one in buses if one != "default"],
        "secrets": boto3.client("secretsmanager").list_secrets()["SecretList"],
        "topics": boto3.client("sns").list_topics()["Topics"],
        "objects": [one["Key"] for bucket in buckets for one in objects(s3, bucket)],
        "users": boto3.client("cognito-idp").list_user_pools(MaxResults=9)["UserPools"],
        "machines": boto3.client("stepfunctions").list_state_machines()["stateMachines"],
        "stations": [one.station_id for one in bootstrap.services().stations.page(9, None)[0]],
        "tariffs": bootstrap.services().tariffs.current("ac"),
    }


def changes() -> int:
    """How many the streams of all tables have to tell."""
    tables = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables.values()
    return sum(len(one.stream_shard.items) for one in tables if one.stream_shard)


def lifetime(dynamodb: Any, table: str) -> str:
    told = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    return str(told["TimeToLiveStatus"])


def objects(s3: Any, bucket: str) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = s3.list_objects_v2(Bucket=bucket).get("Contents", [])
    return kept


def leave_behind() -> None:
    """Something in every place."""
    build_network()
    dynamodb, s3, sqs = boto3.client("dynamodb"), boto3.client("s3"), boto3.client("sqs")
    for name in TABLES.values():
        dynamodb.update_time_to_live(
            TableName=name,
            TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"},
        )
    sqs.send_message(QueueUrl=bootstrap.settings().command_timeouts_url, MessageBody="{}")
    sqs.create_queue(QueueName="a-queue-of-a-test")
    boto3.client("events").create_event_bus(Name="bus")
    boto3.client("secretsmanager").create_secret(Name="payments", SecretString="{}")
    boto3.client("sns").create_topic(Name="alerts")
    s3.create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    s3.put_object(Bucket=BUCKET, Key="index.html", Body=b"page")
    boto3.client("cognito-idp").create_user_pool(PoolName="pool")
    boto3.client("stepfunctions").create_state_machine(
        name="machine",
        definition='{"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}',
        roleArn="arn:aws:iam::123456789012:role/machine",
    )


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_finds_nothing_of_another(deployment: None, turn: str) -> None:
    """Whichever comes first, the other one would find what it left."""
    assert {name: one for name, one in found().items() if one} == {}
    leave_behind()
    assert {name for name, one in found().items() if not one} == set()


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_request_with_the_token_of_another_test_is_done(deployment: None, turn: str) -> None:
    """DynamoDB takes a repeated token for a repeated request."""
    key = {"pk": {"S": "a"}, "sk": {"S": "b"}}
    put: Any = {"Put": {"TableName": "LedgerTable", "Item": key}}
    dynamodb = boto3.client("dynamodb")
    dynamodb.transact_write_items(TransactItems=[put], ClientRequestToken="one")
    assert "Item" in dynamodb.get_item(TableName="LedgerTable", Key=key)


def test_what_a_service_remembers_is_forgotten(deployment: None) -> None:
    build_network()
    before = bootstrap.services(), bootstrap.settings(), bootstrap.ledger()
    forget_services()
    after = bootstrap.services(), bootstrap.settings(), bootstrap.ledger()
    assert [one is other for one, other in zip(before, after, strict=True)] == [False] * 3


def test_the_tables_are_those_of_the_template() -> None:
    """As if each test had made them itself."""
    with mock_aws():
        create_tables(boto3.client("dynamodb"))
        made = described()
    with clean_aws():
        assert described() == made
    assert made.keys() == set(TABLES.values())


def described() -> dict[str, Any]:
    dynamodb = boto3.client("dynamodb")
    return {
        name: {
            field: told
            for field, told in dynamodb.describe_table(TableName=name)["Table"].items()
            if field not in TIMES
        }
        for name in dynamodb.list_tables()["TableNames"]
    }
