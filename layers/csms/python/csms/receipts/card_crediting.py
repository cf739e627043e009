"""A credit of what a terminal's card paid: the money goes back first, then the note is issued.

The refund is written down under an id that follows from the request, and the note under the id of
the refund. So a crash between any two steps, or a provider that does not answer, heals by going
on: by the same request, or by the queue of payments (`finish_card_credits`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from csms.drivers.visitors import visit_id_of
from csms.errors import Conflict, Unavailable
from csms.ids import digest
from csms.money import Money
from csms.payments.asking import Paying
from csms.payments.card_refunds import (
    card_refund_asked,
    card_refund_booked,
    card_refund_brought_on,
    refund_to_card,
)
from csms.payments.model import Payment, PaymentKind
from csms.payments.refund_model import FINAL_REFUNDS, Refund, RefundState
from csms.payments.refunding import RefundWish, known_refund, refundable
from csms.payments.visits import Visit, VisitRepository
from csms.receipts.crediting import Correction, Crediting, credit
from csms.receipts.document import Document, receipt_id


@dataclass(frozen=True, slots=True)
class CardCrediting:
    """What credits to cards need. `look_again` has a settled session compared with its facts."""

    crediting: Crediting
    paying: Paying
    visits: VisitRepository
    look_again: Callable[[Visit], None]


def credit_card(
    receipt: Document, token_id: str, correction: Correction, now: datetime, needs: CardCrediting
) -> Document:
    """Send money back to the card, and issue the credit note; the same note for the same key.

    Conflict: not so much is left of what the card paid, the provider refuses, or late facts wait
    that the person has not seen. Unavailable: the
    provider has not answered; the same request goes on, and so does the queue of payments.
    """
    visit = needs.visits.get(token_id)
    payment = needs.paying.payments.get(visit.payment_id) if visit else None
    if visit is None or payment is None or visit.session_id != receipt.subject_id:
        raise Conflict(f"{receipt.number} was not paid by the card of a terminal")
    refund_id = digest("card_credit", receipt.subject_id, correction.key)
    _require_seen(receipt, refund_id, payment, correction, needs)
    wish = _wish(refund_id, receipt, payment, correction, needs)
    refund = refund_to_card(wish, needs.paying)
    if refund.state is RefundState.FAILED:
        raise Conflict(f"The provider does not refund {receipt.number}: {refund.failure}.")
    note = _noted(refund, receipt, now, needs)
    if note is None:
        raise Unavailable("the provider has not answered yet")
    return note


def finish_card_credits(payment: Payment, now: datetime, needs: CardCrediting) -> int:
    """Go on with every refund of a terminal's payment that is open; how many ended.

    What late facts led to is booked by who corrects the session: it is told to look again.
    """
    if payment.kind is not PaymentKind.TERMINAL:
        return 0
    ended = 0
    for one in needs.paying.payments.refunds(payment.payment_id):
        if one.is_open:
            if one.of_late_facts:
                ended += _told(one, payment, needs)
                continue
            refund = card_refund_brought_on(one, needs.paying)
            receipt = _receipt(payment, needs)
            ended += receipt is not None and _noted(refund, receipt, now, needs) is not None
    return ended


def _wish(
    refund_id: str,
    receipt: Document,
    payment: Payment,
    correction: Correction,
    needs: CardCrediting,
) -> RefundWish:
    """Of a request without an amount: what is left now, or was when it was first made."""
    currency, minor = payment.asked.currency, correction.minor
    if minor is None:
        known = known_refund(refund_id, payment.payment_id, needs.paying)
        minor = known.amount.minor if known else _left(receipt, payment, correction, needs)
        if minor <= 0:
            raise Conflict("Nothing is left of what the card paid.")
    amount = Money(minor, currency)
    return RefundWish(refund_id, payment.payment_id, amount, correction.reason, correction.answer)


def _left(receipt: Document, payment: Payment, correction: Correction, needs: CardCrediting) -> int:
    """Of what the card paid, or of what is charged where some of it remains."""
    card = refundable(payment, needs.paying.payments.refunds(payment.payment_id))
    if correction.remains is None:
        return card
    credited = needs.crediting.documents.credited(receipt.subject_id)
    return correction.minor_of(receipt.content.gross_minor - credited.minor)


def _require_seen(
    receipt: Document,
    refund_id: str,
    payment: Payment,
    correction: Correction,
    needs: CardCrediting,
) -> None:
    """Before anything is sent; what was begun is ended, whatever has come since."""
    if correction.answer is None or known_refund(refund_id, payment.payment_id, needs.paying):
        return
    needs.crediting.answers.require(receipt.subject_id, correction.answer)


def _noted(
    refund: Refund, receipt: Document, now: datetime, needs: CardCrediting
) -> Document | None:
    """The credit note, once the money is on its way; None: it is not."""
    if refund.state is not RefundState.REFUNDED:
        return None
    correction = Correction(
        refund.reason, refund.refund_id, refund.amount.minor, to_card=True, answer=refund.answer
    )
    note = credit(receipt, correction, now, needs.crediting)
    card_refund_booked(refund, note.document_id, needs.paying)
    return note


def _told(refund: Refund, payment: Payment, needs: CardCrediting) -> bool:
    """It stays open until the session was looked at, so that it is told again."""
    visit = needs.visits.get(visit_id_of(payment.payment_id))
    refund = card_refund_asked(refund, needs.paying)
    known = refund.state in FINAL_REFUNDS and visit is not None
    if known and visit is not None:
        needs.look_again(visit)
    return known


def _receipt(payment: Payment, needs: CardCrediting) -> Document | None:
    visit = needs.visits.get(visit_id_of(payment.payment_id))
    session_id = visit.session_id if visit else None
    return needs.crediting.documents.get(receipt_id(session_id)) if session_id else None
