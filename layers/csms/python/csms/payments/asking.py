"""A payment is asked for: written down, then the provider is called, then what came of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from csms.clock import Clock
from csms.errors import Conflict, Overtaken
from csms.payments.absorbing import after_start
from csms.payments.looking import key_is_trusted, scheduled
from csms.payments.model import UNANSWERED, Payment, PaymentKind
from csms.payments.outcomes import Seen
from csms.payments.ports import PaymentRepository
from csms.payments.provider import Order, PaymentProvider


@dataclass(frozen=True, slots=True)
class Paying:
    """What every step of a payment needs."""

    payments: PaymentRepository
    provider: PaymentProvider
    clock: Clock


@dataclass(frozen=True, slots=True)
class Asked:
    """A payment, and what the customer has to do, if the provider just said so."""

    payment: Payment
    seen: Seen | None


def begun(wanted: Payment, needs: Paying) -> Payment:
    """Write the payment down. Conflict: its id was used for another amount, card or driver."""
    stored = needs.payments.add(scheduled(wanted, needs.clock()))
    same = (wanted.asked, wanted.driver_id, wanted.kind, wanted.method_id or stored.method_id)
    if same != (stored.asked, stored.driver_id, stored.kind, stored.method_id):
        raise Conflict("This Idempotency-Key was used for another payment: use a new one.")
    return stored


def ask(payment: Payment, needs: Paying) -> Asked:
    """Call the provider with this generation's key; a repeat of it gets the first one's answer.

    Overtaken by somebody who asked at the same time: the same key makes that harmless, and
    what they stored stands.
    """
    terminal = payment.kind == PaymentKind.TERMINAL
    call = needs.provider.reserve if terminal else needs.provider.collect
    outcome = call(_order(payment), payment.key("start"))
    seen = outcome if isinstance(outcome, Seen) else None
    try:
        return Asked(saved(after_start(payment, outcome, needs.clock()), needs), seen)
    except Overtaken:
        return Asked(needs.payments.get(payment.payment_id) or payment, seen)


def resumed(payment: Payment, needs: Paying) -> Asked:
    """The same request again: what is not asked yet is asked, else the provider is read.

    Where the key may be forgotten by now, it would be charged twice: the queue looks it up first.
    """
    if payment.state in UNANSWERED and payment.provider_id is None:
        trusted = key_is_trusted(payment.intended_at, payment.replayed_fault, needs.clock())
        return ask(payment, needs) if trusted else Asked(payment, None)
    if not payment.is_open or payment.provider_id is None:
        return Asked(payment, None)
    found = needs.provider.lookup(payment.provider_id)
    return Asked(payment, found if isinstance(found, Seen) else None)


def saved(payment: Payment, needs: Paying) -> Payment:
    """Store the payment with the time of its next look."""
    return needs.payments.save(scheduled(payment, needs.clock()))


def _order(payment: Payment) -> Order:
    return Order(
        payment_id=payment.payment_id,
        amount=payment.asked,
        customer_id=payment.customer_id,
        method_id=payment.method_id,
        off_session=payment.kind == PaymentKind.AUTO_TOP_UP,
        save_method=payment.save_method,
        card_present=payment.kind == PaymentKind.TERMINAL,
        return_url=payment.return_url,
    )


def intended(payment: Payment, now: datetime) -> Payment:
    """Another generation of the key: only after a look-up showed that nothing happened."""
    return replace(
        payment, generation=payment.generation + 1, intended_at=now, replayed_fault=False
    )
