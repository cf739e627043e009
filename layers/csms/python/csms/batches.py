"""Functions behind a queue or a stream: what fails comes again alone.

https://docs.powertools.aws.dev/lambda/python/latest/utilities/batch/
"""

import json
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.observability import logger

type Handler = Callable[[dict[str, Any], LambdaContext], PartialItemFailureResponse]


def each_message(work: Callable[[Any], None]) -> Handler:
    """The handler of an SQS queue: `work` gets what each message says, read as JSON.

    A message comes again with the queue's pauses, and at the last as a dead letter.
    """

    def read(record: SQSRecord) -> None:
        work(json.loads(record.body))

    return _handler(EventType.SQS, read)


def each_change(work: Callable[[DynamoDBRecord], None]) -> Handler:
    """The handler of a table's stream: `work` gets each change, in the order of its shard."""
    return _handler(EventType.DynamoDBStreams, work)


def _handler(kind: EventType, work: Callable[..., None]) -> Handler:
    processor = BatchProcessor(event_type=kind)

    @logger.inject_lambda_context(clear_state=True)
    def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
        return process_partial_response(
            event=event, record_handler=work, processor=processor, context=context
        )

    return handler
