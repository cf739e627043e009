"""Queue of looks: is the station of a socket, or of one that ended, still there?"""

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

from csms import clock
from csms.bootstrap import presence, services, station_looks
from csms.observability import logger
from csms.stations.presence import look

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Look at each station that the batch names."""
    return process_partial_response(
        event=event, record_handler=_look, processor=processor, context=context
    )


def _look(record: SQSRecord) -> None:
    """`station.connected` and `station.disconnected` begin a chain of looks in the same form."""
    detail = json.loads(record.body)["detail"]
    station_id, since = detail["station_id"], clock.from_text(detail["occurred_at"])
    wait = look(station_id, since, services().clock(), presence())
    if wait is not None:
        station_looks().later(station_id, since, wait)
    logger.info("station looked at", station_id=station_id, again=wait is not None)
