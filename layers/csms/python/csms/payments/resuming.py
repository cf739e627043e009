"""An open payment is brought on: what a webhook, a sweeper or a redrive does.

It acts on a fresh look at the provider's record, never on what a message said, so repeats and
wrong order change nothing. A call is repeated only with the key of its generation; another
generation begins only after a look showed that nothing had happened.
"""

from csms.errors import NotFound, Unavailable
from csms.payments.absorbing import absorbed
from csms.payments.asking import Paying, ask, intended, saved
from csms.payments.books import Books
from csms.payments.looking import CUSTOMER_TIME, KEY_LIFE, SEARCH_LAG, key_is_trusted, looked
from csms.payments.model import (
    CAPTURING,
    FINAL,
    RELEASING,
    UNANSWERED,
    Payment,
    PaymentKind,
    PaymentState,
)
from csms.payments.outcomes import LookupOutcome, NotThere, ProviderStatus, Seen
from csms.payments.refunding import resume_refunds
from csms.payments.settling import capture_now, release_now
from csms.payments.top_up import booked


def resume(payment_id: str, needs: Paying, books: Books) -> Payment:
    """Look, learn, and do what is still to be done. NotFound: no such payment of ours.

    While the provider does not answer, the payment stays open and is looked at again later.
    """
    payment = needs.payments.get(payment_id)
    if payment is None:
        raise NotFound(f"There is no payment {payment_id}.")
    if payment.state not in FINAL:
        payment = _brought_on(payment, needs)
    payment = booked(payment, needs, books.ledger)
    resume_refunds(payment, needs, books)
    return payment


def _brought_on(payment: Payment, needs: Paying) -> Payment:
    """A payment without the provider's id may never have reached it: the same key tells."""
    now = needs.clock()
    trusted = key_is_trusted(payment.intended_at, payment.replayed_fault, now)
    if payment.provider_id is None and trusted:
        return ask(payment, needs).payment
    found = _found(payment, needs)
    if isinstance(found, NotThere):
        return _never_there(payment, needs)
    if not isinstance(found, Seen):
        return _later(payment, payment, needs)
    after = _later(absorbed(payment, found, now), payment, needs)
    return _acted(after, found, needs)


def _found(payment: Payment, needs: Paying) -> LookupOutcome:
    if payment.provider_id is not None:
        return needs.provider.lookup(payment.provider_id)
    return needs.provider.find(payment.payment_id)


def _never_there(payment: Payment, needs: Paying) -> Payment:
    """A provider's list lags behind; after that, nobody is there any more who wants to pay."""
    now = needs.clock()
    since = payment.intended_at or payment.created_at
    if payment.state not in UNANSWERED or now - since < SEARCH_LAG:
        return _later(payment, payment, needs)
    if now - payment.created_at < KEY_LIFE and payment.kind != PaymentKind.TERMINAL:
        return ask(saved(intended(payment, now), needs), needs).payment
    return saved(payment.moved(PaymentState.EXPIRED, now, failure="never_reached"), needs)


def _acted(payment: Payment, seen: Seen, needs: Paying) -> Payment:
    """What was intended and, by the look, has not happened."""
    now = needs.clock()
    if payment.state in CAPTURING and seen.status == ProviderStatus.AUTHORIZED:
        return capture_now(_with_good_key(payment, needs), needs)
    if payment.state in RELEASING and seen.status != ProviderStatus.CANCELED:
        return release_now(_with_good_key(payment, needs), needs)
    waiting = payment.state == PaymentState.AWAITING_CUSTOMER
    idle = seen.status == ProviderStatus.AWAITING_CUSTOMER
    if waiting and idle and now - payment.created_at > CUSTOMER_TIME:
        return release_now(
            saved(
                payment.moved(PaymentState.RELEASE_INTENDED, now, intended_at=now),
                needs,
            ),
            needs,
        )
    return payment


def _with_good_key(payment: Payment, needs: Paying) -> Payment:
    now = needs.clock()
    if key_is_trusted(payment.intended_at, payment.replayed_fault, now):
        return payment
    return saved(intended(payment, now), needs)


def _later(after: Payment, before: Payment, needs: Paying) -> Payment:
    return needs.payments.save(looked(after, before, needs.clock()))


def payment_named(provider_id: str, needs: Paying) -> str | None:
    """Our id of a payment of the provider's; None if it is not ours. Unavailable: try again."""
    found = needs.provider.lookup(provider_id)
    if isinstance(found, Seen):
        return found.payment_id
    if isinstance(found, NotThere):
        return None
    raise Unavailable("the provider does not answer")
