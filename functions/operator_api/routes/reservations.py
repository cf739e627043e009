"""Reservations: asked for and cancelled by commands, seen here."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from csms.errors import NotFound
from csms.stations.reservations import LARGEST_NUMBER, Reservation, ReservationState
from csms.web.costs import CostView
from csms.web.documents import DocumentView
from csms.web.fields import StationIdentity, Timestamp
from csms.web.needs import Documents, Needs
from csms.web.pagination import Page, PagingQuery
from csms.web.printing import ANSWERS, Printed
from csms.web.receipts import credit_notes_of, receipt_of_reservation
from csms.web.reservations import fee_view

router = APIRouter(prefix="/reservations")
Number = Annotated[int, Path(ge=0, le=LARGEST_NUMBER)]
AtStation = Annotated[
    StationIdentity | None, Query(description="Else that of the station asked last")
]


class ReservationView(BaseModel):
    """An EVSE kept for a token; what is not known is null."""

    reservation_id: int = Field(description="OCPP's id")
    station_id: str
    evse_id: int | None = Field(description="0: any")
    token_id: str | None
    state: ReservationState
    answer: str | None = Field(description="The station's word for the request")
    requested_at: Timestamp | None
    expires_at: Timestamp | None
    command_id: str | None
    session_id: str | None = Field(description="The session that used it")
    end_reason: str | None = Field(
        description="Why it ended unused: the station's word, e.g. Faulted, or CancelReservation"
    )
    accepted_at: Timestamp | None
    cancelled_at: Timestamp | None
    cost: CostView | None = Field(
        description="What it came to by itself; null as long as nothing is decided, and where it "
        "costs nothing of its own: a session that used it holds its price"
    )
    cost_reason: str | None = Field(description="Why, e.g. expired, cancelled_late, used")
    transfer_id: str | None = Field(description="In the ledger")


@router.get("", summary="List reservations")
def list_reservations(needs: Needs, paging: PagingQuery) -> Page[ReservationView]:
    """In a stable order; kept for 90 days after their end, charged ones for ten years."""
    now = needs.clock()
    return paging.page(needs.reservations.page, lambda one: _view(one, now))


@router.get("/{reservation_id}", summary="Get a reservation")
def get_reservation(reservation_id: Number, needs: Needs) -> ReservationView:
    """A reservation as it is now. It is there within seconds of its command."""
    found = needs.reservations.get(reservation_id)
    if found is None:
        raise NotFound(f"Reservation {reservation_id} is not known: see GET /reservations.")
    return _view(found, needs.clock())


@router.get(
    "/{reservation_id}/receipt",
    summary="Get the receipt of a reservation that was charged by itself",
    response_model=DocumentView,
    responses=ANSWERS,
)
def get_reservation_receipt(
    reservation_id: Number,
    needs: Needs,
    documents: Documents,
    printed: Printed,
    station_id: AtStation = None,
) -> DocumentView | Response:
    """409 with the reason while there is none. A number is unique at its station only."""
    found = _known(reservation_id, station_id, needs)
    return printed.answer(receipt_of_reservation(found, documents))


@router.get("/{reservation_id}/corrections", summary="List the credit notes of a reservation")
def list_reservation_credit_notes(
    reservation_id: Number,
    needs: Needs,
    documents: Documents,
    printed: Printed,
    station_id: AtStation = None,
) -> list[DocumentView]:
    """The first one first. To give back: POST /money-orders, kind `credit_note`."""
    receipt = receipt_of_reservation(_known(reservation_id, station_id, needs), documents)
    return [printed.view(one) for one in credit_notes_of(receipt.subject_id, documents)]


def _known(number: int, station_id: str | None, needs: Needs) -> Reservation:
    known = needs.reservations
    found = known.find(station_id, number) if station_id else known.get(number)
    if found is None:
        raise NotFound(f"Reservation {number} is not known: see GET /reservations.")
    return found


def _view(reservation: Reservation, now: datetime) -> ReservationView:
    return ReservationView(
        reservation_id=reservation.number,
        station_id=reservation.station_id,
        evse_id=reservation.evse_id,
        token_id=reservation.token_id,
        state=reservation.state_at(now),
        answer=reservation.answer,
        requested_at=reservation.requested_at,
        expires_at=reservation.valid_until,
        command_id=reservation.command_id,
        session_id=reservation.session_id,
        end_reason=reservation.end_reason,
        accepted_at=reservation.accepted_at,
        cancelled_at=reservation.cancelled_at,
        cost=fee_view(reservation.fee),
        cost_reason=reservation.fee.reason if reservation.fee else None,
        transfer_id=reservation.fee.transfer_id if reservation.fee else None,
    )
