"""Stream of stations: a new command, an answer or a new socket lets the next command go.

A part of a report is a step of the command that asked for it.
"""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from csms import bootstrap
from csms.batches import each_change
from csms.bootstrap import (
    anomalies,
    answer_timer,
    configurations,
    dynamic_schedules,
    list_steps,
    profiles,
    services,
    station_socket,
    tracing,
)
from csms.clock import from_text
from csms.commands.sending import Call, Delivery, Phrase, deliver_next
from csms.commands.traced_socket import TracedSocket
from csms.observability import logger
from csms.ocpp import frames, network_profiles
from csms.ocpp.boot_requests import BootRequests, after_connect
from csms.ocpp.configuration_answers import READ
from csms.ocpp.configuring import Configuring, after_answer, after_boot
from csms.ocpp.dynamic_profiles import SENT, after_command
from csms.ocpp.following_reports import Following, after_part
from csms.ocpp.listing import with_lists
from csms.ocpp.tariffing import with_tariffs
from station_commands import local_lists, securing


def _deliver(record: DynamoDBRecord) -> None:
    keys = record.dynamodb.keys if record.dynamodb else {}
    station_id = str(keys["pk"]).partition("#")[2]
    shared = services()
    if str(keys["pk"]).startswith("REPORT#"):
        _follow_report(record, station_id)
        return
    _configure(record, station_id)
    _secure(record, station_id)
    local_lists.follow(record, station_id)
    needs = Delivery(
        stations=shared.stations,
        commands=shared.commands,
        socket=TracedSocket(station_socket(), tracing(), station_id, shared.clock),
        timer=answer_timer(),
        phrase=_phrase(),
        encode=_encode,
        silent_after=shared.settings.silent_after,
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
        booted_at = from_text(new["booted_at"])
        after_boot(station_id, booted_at, shared.clock(), needs)
        network_profiles.after_boot(station_id, booted_at, shared.clock(), _networking())
    elif new.get("sk") == "CONNECTION" and _is_new_socket(old, new):
        asking = BootRequests(profiles(), shared.commands, needs.expiry)
        after_connect(station_id, from_text(new["connected_at"]), shared.clock(), asking)
    elif "answered_at" in new and "answered_at" not in old:
        _answered(str(new.get("sent_action")), station_id, str(new["sk"]), needs)


def _answered(action: str, station_id: str, command_id: str, needs: Configuring) -> None:
    """Some answers are read: of the configuration, of dynamic and of network profiles."""
    shared = services()
    read = action in (*READ, *SENT, *network_profiles.READ)
    command = shared.commands.get(station_id, command_id) if read else None
    if command is None:
        return
    if action in READ:
        after_answer(command, shared.clock(), needs)
    if action in SENT:
        after_command(command, dynamic_schedules())
    if action in network_profiles.READ:
        network_profiles.after_answer(command, shared.clock(), _networking())


def _networking() -> network_profiles.Networking:
    shared = services()
    expiry = timedelta(seconds=shared.settings.command_expiry_s)
    return network_profiles.Networking(bootstrap.network_profiles(), shared.commands, expiry)


def _follow_report(record: DynamoDBRecord, station_id: str) -> None:
    """A part of a report: a step of the command that asked for it."""
    shared, new = services(), (record.dynamodb.new_image if record.dynamodb else None) or {}
    needs = Following(shared.reports, shared.commands, configurations())
    after_part(station_id, new["kind"], int(new["request_id"]), shared.clock(), needs)


def _secure(record: DynamoDBRecord, station_id: str) -> None:
    """Secrets are removed, revoked sockets closed."""
    change = record.dynamodb
    old = (change.old_image if change else None) or {}
    new = (change.new_image if change else None) or {}
    securing.after_change(station_id, old, new, services().clock())


def _is_new_socket(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return bool(new.get("connection_id")) and old.get("connection_id") != new["connection_id"]


def _phrase() -> Phrase:
    """Lists and tariffs say what is so at the moment when they leave."""
    shared = services()
    listed = with_lists(securing.phrase_and_expect, list_steps().listing, shared.clock)
    return with_tariffs(listed, shared.tariffs.current)


def _encode(message_id: str, call: Call) -> str:
    return frames.call(message_id, call.action, call.payload)


handler = each_change(_deliver)
