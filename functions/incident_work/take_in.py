"""Queue of signals: facts that mean that something is wrong, or well again."""

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

from csms.bootstrap import incident_needs
from csms.incidents.intake import take_in
from csms.incidents.reading import signals_of
from csms.observability import logger

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Take in what each event of the batch says."""
    return process_partial_response(
        event=event, record_handler=_take_in, processor=processor, context=context
    )


def _take_in(record: SQSRecord) -> None:
    for signal in signals_of(json.loads(record.body)):
        incident = take_in(signal, incident_needs())
        if incident is not None:
            logger.info(
                "incident seen",
                incident_id=incident.incident_id,
                kind=incident.kind.value,
                state=incident.state.value,
                count=incident.count,
            )
