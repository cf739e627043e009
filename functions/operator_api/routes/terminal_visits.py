"""Customers at payment terminals: what was reserved, what it was spent on, what was given back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from csms import bootstrap
from csms.errors import NotFound
from csms.payments.ports import PaymentRepository
from csms.payments.visits import Visit, VisitEnd, VisitFilter, VisitRepository
from csms.terminals.standing import Standing
from csms.web.fields import Identifier, StationIdentity
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.terminal_visits import TerminalVisitView, terminal_visit_view

router = APIRouter(prefix="/terminal-visits")


def _visits() -> VisitRepository:
    return bootstrap.visits()


def _payments() -> PaymentRepository:
    return bootstrap.payments()


Visits = Annotated[VisitRepository, Depends(_visits)]
Payments = Annotated[PaymentRepository, Depends(_payments)]


def _wanted(
    terminal_id: Annotated[Identifier | None, Query()] = None,
    station_id: Annotated[StationIdentity | None, Query()] = None,
    is_open: Annotated[
        bool | None, Query(alias="open", description="Whether something is still to be done")
    ] = None,
    ended: Annotated[VisitEnd | None, Query(description="Why they are over")] = None,
) -> VisitFilter:
    return VisitFilter(terminal_id, station_id, is_open, ended)


@router.get("", summary="List visits at terminals")
def list_visits(
    wanted: Annotated[VisitFilter, Depends(_wanted)],
    visits: Visits,
    payments: Payments,
    paging: PagingQuery,
) -> Page[TerminalVisitView]:
    """The newest first; a filter may leave less than a page, even nothing, before the last one."""

    def read(limit: int, cursor: str | None) -> tuple[list[Standing], str | None]:
        found, following = visits.page(wanted, limit, cursor)
        return _standing(found, payments), following

    return paging.page(read, terminal_visit_view, "terminal visits", wanted)


@router.get("/{visit_id}", summary="Get a visit at a terminal")
def get_visit(visit_id: Identifier, visits: Visits, payments: Payments) -> TerminalVisitView:
    """The visit as it is now."""
    visit = visits.get(visit_id)
    if visit is None:
        raise NotFound(f"There is no visit {visit_id}: see GET /terminal-visits.")
    return terminal_visit_view(*_standing([visit], payments))


def _standing(visits: list[Visit], payments: PaymentRepository) -> list[Standing]:
    found = payments.get_many(one.payment_id for one in visits)
    return [Standing(one, found.get(one.payment_id)) for one in visits]
