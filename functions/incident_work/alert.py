"""Queue of alerts: notices of incidents to plan for, and planned deliveries to make."""

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

from csms.alerts.delivering import deliver
from csms.alerts.planning import plan
from csms.bootstrap import delivering, planning
from csms.observability import logger

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Plan and deliver what the batch names."""
    return process_partial_response(
        event=event, record_handler=_work, processor=processor, context=context
    )


def _work(record: SQSRecord) -> None:
    """A notice comes from the bus, or held back by ourselves, in the same form."""
    body = json.loads(record.body)
    named = body.get("deliver")
    if named is not None:
        _deliver(named["incident_id"], named["delivery_id"])
        return
    notice = body["detail"]
    planned = plan(notice, planning())
    logger.info("alerts planned", incident_id=notice["incident_id"], planned=planned)


def _deliver(incident_id: str, delivery_id: str) -> None:
    done = deliver(incident_id, delivery_id, delivering())
    if done is not None:
        logger.info(
            "alert tried",
            incident_id=incident_id,
            delivery_id=delivery_id,
            channel_id=done.channel_id,
            state=done.state.value,
            attempts=done.attempts,
        )
