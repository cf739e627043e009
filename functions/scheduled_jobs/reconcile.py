"""Queue of reconciliations: one every hour by the schedule, others as operators ask."""

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
from csms.bootstrap import alerts, reconciling
from csms.ids import digest, ulid_from
from csms.observability import logger
from csms.reconciliation.model import Report
from csms.reconciliation.reconciling import reconcile

# A session is settled within two days; a week leaves time to mend what was wrong.
USUAL_DAYS = 7
SUBJECT = "The books do not agree"

processor = BatchProcessor(event_type=EventType.SQS)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Make each report once, and tell of its gaps."""
    return process_partial_response(
        event=event, record_handler=_reconcile, processor=processor, context=context
    )


def _reconcile(record: SQSRecord) -> None:
    wanted = json.loads(record.body)
    report = reconcile(
        wanted.get("report_id") or _id_of_event(wanted),
        int(wanted.get("days", USUAL_DAYS)),
        wanted.get("ordered_by"),
        reconciling(),
    )
    logger.info("reconciled", report_id=report.report_id, gaps=report.gap_count)
    if report.gap_count:
        alerts().send(SUBJECT, _told(report))


def _id_of_event(event: dict[str, Any]) -> str:
    """Of the schedule's own event, so that a repeat of it gives the same report."""
    return ulid_from(clock.from_text(event["time"]), int(digest(event["id"])[:20], 16))


def _told(report: Report) -> str:
    """In short; who is told looks at the report itself."""
    lines = [f"{one.check}: {one.gap_count}" for one in report.results if one.gap_count]
    return "\n".join([f"GET /reconciliations/{report.report_id}", *lines])
