"""Queue of business events: what they tell of is counted, once, however often they come."""

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

from csms.bootstrap import counting
from csms.figures.counting import count_event
from csms.observability import logger

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Count sessions and stations that the batch names."""
    return process_partial_response(
        event=event, record_handler=_count, processor=processor, context=context
    )


def _count(record: SQSRecord) -> None:
    count_event(json.loads(record.body)["detail"], counting())
