"""What becomes of an authorisation: part of it is captured and the rest released, or all of it.

The intent is stored before the call, with amount and key; the outcome after it. A crash in
between heals by the same call with the same key, after a look (`resuming`).
"""

from csms.errors import Conflict, NotFound, Rejected
from csms.money import Money
from csms.payments.absorbing import as_captured, as_gone
from csms.payments.asking import Paying, saved
from csms.payments.model import CAPTURING, FINAL, RELEASING, Payment, PaymentState
from csms.payments.outcomes import AlreadyCaptured, Captured, Declined, Expired, Released, Unknown


def settle_authorisation(payment_id: str, due: Money, needs: Paying) -> Payment:
    """Capture what is due, never above what is authorised, and release the rest; 0 releases all.

    Again with the same amount: the same answer, and no second capture. Conflict: another amount
    was intended before, or nothing is authorised. `*_unknown` is a state to come back to.
    """
    if due.minor < 0:
        raise Rejected("What is due cannot be below zero.")
    payment = _wanted(payment_id, needs)
    if due.currency != payment.asked.currency:
        raise Rejected(f"payment {payment_id} is in {payment.asked.currency}")
    if due.minor == 0:
        return release_authorisation(payment_id, needs)
    if payment.wanted_minor is not None and payment.wanted_minor != due.minor:
        raise Conflict(f"payment {payment_id}: another amount is being captured")
    if payment.state == PaymentState.AUTHORIZED:
        payment = _intend(payment, PaymentState.CAPTURE_INTENDED, due.minor, needs)
        return capture_now(payment, needs)
    if payment.state in FINAL | CAPTURING:
        return payment
    raise Conflict(f"payment {payment_id} is {payment.state}: nothing can be captured")


def release_authorisation(payment_id: str, needs: Paying) -> Payment:
    """Give all of it back. Again: the same. Conflict: it is being captured."""
    payment = _wanted(payment_id, needs)
    if payment.state in {PaymentState.AUTHORIZED, PaymentState.AWAITING_CUSTOMER}:
        payment = _intend(payment, PaymentState.RELEASE_INTENDED, None, needs)
        return release_now(payment, needs)
    if payment.state in FINAL | RELEASING:
        return payment
    raise Conflict(f"payment {payment_id} is {payment.state}: it cannot be released now")


def capture_now(payment: Payment, needs: Paying) -> Payment:
    """Call the provider for what `wanted_minor` says, and store what came of it."""
    assert payment.provider_id is not None
    assert payment.wanted_minor is not None
    minor, now = min(payment.wanted_minor, payment.authorized_minor), needs.clock()
    amount = Money(minor, payment.asked.currency)
    outcome = needs.provider.capture(payment.provider_id, amount, payment.key("capture"))
    match outcome:
        case Captured(took) | AlreadyCaptured(took):
            return saved(as_captured(payment, took, now), needs)
        case Expired():
            return saved(as_gone(payment, now), needs)
        case Declined(code):
            return saved(payment.moved(PaymentState.DECLINED, now, failure=code), needs)
        case Unknown():
            return _unknown(payment, PaymentState.CAPTURE_UNKNOWN, outcome, needs)


def release_now(payment: Payment, needs: Paying) -> Payment:
    """Call the provider, and store what came of it."""
    assert payment.provider_id is not None
    outcome = needs.provider.release(payment.provider_id, payment.key("release"))
    now = needs.clock()
    match outcome:
        case Released():
            return saved(as_gone(payment, now), needs)
        case AlreadyCaptured(took):
            return saved(as_captured(payment, took, now), needs)
        case Unknown():
            return _unknown(payment, PaymentState.RELEASE_UNKNOWN, outcome, needs)


def _unknown(payment: Payment, state: PaymentState, outcome: Unknown, needs: Paying) -> Payment:
    replayed = payment.replayed_fault or outcome.replayed
    after = payment.moved(state, needs.clock(), failure=outcome.reason, replayed_fault=replayed)
    return saved(after, needs)


def _wanted(payment_id: str, needs: Paying) -> Payment:
    payment = needs.payments.get(payment_id)
    if payment is None:
        raise NotFound(f"There is no payment {payment_id}.")
    return payment


def _intend(
    payment: Payment, state: PaymentState, wanted_minor: int | None, needs: Paying
) -> Payment:
    """Overtaken: somebody else settles it at this moment; call again to see what came of it."""
    now = needs.clock()
    changes = {"wanted_minor": wanted_minor, "intended_at": now, "replayed_fault": False}
    return saved(payment.moved(state, now, **changes), needs)
