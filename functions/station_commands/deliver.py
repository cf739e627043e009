"""Stream of stations: a new command, an answer or a new socket lets the next command go."""

from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import answer_timer, services, station_socket
from csms.commands.sending import Call, Delivery, deliver_next
from csms.observability import logger
from csms.ocpp import frames
from csms.ocpp.phrasing import phrase

processor = BatchProcessor(event_type=EventType.DynamoDBStreams)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Deliver for each station that the batch names."""
    return process_partial_response(
        event=event, record_handler=_deliver, processor=processor, context=context
    )


def _deliver(record: DynamoDBRecord) -> None:
    keys = record.dynamodb.keys if record.dynamodb else {}
    station_id = str(keys["pk"]).partition("#")[2]
    shared = services()
    needs = Delivery(
        stations=shared.stations,
        commands=shared.commands,
        socket=station_socket(),
        timer=answer_timer(),
        phrase=phrase,
        encode=_encode,
    )
    sent = deliver_next(station_id, shared.clock(), needs)
    if sent is not None:
        logger.info("command sent", station_id=station_id, command_id=sent.command_id)


def _encode(message_id: str, call: Call) -> str:
    return frames.call(message_id, call.action, call.payload)
