"""The streams of a local stack skip what is seeded: its events would take an hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3

# What a mapping is made of, besides where it begins.
MADE_OF = (
    "FunctionName",
    "EventSourceArn",
    "BatchSize",
    "FilterCriteria",
    "FunctionResponseTypes",
    "MaximumRetryAttempts",
    "MaximumRecordAgeInSeconds",
    "BisectBatchOnFunctionError",
    "ParallelizationFactor",
    "DestinationConfig",
)


@contextmanager
def skipped(table_name: str) -> Iterator[None]:
    """Nobody is told of what is written to a table meanwhile; afterwards everybody is again."""
    functions = boto3.client("lambda")
    arn = boto3.client("dynamodb").describe_table(TableName=table_name)["Table"]["LatestStreamArn"]
    found = functions.list_event_source_mappings(EventSourceArn=arn)["EventSourceMappings"]
    for one in found:
        functions.update_event_source_mapping(UUID=one["UUID"], Enabled=False)
    try:
        yield
    finally:
        for one in found:
            again: dict[str, Any] = {name: value for name, value in one.items() if name in MADE_OF}
            again |= {"FunctionName": one["FunctionArn"], "StartingPosition": "LATEST"}
            functions.create_event_source_mapping(**again)
            functions.delete_event_source_mapping(UUID=one["UUID"])
