"""Signed readings of a session, and what they prove."""

from fastapi import APIRouter

from csms import bootstrap
from csms.errors import NotFound
from csms.receipts.checking import check_session
from csms.receipts.document import receipt_id
from csms.receipts.signed_values import SignedCheck
from csms.web.document_parts import SignedView
from csms.web.fields import Identifier
from csms.web.needs import Documents, Needs

router = APIRouter(prefix="/sessions/{session_id}/signed-values")


@router.get("", summary="Get the signed readings of a session")
def get_signed_values(session_id: Identifier, needs: Needs, documents: Documents) -> SignedView:
    """As the receipt has them; before there is one, checked now by the energy so far."""
    receipt = documents.get(receipt_id(session_id))
    checked = receipt.content.signed if receipt else _checked_now(session_id, needs)
    if checked is None:
        raise NotFound(f"The meter of session {session_id} has signed nothing.")
    return SignedView.model_validate(checked, from_attributes=True)


def _checked_now(session_id: str, needs: Needs) -> SignedCheck | None:
    session = needs.sessions.find(session_id)
    if session is None:
        raise NotFound(f"Session {session_id} is not known: see GET /sessions.")
    return check_session(session, session.energy_wh, bootstrap.checking())
