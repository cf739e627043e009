"""From what a provider says to what we know: pure, and the same in whatever order it is told."""

from datetime import datetime

from csms.payments.model import (
    CAPTURING,
    FINAL,
    RELEASING,
    UNANSWERED,
    Payment,
    PaymentKind,
    PaymentState,
)
from csms.payments.outcomes import Declined, ProviderStatus, Seen, StartOutcome, Unknown

_WAITING = {ProviderStatus.AWAITING_CUSTOMER, ProviderStatus.PROCESSING}


def absorbed(payment: Payment, seen: Seen, now: datetime) -> Payment:
    """The payment with what a fresh look at the provider's record shows."""
    if payment.state in FINAL or seen.asked.currency != payment.asked.currency:
        return payment
    known = _with_details(payment, seen)
    if seen.status in _WAITING:
        return _waiting(known, now)
    if seen.status == ProviderStatus.AUTHORIZED:
        return known.moved(_still_authorized(known), now, failure=None)
    if seen.status == ProviderStatus.SUCCEEDED:
        return as_captured(known, seen.captured_minor, now)
    return as_gone(known, now)


def after_start(payment: Payment, outcome: StartOutcome, now: datetime) -> Payment:
    """The payment after the call that was to collect or to reserve it."""
    if isinstance(outcome, Seen):
        return absorbed(payment, outcome, now)
    if isinstance(outcome, Unknown):
        return payment.moved(
            PaymentState.INTENDED_UNKNOWN,
            now,
            failure=outcome.reason,
            replayed_fault=payment.replayed_fault or outcome.replayed,
        )
    return _declined(payment, outcome, now)


def as_captured(payment: Payment, minor: int, now: datetime) -> Payment:
    """Captured; less than wanted is a shortfall, which somebody else has to collect."""
    short = payment.wanted_minor is not None and minor < payment.wanted_minor
    state = PaymentState.SHORTFALL if short else PaymentState.CAPTURED
    authorized = max(payment.authorized_minor, minor if payment.wanted_minor is None else 0)
    return payment.moved(
        state, now, captured_minor=minor, authorized_minor=authorized, failure=None
    )


def as_gone(payment: Payment, now: datetime) -> Payment:
    """Nothing is reserved any more, and nothing was captured."""
    meant = payment.state in RELEASING or payment.state == PaymentState.AWAITING_CUSTOMER
    return payment.moved(PaymentState.RELEASED if meant else PaymentState.EXPIRED, now)


def _with_details(payment: Payment, seen: Seen) -> Payment:
    authorized = payment.authorized_minor
    if seen.status == ProviderStatus.AUTHORIZED:
        authorized = seen.authorized_minor
    return payment.moved(
        payment.state,
        payment.changed_at,
        provider_id=seen.provider_id,
        authorized_minor=authorized,
        expires_at=seen.expires_at or payment.expires_at,
        card=seen.card or payment.card,
        method_id=payment.method_id or seen.method_id,
        failure=seen.failure,
    )


def _waiting(payment: Payment, now: datetime) -> Payment:
    if payment.state in UNANSWERED:
        return payment.moved(PaymentState.AWAITING_CUSTOMER, now)
    return payment


def _still_authorized(payment: Payment) -> PaymentState:
    """What was to happen did not, so it is intended again."""
    if payment.state in CAPTURING:
        return PaymentState.CAPTURE_INTENDED
    if payment.state in RELEASING:
        return PaymentState.RELEASE_INTENDED
    return PaymentState.AUTHORIZED


def _declined(payment: Payment, outcome: Declined, now: datetime) -> Payment:
    """A customer who is there may try another card; otherwise it is over."""
    provider_id = outcome.provider_id or payment.provider_id
    if payment.kind == PaymentKind.TOP_UP and provider_id:
        state = PaymentState.AWAITING_CUSTOMER
    else:
        state = PaymentState.DECLINED
    return payment.moved(state, now, failure=outcome.code, provider_id=provider_id)
