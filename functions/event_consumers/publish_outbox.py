"""Streams of stations and sessions: the outbox, published to the event bus."""

from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import event_bus
from csms.events.catalogue import events_of
from csms.observability import logger

processor = BatchProcessor(event_type=EventType.DynamoDBStreams)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Publish what each change means."""
    return process_partial_response(
        event=event, record_handler=_publish, processor=processor, context=context
    )


def _publish(record: DynamoDBRecord) -> None:
    change = record.dynamodb
    events = events_of(change.old_image, change.new_image) if change else []
    if events:
        event_bus().publish(events)
        logger.info("events published", kinds=[one.kind for one in events])
