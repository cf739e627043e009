"""Stream of the ledger: each transfer is counted on the day and at the site that it belongs to."""

from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import counting, ledger
from csms.errors import Unavailable
from csms.figures.counting import count_transfer
from csms.observability import logger

processor = BatchProcessor(event_type=EventType.DynamoDBStreams)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """One record for each new transfer (filter in the template)."""
    return process_partial_response(
        event=event, record_handler=_count, processor=processor, context=context
    )


def _count(record: DynamoDBRecord) -> None:
    assert record.dynamodb is not None
    transfer_id = str(record.dynamodb.keys["pk"]).removeprefix("TRANSFER#")
    transfer = ledger().transfer(transfer_id)
    if transfer is None:
        raise Unavailable(f"transfer {transfer_id} is not there yet")
    count_transfer(transfer, counting())
