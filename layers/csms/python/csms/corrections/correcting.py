"""Late facts of a settled session: rated anew, and answered once for each set of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from csms.charging.corrections import LateCorrection
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import SessionKey
from csms.clock import Clock
from csms.corrections.by_card import Back, Cards, booked, is_under_way, sent_back
from csms.corrections.deciding import Charged, concerns, decide
from csms.corrections.legs import by_balance, correction_transfer
from csms.corrections.notes import draft_of_facts
from csms.corrections.policy import Policy
from csms.corrections.ports import CorrectionStore, Noted
from csms.errors import Conflict, Unavailable
from csms.ledger.ports import LedgerRepository
from csms.receipts.credit_legs import posted_before
from csms.receipts.document import Document, credit_note_id, receipt_id
from csms.receipts.issuing import ATTEMPTS, pause
from csms.receipts.ports import Credited, DocumentRepository, Refund
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated

Rating = Callable[[ChargingSession], Rated | Wait | Review]


@dataclass(frozen=True, slots=True)
class Correcting:
    """What corrections need. `rate` says what a session costs by all that is known of it.

    `cards`: for who paid at a terminal; None: a person gives back what a card has paid.
    """

    sessions: SessionRepository
    documents: DocumentRepository
    ledger: LedgerRepository
    store: CorrectionStore
    rate: Rating
    policy: Policy
    clock: Clock
    wait: Callable[[int], None] = pause
    cards: Callable[[], Cards] | None = None


def as_known_now(session: ChargingSession) -> ChargingSession:
    """A settled session with the stop that came too late, as if it had come in time."""
    return replace(session, stop=session.late_stop or session.stop)


def correct(key: SessionKey, needs: Correcting) -> LateCorrection | None:
    """Correct a session whose facts say another price than was charged; None: all is right.

    None, too, while the provider has not said whether a card gets money back: whoever hears of it
    calls this again. Again it does nothing. Unavailable: too many did at the same time, or its
    receipt is still to come.
    """
    for attempt in range(ATTEMPTS):
        session, now = needs.sessions.get(key), needs.clock()
        if session is None:
            return None
        if not (concerns(session, now, needs.policy) or is_under_way(session, needs.cards)):
            return None
        found = needs.rate(as_known_now(session))
        credited = needs.documents.credited(session.session_id)
        charged = _charged(session, credited)
        correction = decide(session, found, charged, now, needs.policy)
        back = None
        if session.payer is not None and session.payer.by_card:
            correction, back = sent_back(session, correction, credited, now, needs.cards)
        if correction is None:
            return None
        if isinstance(found, Rated) and not correction.moved_nothing:
            correction, noted = _noted(session, found, correction, credited, back, needs)
        else:
            noted = None
        if _added(key, correction, noted, needs):
            booked(back, correction, needs.cards)
            return correction
        needs.wait(attempt)
    raise Unavailable(f"session {key.transaction_id}: too many corrections at the same time")


def _charged(session: ChargingSession, credited: Credited) -> Charged:
    """A credit note that no late facts led to is a person's, as is what a person has decided."""
    settled = session.settlement.gross_minor if session.settlement else 0
    own = [one for one in session.corrections if one.document_id is not None]
    added = sum(one.difference_minor for one in own)
    by_hand = credited.count > len(own) or any(one.by for one in session.corrections)
    return Charged(settled + added, by_hand)


def _added(
    key: SessionKey, correction: LateCorrection, noted: Noted | None, needs: Correcting
) -> bool:
    """False: others were faster, or a wallet or a debt changed meanwhile."""
    try:
        return needs.store.add(key, correction, noted)
    except Conflict:
        return False


def _noted(
    session: ChargingSession,
    rated: Rated,
    correction: LateCorrection,
    credited: Credited,
    back: Back | None,
    needs: Correcting,
) -> tuple[LateCorrection, Noted]:
    now, count = correction.at, credited.count + 1
    receipt = _document(receipt_id(session.session_id), needs)
    notes = [_document(credit_note_id(session.session_id, one), needs) for one in range(1, count)]
    before = posted_before(receipt, count - 1, needs.ledger)
    document_id = credit_note_id(session.session_id, count)
    paid = back.legs(correction) if back else by_balance(session, correction, needs.ledger)
    transfer = correction_transfer(
        document_id, session, correction, rated.priced, before, now, paid
    )
    note = draft_of_facts(receipt, notes, rated, correction, transfer, now)
    note = replace(note, sequence=needs.documents.last(note.entity_id, note.kind) + 1)
    given = credited.minor - correction.difference_minor
    answered = {back.refund.refund_id: count} if back and back.refund else {}
    after = Credited(given, count, {**credited.notes, **answered})
    return (
        replace(correction, document_id=document_id, document_number=note.number),
        Noted(note, Refund(credited, after, transfer)),
    )


def _document(document_id: str, needs: Correcting) -> Document:
    found = needs.documents.get(document_id)
    if found is None:
        raise Unavailable(f"{document_id} is not there yet: nothing is corrected before it")
    return found
