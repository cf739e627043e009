"""When an open payment is looked at next: soon at first, then ever more rarely."""

from dataclasses import replace
from datetime import datetime, timedelta

from csms.payments.model import CAPTURING, RELEASING, UNANSWERED, Payment, PaymentState
from csms.payments.refund_model import Refund

FIRST_LOOK = timedelta(seconds=20)
LONGEST_PAUSE = timedelta(hours=1)
# Keys may be forgotten by the provider after 24 h (Stripe, idempotent requests).
KEY_LIFE = timedelta(hours=23)
# A customer who has not paid by then will not: the payment is given up.
CUSTOMER_TIME = timedelta(hours=24)
# A list or search of the provider may lag behind: what it does not show may be there all the same.
SEARCH_LAG = timedelta(minutes=5)

_URGENT = UNANSWERED | CAPTURING | RELEASING


def scheduled(payment: Payment, now: datetime) -> Payment:
    """The payment with its next look; none for a closed one."""
    if not payment.is_open:
        return replace(payment, look_at=None)
    return replace(payment, look_at=_next(payment, now))


def looked(payment: Payment, before: Payment, now: datetime) -> Payment:
    """After a look: what did not change is looked at more rarely."""
    looks = payment.looks + 1 if payment.state == before.state else 0
    return scheduled(replace(payment, looks=looks), now)


def refund_scheduled(refund: Refund, now: datetime) -> Refund:
    """The refund with its next look."""
    if not refund.is_open:
        return replace(refund, look_at=None)
    return replace(refund, look_at=now + _pause(refund.looks), looks=refund.looks + 1)


def key_is_trusted(intended_at: datetime | None, replayed_fault: bool, now: datetime) -> bool:
    """Whether the same key still gives the same answer, and one that helps."""
    return not replayed_fault and (intended_at is None or now - intended_at < KEY_LIFE)


def _next(payment: Payment, now: datetime) -> datetime:
    pause = _pause(payment.looks)
    if payment.state == PaymentState.AUTHORIZED and payment.expires_at:
        return max(now + pause, min(payment.expires_at, now + LONGEST_PAUSE))
    if payment.state in _URGENT or payment.state == PaymentState.AWAITING_CUSTOMER:
        return now + pause
    return now + FIRST_LOOK


def _pause(looks: int) -> timedelta:
    return min(FIRST_LOOK * (1 << min(looks, 10)), LONGEST_PAUSE)
