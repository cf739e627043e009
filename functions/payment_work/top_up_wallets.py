"""Stream of the ledger: a wallet that fell below its driver's threshold is topped up."""

from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from csms import bootstrap
from csms.ledger.chart import wallet
from csms.observability import logger
from csms.payments.auto_top_up import top_up_if_low

processor = BatchProcessor(event_type=EventType.DynamoDBStreams)
_ACCOUNT = f"BAL#{wallet('')}"


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One record for each change of a wallet's balance (filter in the template)."""
    return process_partial_response(
        event=event, record_handler=_changed, processor=processor, context=context
    )


def _changed(record: DynamoDBRecord) -> None:
    assert record.dynamodb is not None
    driver_id = record.dynamodb.keys["pk"].removeprefix(_ACCOUNT)
    if not bootstrap.payments().profile(driver_id).auto_top_up:
        return
    payment = top_up_if_low(driver_id, bootstrap.paying(), bootstrap.ledger())
    if payment is not None:
        bootstrap.payment_checks().request(payment.payment_id)
        logger.info("topped up", payment_id=payment.payment_id, state=payment.state)
