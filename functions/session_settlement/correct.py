"""Queue of settled sessions and of facts that came after: is the price still right?

A session is looked at some minutes after its settlement, which finds what came while it was being
settled, and after each late fact; of several, after the last.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
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
from csms.bootstrap import alerts, correcting, seeing, services
from csms.charging.completeness import missing_seq_nos
from csms.charging.corrections import Outcome
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionKey
from csms.corrections.concerned import settled_then
from csms.corrections.correcting import correct
from csms.observability import logger
from csms.receipts.requiring import Result
from csms.settlement.rating import rate_session, unless_unproven
from csms.settlement.reserved_time import with_reserved_time
from session_settlement.assessment import proven, session_key

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Correct the sessions that the batch is about; again, nothing happens."""
    return process_partial_response(
        event=event, record_handler=_look, processor=processor, context=context
    )


def _look(record: SQSRecord) -> None:
    for key in _sessions(json.loads(record.body)["detail"]):
        correction = correct(key, correcting(_rated))
        if correction is None:
            continue
        logger.info("corrected", transaction_id=key.transaction_id, outcome=correction.outcome)
        if correction.outcome is Outcome.REVIEW:
            said = f"{key.station_id}, transaction {key.transaction_id}: {correction.reason}"
            alerts().send("Late facts of a session need a decision", said)


def _sessions(detail: Mapping[str, Any]) -> Iterator[SessionKey]:
    """A session that has heard more since is looked at when that has its turn."""
    if "transaction_id" not in detail:
        place = int(detail["evse_id"]), int(detail["connector_id"])
        at = clock.from_text(detail["occurred_at"])
        yield from settled_then(detail["station_id"], place, at, services().sessions)
        return
    key = session_key(detail)
    session = services().sessions.get(key) if "heard" in detail else None
    if session is None or session.heard == detail["heard"]:
        yield key


def _rated(session: ChargingSession) -> Result:
    """By everything that is known by now; nothing is waited for any more."""
    session, now = with_reserved_time(session, services().reservations), services().clock()
    telemetry = seeing().of(session, now)
    missing = missing_seq_nos(session.seq_nos | telemetry.seq_nos)
    rated = rate_session(session, telemetry, now, timedelta(0), missing)
    return proven(session, unless_unproven(rated))
