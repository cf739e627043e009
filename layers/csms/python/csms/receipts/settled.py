"""A settled session gets its receipt: once, with the next number."""

from datetime import datetime

from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from csms.receipts.checking import Checking, check_session, pin_key
from csms.receipts.composing import Composing, compose
from csms.receipts.document import Document, receipt_id
from csms.receipts.issuing import issue
from csms.receipts.ports import DocumentRepository


def issue_receipt(
    session: ChargingSession,
    now: datetime,
    documents: DocumentRepository,
    checking: Checking,
    composing: Composing,
) -> Document | None:
    """The receipt; the one that is there, if it was issued before.

    None: the session is not settled, or nothing was charged and nobody is there to get it.
    """
    if session.state is not SessionState.SETTLED or not _concerns_somebody(session):
        return None
    known = documents.get(receipt_id(session.session_id))
    if known is not None:
        return known
    checked = check_session(session, session.energy_wh, checking)
    pin_key(session, checked, checking)
    return issue(compose(session, checked, now, composing), documents)


def _concerns_somebody(session: ChargingSession) -> bool:
    charged = session.settlement is not None and session.settlement.transfer_id is not None
    return charged or (session.payer is not None and session.payer.driver_id is not None)
