"""A person's credit note answers the late facts that they have seen: in one transaction with it."""

from dataclasses import dataclass, replace

from csms.charging.corrections import Outcome
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.corrections.by_hand import Verdict, answered, awaited
from csms.corrections.deciding import waiting
from csms.corrections.ports import CorrectionStore, Noted
from csms.errors import Conflict, NotFound
from csms.payments.refund_model import Answer
from csms.receipts.document import Document
from csms.receipts.ports import Refund


@dataclass(frozen=True, slots=True)
class LateAnswers:
    """Answers by credit notes (`csms.receipts.ports.Answers`)."""

    sessions: SessionRepository
    store: CorrectionStore

    def require(self, session_id: str, answer: Answer) -> None:
        """See the port."""
        session = self._session(session_id)
        if answer.number is not None:
            awaited(session, answer.number)
        elif review := waiting(session):
            raise Conflict(
                f"Late facts of session {session_id} wait for a decision: say that this is it, "
                f"by correction_number {review.number}, or decide on them before."
            )

    def add(self, note: Document, refund: Refund, answer: Answer) -> bool:
        """See the port. The note moves the money; it is no correction's document, so that it
        counts as a person's.
        """
        session = self._session(note.session_id or "")
        review, original = waiting(session), note.content.original
        if review is None or review.number != answer.number or original is None:
            return False
        verdict = Verdict(answer.by, original.reason, review.number)
        told = replace(
            answered(review, Outcome.CREDITED, verdict, note.issued_at),
            document_number=note.number,
            difference_minor=-note.content.gross_minor,
        )
        return self.store.add(session.key, told, Noted(note, refund))

    def _session(self, session_id: str) -> ChargingSession:
        """Its index may lag, the session itself does not."""
        found = self.sessions.find(session_id)
        session = self.sessions.get(found.key) if found else None
        if session is None:
            raise NotFound(f"Session {session_id} is not known: see GET /sessions.")
        return session
