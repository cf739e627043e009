"""Queue of time-outs: a command that is still unanswered makes way for the next."""

import json
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import services
from csms.commands.timing_out import time_out
from csms.observability import logger

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Time out what the batch names; the change lets the stream send the next command."""
    return process_partial_response(
        event=event, record_handler=_expire, processor=processor, context=context
    )


def _expire(record: SQSRecord) -> None:
    named = json.loads(record.body)
    station_id, command_id = named["station_id"], named["command_id"]
    shared = services()
    if time_out(station_id, command_id, shared.clock(), shared.commands):
        logger.warning("command timed out", station_id=station_id, command_id=command_id)
