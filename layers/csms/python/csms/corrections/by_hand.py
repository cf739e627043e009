"""What a person decides of late facts: more is charged, or what is charged stays.

What is given back is a credit note (`csms.receipts.crediting`); `noted_credit` says that it
answers the review.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.model import ChargingSession, SessionKey
from csms.charging.ports import SessionRepository
from csms.clock import Clock
from csms.corrections.deciding import waiting
from csms.corrections.ports import CorrectionStore
from csms.errors import Conflict, Unavailable
from csms.receipts.document import Document
from csms.receipts.issuing import ATTEMPTS


@dataclass(frozen=True, slots=True)
class Deciding:
    """What decisions that move no money need."""

    sessions: SessionRepository
    store: CorrectionStore
    clock: Clock


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who says so, and why."""

    by: str
    reason: str


def leave(key: SessionKey, verdict: Verdict, needs: Deciding) -> ChargingSession:
    """What is charged stays; again, by the same person for the same reason, nothing happens.

    Conflict: nothing waits for a decision.
    """
    for _attempt in range(ATTEMPTS):
        session = _known(key, needs)
        if _said_before(session, verdict):
            return session
        now = needs.clock()
        answer = answered(awaited(session), Outcome.UNCHANGED, verdict, now)
        if needs.store.add(key, answer, None):
            return _known(key, needs)
    raise Unavailable(f"session {key.transaction_id}: too many corrections at the same time")


def noted_credit(key: SessionKey, note: Document, verdict: Verdict, needs: Deciding) -> bool:
    """A credit note of a person answers what waits; False: nothing did, or others were faster.

    What came after the note, which a repeated request is given again, they have not seen. The note
    moves the money; it is no correction's document, so that it counts as a person's.
    """
    review = waiting(_known(key, needs))
    if review is None or review.at > note.issued_at:
        return False
    answer = answered(review, Outcome.CREDITED, verdict, needs.clock())
    told = replace(answer, document_number=note.number, difference_minor=-note.content.gross_minor)
    return needs.store.add(key, told, None)


def awaited(session: ChargingSession) -> LateCorrection:
    """The review that is to be decided. Conflict: there is none."""
    found = waiting(session)
    if found is None:
        raise Conflict(
            f"No late facts of session {session.session_id} wait for a decision: see its "
            "corrections."
        )
    return found


def answered(
    review: LateCorrection, outcome: Outcome, verdict: Verdict, now: datetime
) -> LateCorrection:
    """The next correction: what was found stays as it was put before the person."""
    return replace(
        review,
        number=review.number + 1,
        outcome=outcome,
        at=now,
        difference_minor=0,
        reason=verdict.reason,
        by=verdict.by,
    )


def _said_before(session: ChargingSession, verdict: Verdict) -> bool:
    last = session.corrections[-1] if session.corrections else None
    same = last is not None and (last.by, last.reason) == (verdict.by, verdict.reason)
    return same and last is not None and last.outcome is Outcome.UNCHANGED


def _known(key: SessionKey, needs: Deciding) -> ChargingSession:
    session = needs.sessions.get(key)
    if session is None:
        raise Conflict(f"session {key.transaction_id} is gone")
    return session
