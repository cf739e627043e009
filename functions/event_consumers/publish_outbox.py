"""Streams of stations, sessions, tokens and reports: the outbox, published to the event bus.

A start also closes what it followed, and takes the orphan facts that are its own. A token is told
to the stations whose local lists name it.
"""

from datetime import UTC, datetime

from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import (
    DynamoDBRecord,
    StreamRecord,
)

from csms.batches import each_change
from csms.bootstrap import event_bus, services
from csms.charging.reconciling import reconcile_start
from csms.charging.vocabulary import SessionKey
from csms.events.catalogue import events_of
from csms.events.envelope import Event
from csms.observability import logger
from event_consumers import reservations, token_lists


def _publish(record: DynamoDBRecord) -> None:
    change = record.dynamodb
    if change and change.new_image:
        reservations.note(change.new_image)
    if change:
        token_lists.follow(change.old_image, change.new_image, record.event_id or "")
    events = _events(change) if change else []
    if events:
        event_bus().publish(events)
        for started in (one for one in events if one.kind == "session.started"):
            _reconcile(SessionKey(started.body["station_id"], started.body["transaction_id"]))
        logger.info("events published", kinds=[one.kind for one in events])


def _events(change: StreamRecord) -> list[Event]:
    at = change.approximate_creation_date_time
    written_at = datetime.fromtimestamp(at, UTC) if at else None
    return events_of(change.old_image or None, change.new_image or None, written_at)


def _reconcile(key: SessionKey) -> None:
    """After the events: if this fails, they are published again, which harms nobody."""
    done = reconcile_start(key, services().sessions)
    if done.closed or done.ended or done.matched:
        logger.info("start reconciled", closed=done.closed, ended=done.ended, matched=done.matched)


handler = each_change(_publish)
