"""Reservations that were made for the driver, and what they came to."""

from datetime import datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field

from csms.errors import NotFound
from csms.stations.reservations import LARGEST_NUMBER, Reservation, ReservationState
from csms.web.authentication import SignedIn
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


class ReservationView(BaseModel):
    """An EVSE kept for the driver; what is not known is null."""

    station_id: str
    reservation_id: int = Field(description="OCPP's id: unique at its station")
    evse_id: int | None = Field(description="0: any")
    state: ReservationState
    accepted_at: Timestamp | None
    expires_at: Timestamp | None
    cancelled_at: Timestamp | None
    cost: CostView | None = Field(
        description="What it came to by itself; null as long as nothing is decided, and where it "
        "costs nothing of its own: a session that used it holds its price"
    )
    cost_reason: str | None = Field(
        description="expired and cancelled_late cost; used, cancelled_in_time, ended_by_station and"
        " station_offline do not; null: nothing is decided, or it has no price"
    )
    charged_at: Timestamp | None
    receipt_path: str | None = Field(
        description="Of its receipt, some seconds after it was charged; null: nothing was",
        examples=["/client/v1/reservations/CP1/7/receipt"],
    )


@router.get("", summary="List my reservations")
def list_reservations(caller: SignedIn, needs: Needs, paging: PagingQuery) -> Page[ReservationView]:
    """Accepted last first; kept for 90 days after their end, charged ones for ten years.

    A page may be short: `next` tells whether there are more.
    """
    now = needs.clock()
    return paging.page(
        lambda limit, cursor: needs.reservations.of_driver(caller.subject, limit, cursor),
        lambda one: _view(one, now),
        caller.subject,
    )


# Before the reservation itself: a station's identity may hold slashes.
@router.get(
    "/{station_id:path}/{reservation_id}/receipt",
    summary="Get the receipt of one of my reservations",
    response_model=DocumentView,
    responses=ANSWERS,
)
def get_reservation_receipt(
    station_id: StationIdentity,
    reservation_id: Number,
    caller: SignedIn,
    needs: Needs,
    documents: Documents,
    printed: Printed,
) -> DocumentView | Response:
    """409 with the reason while there is none. `Accept-Language` chooses German or English."""
    found = _own(station_id, reservation_id, caller, needs)
    return printed.answer(receipt_of_reservation(found, documents))


@router.get(
    "/{station_id:path}/{reservation_id}/receipt.pdf",
    summary="Get the receipt of one of my reservations as PDF",
)
def get_reservation_receipt_pdf(
    station_id: StationIdentity,
    reservation_id: Number,
    caller: SignedIn,
    needs: Needs,
    documents: Documents,
    printed: Printed,
) -> Response:
    """The same, whatever `Accept` says."""
    found = _own(station_id, reservation_id, caller, needs)
    return printed.as_pdf(receipt_of_reservation(found, documents))


@router.get(
    "/{station_id:path}/{reservation_id}/credit-notes",
    summary="List the credit notes of one of my reservations",
)
def list_reservation_credit_notes(
    station_id: StationIdentity,
    reservation_id: Number,
    caller: SignedIn,
    needs: Needs,
    documents: Documents,
    printed: Printed,
) -> list[DocumentView]:
    """What was given back, the first one first."""
    receipt = receipt_of_reservation(_own(station_id, reservation_id, caller, needs), documents)
    return [printed.view(one) for one in credit_notes_of(receipt.subject_id, documents)]


@router.get("/{station_id:path}/{reservation_id}", summary="Get one of my reservations")
def get_reservation(
    station_id: StationIdentity, reservation_id: Number, caller: SignedIn, needs: Needs
) -> ReservationView:
    """What becomes of it, and what it costs: told at the latest 20 minutes after its end."""
    return _view(_own(station_id, reservation_id, caller, needs), needs.clock())


def _own(station_id: str, number: int, caller: SignedIn, needs: Needs) -> Reservation:
    """Made for the driver; another driver's is as unknown as none."""
    found = needs.reservations.find_of(caller.subject, station_id, number)
    if found is None:
        raise NotFound(f"You have no reservation {number} at {station_id}: see GET /reservations.")
    return found


def _view(reservation: Reservation, now: datetime) -> ReservationView:
    fee = reservation.fee
    return ReservationView(
        station_id=reservation.station_id,
        reservation_id=reservation.number,
        evse_id=reservation.evse_id,
        state=reservation.state_at(now),
        accepted_at=reservation.accepted_at,
        expires_at=reservation.valid_until,
        cancelled_at=reservation.cancelled_at,
        cost=fee_view(fee),
        cost_reason=fee.reason if fee else None,
        charged_at=fee.decided_at if fee and fee.transfer_id else None,
        receipt_path=_receipt_path(reservation) if fee and fee.transfer_id else None,
    )


def _receipt_path(reservation: Reservation) -> str:
    station = quote(reservation.station_id, safe="")
    return f"/client/v1/reservations/{station}/{reservation.number}/receipt"
