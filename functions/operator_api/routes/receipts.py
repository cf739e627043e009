"""Receipts and credit notes: any of them, by session or by number; corrections of charges."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms import bootstrap
from csms.audit.auditing import Order
from csms.charging.model import ChargingSession
from csms.errors import NotFound, Rejected
from csms.ids import new_ulid
from csms.receipts.card_crediting import credit_card
from csms.receipts.crediting import credit
from csms.receipts.document import Document
from csms.web.documents import DocumentView
from csms.web.fields import Identifier
from csms.web.idempotency import IdempotencyKey
from csms.web.needs import Documents, Needs, Orders
from csms.web.printing import ANSWERS, Printed
from csms.web.receipts import credit_notes_of, receipt_of
from operator_api.schemas.corrections import CorrectionIn, correction_of

router = APIRouter()


@router.get(
    "/receipts/{number}",
    summary="Get a receipt or credit note by its number",
    response_model=DocumentView,
    responses=ANSWERS,
)
def get_document(
    number: Identifier, documents: Documents, printed: Printed
) -> DocumentView | Response:
    """`R-...` is a receipt, `C-...` a credit note."""
    found = documents.by_number(number.upper())
    if found is None:
        raise NotFound(f"No document has the number {number}.")
    return printed.answer(found)


@router.get(
    "/sessions/{session_id}/receipt",
    summary="Get the receipt of a session",
    response_model=DocumentView,
    responses=ANSWERS,
)
def get_receipt(
    session_id: Identifier, needs: Needs, documents: Documents, printed: Printed
) -> DocumentView | Response:
    """409 with the reason until there is one."""
    return printed.answer(receipt_of(_session(session_id, needs), documents))


@router.get("/sessions/{session_id}/corrections", summary="List the credit notes of a session")
def list_corrections(
    session_id: Identifier, needs: Needs, documents: Documents, printed: Printed
) -> list[DocumentView]:
    """The first one first."""
    notes = credit_notes_of(_session(session_id, needs).session_id, documents)
    return [printed.view(one) for one in notes]


@router.post(
    "/sessions/{session_id}/corrections",
    summary="Give back a charge, or a part of it",
    status_code=HTTPStatus.CREATED,
)
def correct(  # noqa: PLR0913, PLR0917  the parts of an HTTP request
    session_id: Identifier,
    wanted: CorrectionIn,
    needs: Needs,
    documents: Documents,
    printed: Printed,
    key: IdempotencyKey,
    orders: Orders,
) -> DocumentView:
    """Issue a credit note and give the money back: to what the driver owes, then to the balance.

    What the card of a terminal paid goes back to the card; that needs an Idempotency-Key. 503: the
    payment provider has not answered; it goes on by itself, and by the same request.

    Never more than was charged. The same Idempotency-Key gives the same note. Late facts that wait
    for a decision are answered by it: `correction_number` says which you have seen. 409 where
    others wait by now.
    """
    session = _session(session_id, needs)
    receipt = receipt_of(session, documents)
    now, payer = needs.clock(), session.payer
    correction = correction_of(wanted, receipt, key or new_ulid(now), orders.subject)

    def credited() -> Document:
        if payer is None or not payer.by_card:
            return credit(receipt, correction, now, bootstrap.crediting())
        if key is None:
            raise Rejected("Idempotency-Key: needed where money goes back to a card.")
        return credit_card(receipt, payer.token_id, correction, now, bootstrap.card_crediting())

    note = orders.carry_out(
        Order("session.correction", session_id, wanted.reason, {"receipt": receipt.number}),
        credited,
        lambda note: {"credit_note": note.number, "transfer_id": note.document_id},
    )
    return printed.view(note)


def _session(session_id: str, needs: Needs) -> ChargingSession:
    session = needs.sessions.find(session_id)
    if session is None:
        raise NotFound(f"Session {session_id} is not known: see GET /sessions.")
    return session
