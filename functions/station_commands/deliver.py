"""Stream of stations: a new command, an answer or a new socket lets the next command go."""

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

from csms.bootstrap import (
    anomalies,
    answer_timer,
    configurations,
    profiles,
    services,
    station_socket,
    tracing,
)
from csms.clock import from_text
from csms.commands.sending import Call, Delivery, deliver_next
from csms.commands.traced_socket import TracedSocket
from csms.observability import logger
from csms.ocpp import frames
from csms.ocpp.boot_requests import BootRequests, after_connect
from csms.ocpp.configuration_answers import READ
from csms.ocpp.configuring import Configuring, after_answer, after_boot
from csms.ocpp.phrasing.bending import phrase_for

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
    _configure(record, station_id)
    needs = Delivery(
        stations=shared.stations,
        commands=shared.commands,
        socket=TracedSocket(station_socket(), tracing(), station_id, shared.clock),
        timer=answer_timer(),
        phrase=phrase_for(profiles()),
        encode=_encode,
    )
    sent = deliver_next(station_id, shared.clock(), needs)
    if sent is not None:
        logger.info("command sent", station_id=station_id, command_id=sent.command_id)


def _configure(record: DynamoDBRecord, station_id: str) -> None:
    """A boot asks for the configuration; an answer tells of it; a socket may ask for a boot."""
    shared = services()
    change = record.dynamodb
    new = (change.new_image if change else None) or {}
    old = (change.old_image if change else None) or {}
    needs = Configuring(
        stations=shared.stations,
        commands=shared.commands,
        configurations=configurations(),
        expiry=timedelta(seconds=shared.settings.command_expiry_s),
        profiles=profiles(),
        anomalies=anomalies(),
    )
    if new.get("sk") == "BOOT":
        after_boot(station_id, from_text(new["booted_at"]), shared.clock(), needs)
    elif new.get("sk") == "CONNECTION" and _is_new_socket(old, new):
        asking = BootRequests(profiles(), shared.commands, needs.expiry)
        after_connect(station_id, from_text(new["connected_at"]), shared.clock(), asking)
    elif new.get("sent_action") in READ and "answered_at" in new and "answered_at" not in old:
        command = shared.commands.get(station_id, new["sk"])
        if command is not None:
            after_answer(command, shared.clock(), needs)


def _is_new_socket(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return bool(new.get("connection_id")) and old.get("connection_id") != new["connection_id"]


def _encode(message_id: str, call: Call) -> str:
    return frames.call(message_id, call.action, call.payload)
