"""Money of a terminal's charge goes back to the card it came from.

It is written down; then the provider is asked, and looked up where it did not answer; whoever
issues the credit note books it then. No wallet is held for it: the provider has the money.
"""

from dataclasses import replace

from csms.errors import Conflict, NotFound
from csms.payments.asking import Paying
from csms.payments.model import PaymentKind
from csms.payments.refund_model import FINAL_REFUNDS, Refund, RefundState
from csms.payments.refund_steps import asked, saved_refund
from csms.payments.refunding import RefundWish, begun_refund, known_refund


def refund_to_card(wish: RefundWish, needs: Paying) -> Refund:
    """Begin a refund, or go on with it; again: the same one.

    Conflict: more than was captured and is not on its way back, or the refund was begun with
    another amount.
    """
    payment = needs.payments.get(wish.payment_id)
    if payment is None or payment.kind is not PaymentKind.TERMINAL:
        raise NotFound(f"There is no payment of a terminal {wish.payment_id}.")
    known = known_refund(wish.refund_id, wish.payment_id, needs)
    refund = known or begun_refund(wish, payment, needs)
    if refund.amount != wish.amount:
        raise Conflict("This Idempotency-Key was used for another amount: use a new one.")
    return card_refund_brought_on(refund, needs)


def card_refund_asked(refund: Refund, needs: Paying) -> Refund:
    """Ask, or look what came of asking."""
    payment = needs.payments.get(refund.payment_id)
    if payment is None:
        raise NotFound(f"There is no payment {refund.payment_id}.")
    return refund if refund.state in FINAL_REFUNDS else asked(refund, payment, needs)


def card_refund_brought_on(refund: Refund, needs: Paying) -> Refund:
    """The same, and the end of one that is refused: it needs no booking."""
    refund = card_refund_asked(refund, needs)
    if refund.state is RefundState.FAILED and not refund.booked:
        refund = saved_refund(replace(refund, booked=True), needs)
    return refund


def card_refund_booked(refund: Refund, transfer_id: str, needs: Paying) -> Refund:
    """The credit note is there; again: nothing."""
    if refund.booked:
        return refund
    return saved_refund(replace(refund, booked=True, transfer_id=transfer_id), needs)
