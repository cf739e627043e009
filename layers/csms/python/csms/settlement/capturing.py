"""A session that a card at a terminal pays: capture what it costs, and give back the rest.

Every step may run again: the visit is bound once, the capture's amount is written down before the
call, and what is not known is looked up (`csms.payments`). Nothing is captured above the
authorisation, and nothing of an authorisation that has ended.
"""

from dataclasses import dataclass

from csms.charging.model import ChargingSession
from csms.errors import Conflict, NotFound
from csms.money import Money
from csms.payments.asking import Paying
from csms.payments.books import Books
from csms.payments.model import CAPTURING, PAID, RELEASING, UNANSWERED, Payment, PaymentState
from csms.payments.resuming import resume
from csms.payments.settling import settle_authorisation
from csms.payments.visits import Visit, VisitRepository
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated

OPEN = CAPTURING | RELEASING | UNANSWERED
# The provider is asked again after this; the workflow doubles it.
AGAIN_S = 15


@dataclass(frozen=True, slots=True)
class Capturing:
    """What capturing needs."""

    visits: VisitRepository
    paying: Paying
    books: Books


def capture_session(rated: Rated, needs: Capturing) -> Payment | Wait | Review:
    """The payment as it ended: captured, short of what is due, or released where nothing is due.

    Wait: the provider has not answered. Review: the authorisation is gone, or pays for another
    session. Overtaken: somebody else works on it; run again.
    """
    visit = _visit(rated.session, needs.visits)
    if isinstance(visit, Review):
        return visit
    try:
        payment = _brought_to_an_end(visit.payment_id, rated, needs)
    except NotFound:
        return Review("the card's authorisation was never asked for")
    if isinstance(payment, Review):
        return payment
    if payment.state in OPEN:
        return Wait(AGAIN_S)
    return _judged(payment, due_of(rated, payment))


def due_of(rated: Rated, payment: Payment) -> Money:
    """What the session costs; nothing is nothing in the card's currency."""
    gross = rated.priced.gross if rated.priced else None
    return gross if gross and gross.minor else Money(0, payment.asked.currency)


def _visit(session: ChargingSession, visits: VisitRepository) -> Visit | Review:
    """The session's visit, bound to it."""
    token_id = session.payer.token_id if session.payer else ""
    visit = visits.get(token_id)
    if visit is None:
        return Review("no authorisation of a card is known for the session's token")
    try:
        bound = visit.bound(session.session_id, session.key.transaction_id)
    except Conflict as error:
        return Review(str(error))
    return visit if bound == visit else visits.save(bound)


def _brought_to_an_end(payment_id: str, rated: Rated, needs: Capturing) -> Payment | Review:
    """What was begun before is looked up first: it may have happened."""
    payment = needs.paying.payments.get(payment_id)
    if payment is not None and payment.state in OPEN:
        payment = resume(payment_id, needs.paying, needs.books)
    if payment is None:
        raise NotFound(f"There is no payment {payment_id}.")
    due = due_of(rated, payment)
    if due.currency != payment.asked.currency:
        return Review(f"the session costs {due.currency}, the card's is {payment.asked.currency}")
    if payment.state not in {PaymentState.AUTHORIZED, PaymentState.AWAITING_CUSTOMER}:
        return payment
    return settle_authorisation(payment_id, due, needs.paying)


def _judged(payment: Payment, due: Money) -> Payment | Review:
    """A capture of another amount, or none where one is due, is for a person."""
    if payment.state not in PAID:
        return payment if due.minor == 0 else Review(f"the card's authorisation is {payment.state}")
    if payment.wanted_minor != due.minor:
        return Review(f"{payment.captured_minor} were captured, {due.minor} are due")
    return payment
