"""Queue of reconciliations: one every hour by the schedule, others as operators ask."""

from typing import Any

from csms import clock
from csms.batches import each_message
from csms.bootstrap import alerts, reconciling
from csms.ids import digest, ulid_from
from csms.observability import logger
from csms.reconciliation.model import Report
from csms.reconciliation.reconciling import reconcile

# A session is settled within two days; a week leaves time to mend what was wrong.
USUAL_DAYS = 7
SUBJECT = "The books do not agree"


def _reconcile(wanted: dict[str, Any]) -> None:
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


handler = each_message(_reconcile)
