"""The receipt of a session or a reservation, for whoever may see it."""

from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from csms.errors import Conflict
from csms.receipts.document import Document, credit_note_id, receipt_id
from csms.receipts.ports import DocumentRepository
from csms.stations.reservations import Reservation

REASONS = {
    SessionState.REVIEW: "The operator is looking into this session: no receipt yet.",
    SessionState.REFUSED: "This session was refused: there is nothing to pay and no receipt.",
    SessionState.ENDED: "The session is being settled: ask again in a moment.",
    SessionState.SETTLED: "The receipt is being issued: ask again in a moment.",
}
RUNNING = "The session is running: the receipt is there after its end."


def receipt_of(session: ChargingSession, documents: DocumentRepository) -> Document:
    """Conflict, with the reason, while there is none."""
    if session.state is not SessionState.SETTLED:
        raise Conflict(REASONS.get(session.state, RUNNING))
    found = documents.get(receipt_id(session.session_id))
    if found is None:
        raise Conflict(REASONS[SessionState.SETTLED])
    return found


def receipt_of_reservation(reservation: Reservation, documents: DocumentRepository) -> Document:
    """Conflict, with the reason, while there is none."""
    fee = reservation.fee
    if fee is None:
        raise Conflict("Nothing is decided on this reservation yet: no receipt.")
    if fee.transfer_id is None:
        raise Conflict("This reservation cost nothing by itself: there is no receipt.")
    if fee.since is None:
        raise Conflict("This was charged before receipts were issued for reservations.")
    found = documents.get(receipt_id(fee.transfer_id))
    if found is None:
        raise Conflict(REASONS[SessionState.SETTLED])
    return found


def credit_notes_of(subject_id: str, documents: DocumentRepository) -> list[Document]:
    """The credit notes of a session, or of a reservation, the first one first."""
    count = documents.credited(subject_id).count
    found = (documents.get(credit_note_id(subject_id, n)) for n in range(1, count + 1))
    return [one for one in found if one is not None]
