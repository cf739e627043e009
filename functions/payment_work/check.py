"""Queue of payments: each is brought on by a fresh look at the provider's record."""

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

from csms import bootstrap
from csms.observability import logger
from csms.payments.resuming import payment_named, resume

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """What fails comes again, with the queue's pauses, and at the last as a dead letter."""
    return process_partial_response(
        event=event, record_handler=_check, processor=processor, context=context
    )


def _check(record: SQSRecord) -> None:
    """A payment that is not ours is none of our business: one account may serve several systems."""
    wanted = json.loads(record.body)
    needs = bootstrap.paying()
    payment_id = wanted["payment_id"] or payment_named(wanted["provider_id"], needs)
    if payment_id is None or needs.payments.get(payment_id) is None:
        logger.info("payment of somebody else", provider_id=wanted["provider_id"])
        return
    payment = resume(payment_id, needs, bootstrap.books())
    logger.info(
        "payment looked at", payment_id=payment_id, state=payment.state, booked=payment.booked
    )
