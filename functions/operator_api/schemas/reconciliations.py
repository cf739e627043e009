"""Reports of reconciliations."""

from pydantic import BaseModel, Field

from csms.reconciliation.model import Check, Report, Result
from csms.web.fields import Timestamp


class ReconciliationIn(BaseModel):
    """How far back sessions and the provider's records are looked at."""

    days: int = Field(7, ge=1, le=400)


class RequestedView(BaseModel):
    """A report that is not there yet."""

    report_id: str = Field(description="GET /reconciliations/{id} has it in a minute or two")


class GapView(BaseModel):
    """Something that does not agree."""

    reference: str = Field(description="A transfer, account, hold, session, payment or refund")
    why: str


class ResultView(BaseModel):
    """What one check found; docs/operations.md says what to do about it."""

    check: Check
    looked_at: int
    gap_count: int
    unsure: int = Field(description="Changed meanwhile, or the provider did not answer")
    gaps: list[GapView] = Field(description="The first hundred")


class ReconciliationView(BaseModel):
    """One reconciliation."""

    report_id: str
    begun_at: Timestamp
    ended_at: Timestamp
    since: Timestamp
    ordered_by: str | None = Field(description="An operator's subject; null: by the schedule")
    gap_count: int
    results: list[ResultView]


def reconciliation_view(report: Report) -> ReconciliationView:
    """Present a report."""
    return ReconciliationView(
        report_id=report.report_id,
        begun_at=report.begun_at,
        ended_at=report.ended_at,
        since=report.since,
        ordered_by=report.ordered_by,
        gap_count=report.gap_count,
        results=[_result_view(one) for one in report.results],
    )


def _result_view(result: Result) -> ResultView:
    return ResultView(
        check=result.check,
        looked_at=result.looked_at,
        gap_count=result.gap_count,
        unsure=result.unsure,
        gaps=[GapView(reference=one.reference, why=one.why) for one in result.gaps],
    )
