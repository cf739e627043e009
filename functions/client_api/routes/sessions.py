"""Charging sessions of the driver: start, watch, stop, receipt."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from client_api.starting import require_credit, require_evse, require_permission
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.commands.requesting import CommandRequest, asked_before
from csms.drivers.app_tokens import app_token
from csms.errors import Conflict, NotFound
from csms.web.authentication import SignedIn
from csms.web.commands import COMMAND_ANSWERS, CommandView, WaitSeconds, send
from csms.web.documents import DocumentView
from csms.web.fields import Identifier, StationIdentity
from csms.web.idempotency import IdempotencyKey
from csms.web.needs import CreditNeeds, Documents, Needs, RequestingNeeds
from csms.web.pagination import Page, PagingQuery
from csms.web.printing import ANSWERS, Printed
from csms.web.receipts import credit_notes_of, receipt_of
from csms.web.sessions import SessionView, session_view

router = APIRouter(prefix="/sessions")


class StartIn(BaseModel):
    """Where to charge."""

    station_id: StationIdentity
    evse_id: int = Field(ge=1)


@router.post("", summary="Start charging", status_code=202, responses=COMMAND_ANSWERS)
def start_session(  # noqa: PLR0913, PLR0917  the parts of an HTTP request
    wanted: StartIn,
    caller: SignedIn,
    needs: Needs,
    requesting: RequestingNeeds,
    credit: CreditNeeds,
    response: Response,
    key: IdempotencyKey,
    wait: WaitSeconds = 0,
) -> CommandView:
    """Ask the station to start. The session is in `GET /sessions` once the station has begun."""
    require_evse(wanted.station_id, wanted.evse_id, needs)
    token = app_token(caller.subject, needs.tokens)
    payload = {"evse_id": wanted.evse_id, "token_id": token.token_id}
    request = CommandRequest(
        wanted.station_id, "start", payload, key, may_queue=False, driver_id=caller.subject
    )
    if not asked_before(request, requesting):  # the session itself may hold the balance by now
        require_credit(caller.subject, credit)
        require_permission(token, needs.clock())
    return send(request, wait, requesting, response)


@router.get("", summary="List my sessions")
def list_sessions(caller: SignedIn, needs: Needs, paging: PagingQuery) -> Page[SessionView]:
    """Newest first."""
    mine = SessionFilter(driver_id=caller.subject)
    return paging.page(
        lambda limit, cursor: needs.sessions.page(mine, limit, cursor),
        session_view,
        mine,
    )


@router.get("/{session_id}", summary="Get one of my sessions")
def get_session(session_id: Identifier, caller: SignedIn, needs: Needs) -> SessionView:
    """Live figures while it runs, final ones once it is settled."""
    return session_view(_own_session(session_id, caller, needs))


@router.post(
    "/{session_id}/stop", summary="Stop charging", status_code=202, responses=COMMAND_ANSWERS
)
def stop_session(  # noqa: PLR0913, PLR0917  the parts of an HTTP request
    session_id: Identifier,
    caller: SignedIn,
    needs: Needs,
    requesting: RequestingNeeds,
    response: Response,
    key: IdempotencyKey,
    wait: WaitSeconds = 0,
) -> CommandView:
    """Ask the station to stop. An offline station is asked when it is back."""
    session = _own_session(session_id, caller, needs)
    if not session.active:
        raise Conflict("The session has stopped already.")
    station_id, transaction_id = session.key
    payload = {"session_id": session.session_id, "transaction_id": transaction_id}
    request = CommandRequest(station_id, "stop", payload, key, driver_id=caller.subject)
    return send(request, wait, requesting, response)


@router.get(
    "/{session_id}/receipt",
    summary="Get the receipt of one of my sessions",
    response_model=DocumentView,
    responses=ANSWERS,
)
def get_receipt(
    session_id: Identifier, caller: SignedIn, needs: Needs, documents: Documents, printed: Printed
) -> DocumentView | Response:
    """409 with the reason until there is one. `Accept-Language` chooses German or English."""
    return printed.answer(receipt_of(_own_session(session_id, caller, needs), documents))


@router.get("/{session_id}/receipt.pdf", summary="Get the receipt of one of my sessions as PDF")
def get_receipt_pdf(
    session_id: Identifier, caller: SignedIn, needs: Needs, documents: Documents, printed: Printed
) -> Response:
    """The same, whatever `Accept` says."""
    return printed.as_pdf(receipt_of(_own_session(session_id, caller, needs), documents))


@router.get("/{session_id}/credit-notes", summary="List the credit notes of one of my sessions")
def list_credit_notes(
    session_id: Identifier, caller: SignedIn, needs: Needs, documents: Documents, printed: Printed
) -> list[DocumentView]:
    """What was given back, the first one first."""
    session = _own_session(session_id, caller, needs)
    return [printed.view(one) for one in credit_notes_of(session.session_id, documents)]


def _own_session(session_id: str, caller: SignedIn, needs: Needs) -> ChargingSession:
    """The driver's session; another driver's is as unknown as none."""
    session = needs.sessions.find(session_id)
    if session is None or session.payer is None or session.payer.driver_id != caller.subject:
        raise NotFound(f"You have no session {session_id}: see GET /sessions.")
    return session
