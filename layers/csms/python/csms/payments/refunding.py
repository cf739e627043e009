"""Money of a top-up goes back to the card it came from.

It is written down; then held on the wallet (`rfh:`), so that it cannot be spent meanwhile; then the
provider is asked; then `rfd:` takes it from the wallet and ends the hold, or the hold is released.
Hold and transfer have one id each, so a crash between any two steps heals by going on.
"""

from dataclasses import dataclass

from csms.errors import Conflict, NotFound, Rejected
from csms.money import Money
from csms.payments.asking import Paying
from csms.payments.books import Books
from csms.payments.looking import refund_scheduled
from csms.payments.model import PAID, Payment, PaymentKind
from csms.payments.refund_model import Answer, Refund, RefundState
from csms.payments.refund_steps import TOO_LITTLE, brought_on


@dataclass(frozen=True, slots=True)
class RefundWish:
    """What shall go back, and why. `refund_id` is derived from the request."""

    refund_id: str
    payment_id: str
    amount: Money
    reason: str
    answer: Answer | None = None


def refund_top_up(wish: RefundWish, needs: Paying, books: Books) -> Refund:
    """Begin a refund, or go on with it.

    Conflict: more than was captured and not refunded yet, or more than the wallet has available.
    """
    payment = needs.payments.get(wish.payment_id)
    if payment is None or payment.driver_id is None:
        raise NotFound(f"There is no top-up {wish.payment_id}.")
    known = known_refund(wish.refund_id, wish.payment_id, needs)
    refund = known or begun_refund(wish, payment, needs)
    if refund.amount != wish.amount:
        raise Conflict("This Idempotency-Key was used for another refund: use a new one.")
    refund = brought_on(refund, payment, needs, books)
    if refund.failure == TOO_LITTLE:
        raise Conflict("The balance has less than that available: ask for less.")
    return refund


def resume_refunds(payment: Payment, needs: Paying, books: Books) -> None:
    """Go on with every refund that is open; that of a terminal's card ends with a credit note."""
    if payment.kind is PaymentKind.TERMINAL:
        return
    for refund in needs.payments.refunds(payment.payment_id):
        if refund.is_open:
            brought_on(refund, payment, needs, books)


def known_refund(refund_id: str, payment_id: str, needs: Paying) -> Refund | None:
    """The refund, if it was begun before."""
    refunds = needs.payments.refunds(payment_id)
    return next((one for one in refunds if one.refund_id == refund_id), None)


def begun_refund(wish: RefundWish, payment: Payment, needs: Paying) -> Refund:
    """Write it down; the same one, if the same wish has done so meanwhile.

    Overtaken: another one of the payment was begun at this moment; ask again. Conflict: more than
    was captured and is not on its way back.
    """
    if wish.amount.minor <= 0 or wish.amount.currency != payment.asked.currency:
        raise Rejected(f"amount: more than 0, in {payment.asked.currency}.")
    refunds = needs.payments.refunds(payment.payment_id)
    mine = [one for one in refunds if one.refund_id == wish.refund_id]
    if mine:
        return mine[0]
    left = refundable(payment, refunds)
    if wish.amount.minor > left:
        raise Conflict(f"Only {left} (minor units) can be refunded.")
    now = needs.clock()
    refund = Refund(
        wish.refund_id,
        wish.payment_id,
        wish.amount,
        wish.reason,
        now,
        now,
        intended_at=now,
        answer=wish.answer,
    )
    needs.payments.add_refund(refund_scheduled(refund, now), payment)
    return known_refund(wish.refund_id, wish.payment_id, needs) or refund


def refundable(payment: Payment, refunds: list[Refund]) -> int:
    """Minor units that were captured and booked, and are not on their way back.

    Of a terminal's card the charge of the session is the booking.
    """
    if payment.state not in PAID:
        return 0
    if not payment.booked and payment.kind is not PaymentKind.TERMINAL:
        return 0
    back = [one.amount.minor for one in refunds if one.state != RefundState.FAILED]
    return payment.captured_minor - sum(back)
