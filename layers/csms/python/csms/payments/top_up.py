"""A driver tops up the balance: asked at the provider, booked once when the money is there."""

from dataclasses import dataclass, replace
from datetime import datetime

from csms.errors import Overtaken
from csms.ledger import chart
from csms.ledger.ports import LedgerRepository
from csms.ledger.topping_up import TopUp, post_top_up
from csms.money import Money
from csms.payments.asking import Asked, Paying, ask, begun, resumed, saved
from csms.payments.model import PAID, Payment, PaymentKind, PaymentState


@dataclass(frozen=True, slots=True)
class TopUpWish:
    """What the driver wants. `payment_id` is derived from the request's Idempotency-Key."""

    payment_id: str
    driver_id: str
    customer_id: str
    amount: Money
    method_id: str | None = None
    save_method: bool = False
    return_url: str | None = None
    kind: PaymentKind = PaymentKind.TOP_UP


def top_up(wish: TopUpWish, needs: Paying) -> Asked:
    """Begin a top-up, or go on with it if it was begun before. Booking is left to `resuming`.

    Conflict: the key was used for another top-up. An unknown outcome is a state, no error.
    """
    stored = begun(_payment(wish, needs.provider.name, needs.clock()), needs)
    fresh = stored.version == 1 and stored.state == PaymentState.INTENDED
    return ask(stored, needs) if fresh else resumed(stored, needs)


def booked(payment: Payment, needs: Paying, ledger: LedgerRepository) -> Payment:
    """Post what was captured (`top:<provider's id>`), once, then note it. Again: nothing new.

    A crash in between leaves a posted transfer and an open payment: the next look finds the
    transfer's id taken, which is success.
    """
    if payment.state not in PAID or payment.booked or payment.kind == PaymentKind.TERMINAL:
        return payment
    post_top_up(_paid(payment), needs.clock(), ledger)
    try:
        return saved(replace(payment, booked=True), needs)
    except Overtaken:
        return needs.payments.get(payment.payment_id) or payment


def _paid(payment: Payment) -> TopUp:
    assert payment.driver_id is not None
    assert payment.provider_id is not None
    source = chart.psp_clearing(payment.provider, payment.captured.currency)
    return TopUp(payment.provider_id, payment.driver_id, payment.captured, source)


def _payment(wish: TopUpWish, provider: str, now: datetime) -> Payment:
    return Payment(
        payment_id=wish.payment_id,
        kind=wish.kind,
        asked=wish.amount,
        provider=provider,
        created_at=now,
        changed_at=now,
        intended_at=now,
        driver_id=wish.driver_id,
        customer_id=wish.customer_id,
        method_id=wish.method_id,
        save_method=wish.save_method,
        return_url=wish.return_url,
    )
