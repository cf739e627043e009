"""A lower price found late of a session that a card at a terminal paid: the card gets it back.

The refund is written down first, then the provider is asked, then the credit note is issued under
the refund's id. One that nobody has answered is brought on by the queue of payments, which has the
session looked at again when it is known. What cannot be sent back is for a person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.model import ChargingSession
from csms.corrections.deciding import CORRECTED_BY_HAND, waiting
from csms.corrections.legs import to_card
from csms.errors import Conflict, NotFound, Overtaken, Rejected, Unavailable
from csms.ids import digest
from csms.ledger.model import Leg
from csms.money import Money
from csms.payments.asking import Paying
from csms.payments.card_refunds import (
    card_refund_booked,
    card_refund_brought_on,
    refund_to_card,
)
from csms.payments.model import PAID, Payment
from csms.payments.refund_model import FINAL_REFUNDS, LATE, Refund, RefundState
from csms.payments.refunding import RefundWish, refundable
from csms.payments.visits import VisitRepository
from csms.receipts.crediting import Correction, Crediting, credit
from csms.receipts.document import credit_note_id, receipt_id
from csms.receipts.ports import Credited

NOT_CAPTURED = "it was paid at a terminal, and its card cannot be refunded: give it back otherwise"
FACTS_CHANGED = "the card was given something back for what later facts have changed again"
REASON = "late_facts"


@dataclass(frozen=True, slots=True)
class Cards:
    """What refunds to cards need."""

    paying: Paying
    visits: VisitRepository
    crediting: Crediting


@dataclass(frozen=True, slots=True)
class Back:
    """What has gone back to a card; `refund` None: nothing, it had paid less than is due now."""

    payment: Payment
    refund: Refund | None

    def legs(self, correction: LateCorrection) -> Sequence[Leg]:
        """Of a correction that gives it back."""
        minor = self.refund.amount.minor if self.refund else 0
        return to_card(self.payment.provider, correction, minor)


Sent = tuple[LateCorrection | None, Back | None]


def sent_back(
    session: ChargingSession,
    correction: LateCorrection | None,
    credited: Credited,
    now: datetime,
    cards: Callable[[], Cards] | None,
) -> Sent:
    """The correction as it can be made, with the refund that it books.

    None: nothing is to be done, or the provider has not answered.
    """
    lower = correction is not None and correction.outcome is Outcome.CREDITED
    if cards is None:
        return (_doubted(correction, NOT_CAPTURED) if lower and correction else correction), None
    needs = cards()
    payment = _payment(session, needs)
    begun = _begun(session.session_id, payment, credited, needs) if payment else None
    if begun is not None:
        return _ended(session, correction, payment, begun, now, needs)
    if correction is None or not lower:
        return correction, None
    review = waiting(session)
    if review is not None and review.finds_the_same_as(correction):
        return None, None
    if payment is None or payment.state not in PAID:
        return _doubted(correction, NOT_CAPTURED), None
    return _asked(session, correction, payment, now, needs)


def is_under_way(session: ChargingSession, cards: Callable[[], Cards] | None) -> bool:
    """Whether a refund was begun that no credit note tells of: it is ended, however late."""
    if cards is None or session.payer is None or not session.payer.by_card:
        return False
    needs = cards()
    payment = _payment(session, needs)
    refunds = needs.paying.payments.refunds(payment.payment_id) if payment else ()
    return any(one.of_late_facts and one.is_open for one in refunds)


def booked(
    back: Back | None, correction: LateCorrection, cards: Callable[[], Cards] | None
) -> None:
    """The credit note is there; the refund knows it."""
    if back is not None and back.refund is not None and cards is not None:
        assert correction.document_id is not None
        card_refund_booked(back.refund, correction.document_id, cards().paying)


def _asked(
    session: ChargingSession,
    correction: LateCorrection,
    payment: Payment,
    now: datetime,
    needs: Cards,
) -> Sent:
    if _of_a_person(payment, needs):
        return _doubted(correction, CORRECTED_BY_HAND), None
    minor = _share(correction, payment, needs)
    if minor == 0:
        return correction, Back(payment, None)
    refund_id = f"{LATE}{digest(session.session_id, correction.number)}"
    amount = Money(minor, correction.currency or "")
    try:
        wish = RefundWish(refund_id, payment.payment_id, amount, REASON)
        refund = refund_to_card(wish, needs.paying)
    except Overtaken as lost:
        raise Unavailable("the payment was changed meanwhile") from lost
    except (Conflict, NotFound, Rejected) as refusal:
        return _doubted(correction, f"{NOT_CAPTURED} ({refusal})"), None
    return _ended(session, correction, payment, refund, now, needs)


def _ended(
    session: ChargingSession,
    correction: LateCorrection | None,
    payment: Payment | None,
    refund: Refund,
    now: datetime,
    needs: Cards,
) -> Sent:
    """What a refund that was begun comes to; facts may have changed since."""
    assert payment is not None
    if refund.state not in FINAL_REFUNDS:
        return None, None
    if refund.state is RefundState.FAILED:
        review = _doubted(correction or _blank(session, now), f"{NOT_CAPTURED} ({refund.failure})")
        return review, None
    lower = correction is not None and correction.outcome is Outcome.CREDITED
    if correction and lower and _share(correction, payment, needs, refund) == refund.amount.minor:
        return correction, Back(payment, refund)
    return _credited_as_sent(session, correction, refund, now, needs), None


def _credited_as_sent(
    session: ChargingSession,
    correction: LateCorrection | None,
    refund: Refund,
    now: datetime,
    needs: Cards,
) -> LateCorrection:
    """The money is on its way, the price is another by now: noted as it was, told to a person."""
    receipt = needs.crediting.documents.get(receipt_id(session.session_id))
    if receipt is None:
        raise Unavailable(f"session {session.key.transaction_id} has no receipt yet")
    given = Correction(REASON, refund.refund_id, refund.amount.minor, to_card=True)
    note = credit(receipt, given, now, needs.crediting)
    card_refund_booked(refund, note.document_id, needs.paying)
    return _doubted(correction or _blank(session, now), FACTS_CHANGED)


def _payment(session: ChargingSession, needs: Cards) -> Payment | None:
    visit = needs.visits.get(session.payer.token_id) if session.payer else None
    if visit is None or visit.session_id != session.session_id:
        return None
    return needs.paying.payments.get(visit.payment_id)


def _begun(session_id: str, payment: Payment, credited: Credited, needs: Cards) -> Refund | None:
    """A refund of late facts that is not booked yet, brought on; what is noted by now is booked."""
    for refund in needs.paying.payments.refunds(payment.payment_id):
        if not (refund.of_late_facts and refund.is_open):
            continue
        count = credited.notes.get(refund.refund_id)
        if count is None:
            return card_refund_brought_on(refund, needs.paying)
        card_refund_booked(refund, credit_note_id(session_id, count), needs.paying)
    return None


def _of_a_person(payment: Payment, needs: Cards) -> bool:
    """Whether a person gives something back, and its credit note is still to come."""
    refunds = needs.paying.payments.refunds(payment.payment_id)
    return any(one.is_open and not one.of_late_facts for one in refunds)


def _share(
    correction: LateCorrection, payment: Payment, needs: Cards, own: Refund | None = None
) -> int:
    """What the card has paid above the new price; never more than is left of what it paid."""
    refunds = needs.paying.payments.refunds(payment.payment_id)
    others = [one for one in refunds if own is None or one.refund_id != own.refund_id]
    left = refundable(payment, others)
    return max(0, min(-correction.difference_minor, left - (correction.gross_minor or 0)))


def _doubted(correction: LateCorrection, reason: str) -> LateCorrection:
    return replace(correction, outcome=Outcome.REVIEW, difference_minor=0, reason=reason)


def _blank(session: ChargingSession, now: datetime) -> LateCorrection:
    return LateCorrection(len(session.corrections) + 1, Outcome.REVIEW, now, None)
