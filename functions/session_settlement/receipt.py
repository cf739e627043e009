"""Queue of settled sessions: each gets its receipt, with the next number."""

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

from csms.bootstrap import checking, composing, documents, services
from csms.observability import logger
from csms.receipts.settled import issue_receipt
from session_settlement.assessment import session_key

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Issue the receipt of each session that the batch names; again, it is the same one."""
    return process_partial_response(
        event=event, record_handler=_issue, processor=processor, context=context
    )


def _issue(record: SQSRecord) -> None:
    detail = json.loads(record.body)["detail"]
    session = services().sessions.get(session_key(detail))
    if session is None:
        return
    now = services().clock()
    issued = issue_receipt(session, now, documents(), checking(), composing())
    number = issued.number if issued else None
    logger.info("receipt", session_id=session.session_id, number=number)
