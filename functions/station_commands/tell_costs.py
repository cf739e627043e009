"""Stream of sessions: a new reading of a running session is a new cost on the station's display."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import cost_displays, services
from csms.charging.model import SessionKey
from csms.observability import logger
from csms.ocpp.cost_updates import CostTelling, tell_cost

processor = BatchProcessor(event_type=EventType.DynamoDBStreams)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Tell the cost of each session that the batch names, where somebody can see it."""
    return process_partial_response(
        event=event, record_handler=_tell, processor=processor, context=context
    )


def _tell(record: DynamoDBRecord) -> None:
    new = (record.dynamodb.new_image if record.dynamodb else None) or {}
    key, now = SessionKey(new["station_id"], new["transaction_id"]), services().clock()
    if not cost_displays().shows(key.station_id, now):
        return
    session = services().sessions.get(key)
    told = tell_cost(session, now, _needs()) if session else None
    if told is not None:
        logger.info("cost told", station_id=key.station_id, command_id=told.command_id)


def _needs() -> CostTelling:
    shared = services()
    interval = timedelta(seconds=shared.settings.cost_update_interval_s)
    return CostTelling(shared.stations, shared.commands, interval)
