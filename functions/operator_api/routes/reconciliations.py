"""Reconciliations: whether the books agree, now and at every hour before."""

from http import HTTPStatus

from fastapi import APIRouter

from csms.errors import NotFound
from csms.ids import new_ulid
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier
from csms.web.needs import Needs, ReconciliationRequests, Reconciliations
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.reconciliations import (
    ReconciliationIn,
    ReconciliationView,
    RequestedView,
    reconciliation_view,
)

router = APIRouter(prefix="/reconciliations")


@router.get("", summary="List reconciliations")
def list_reconciliations(reports: Reconciliations, paging: PagingQuery) -> Page[ReconciliationView]:
    """Newest first; the schedule makes one every hour."""
    return paging.page(reports.page, reconciliation_view, "reconciliations")


@router.get("/{report_id}", summary="Get a reconciliation")
def get_reconciliation(report_id: Identifier, reports: Reconciliations) -> ReconciliationView:
    """404 also while it is being made."""
    report = reports.get(report_id)
    if report is None:
        raise NotFound(f"There is no report {report_id}, or not yet: look again in a minute.")
    return reconciliation_view(report)


@router.post("", summary="Reconcile now", status_code=HTTPStatus.ACCEPTED)
def reconcile_now(
    wanted: ReconciliationIn, caller: SignedIn, needs: Needs, queue: ReconciliationRequests
) -> RequestedView:
    """Have a report made out of turn. It changes nothing, so it may be asked for at any time."""
    report_id = new_ulid(needs.clock())
    queue.request(report_id, wanted.days, caller.subject)
    return RequestedView(report_id=report_id)
