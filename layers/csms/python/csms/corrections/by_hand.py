"""What a person decides of late facts: more is charged, or what is charged stays.

What is given back is a credit note (`csms.receipts.crediting`), stored with the answer that it is
to the review (`csms.corrections.answering`).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import SessionKey
from csms.clock import Clock
from csms.corrections.deciding import waiting
from csms.corrections.ports import CorrectionStore
from csms.errors import Conflict, Unavailable
from csms.receipts.issuing import ATTEMPTS


@dataclass(frozen=True, slots=True)
class Deciding:
    """What decisions that move no money need."""

    sessions: SessionRepository
    store: CorrectionStore
    clock: Clock


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who says so, and why; `number` is that of the correction that they have seen wait."""

    by: str
    reason: str
    number: int


def leave(key: SessionKey, verdict: Verdict, needs: Deciding) -> ChargingSession:
    """What is charged stays; again, by the same person for the same reason, nothing happens.

    Conflict: what the person has seen does not wait for a decision, or not any more.
    """
    for _attempt in range(ATTEMPTS):
        session = _known(key, needs)
        if _said_before(session, verdict):
            return session
        review = awaited(session, verdict.number)
        if needs.store.add(key, answered(review, Outcome.UNCHANGED, verdict, needs.clock()), None):
            return _known(key, needs)
    raise Unavailable(f"session {key.transaction_id}: too many corrections at the same time")


def awaited(session: ChargingSession, number: int) -> LateCorrection:
    """The review that a person has seen, and decides. Conflict: it is not what waits by now."""
    found = waiting(session)
    if found is None:
        raise Conflict(
            f"No late facts of session {session.session_id} wait for a decision: see its "
            "corrections."
        )
    if found.number != number:
        raise Conflict(
            f"Late facts of session {session.session_id} have changed: correction {found.number} "
            f"waits for a decision, not {number}. Look at the session again, then decide."
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
    said = next((one for one in session.corrections if one.number == verdict.number + 1), None)
    same = said is not None and (said.by, said.reason) == (verdict.by, verdict.reason)
    return same and said is not None and said.outcome is Outcome.UNCHANGED


def _known(key: SessionKey, needs: Deciding) -> ChargingSession:
    session = needs.sessions.get(key)
    if session is None:
        raise Conflict(f"session {key.transaction_id} is gone")
    return session
