"""What a person decides of a session that a card at a terminal pays, done at the provider first.

Captured or released before anything is posted, so that the books tell what has happened. Payment
and visit let one amount through, once: two persons cannot both be right.
"""

from csms.errors import Conflict, Unavailable
from csms.payments.model import PAID, RELEASING, Payment
from csms.settlement.capturing import Capturing, capture_session, due_of
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated


def carry_out(rated: Rated, needs: Capturing) -> None:
    """Capture what is due, up to the authorised amount; where nothing is due, release it.

    Conflict: more than is authorised, another amount was captured, or nothing can be captured.
    Unavailable: the provider has not answered; the same decision again goes on.
    """
    before = _payment(rated, needs)
    if before is not None:
        _require_enough(rated, before)
    result, due = capture_session(rated, needs), _is_due(rated)
    after = _payment(rated, needs)
    if isinstance(result, Review) and (due or _is_paid(after)):
        raise Conflict(f"Session {rated.session.session_id}: {result.reason}. {_advice(after)}")
    if isinstance(result, Wait) and (due or after is None or after.state not in RELEASING):
        raise Unavailable("the provider has not answered yet")


def _is_due(rated: Rated) -> bool:
    return rated.priced is not None and rated.priced.gross.minor > 0


def _is_paid(payment: Payment | None) -> bool:
    return payment is not None and payment.state in PAID


def _payment(rated: Rated, needs: Capturing) -> Payment | None:
    """That of the session's own visit."""
    payer = rated.session.payer
    visit = needs.visits.get(payer.token_id) if payer else None
    if visit is None or visit.session_id not in {None, rated.session.session_id}:
        return None
    return needs.paying.payments.get(visit.payment_id)


def _require_enough(rated: Rated, payment: Payment) -> None:
    due = due_of(rated, payment)
    if payment.state not in PAID and due.minor > payment.authorized_minor:
        raise Conflict(
            f"amount: no more than the card has authorised, {payment.authorized_minor} "
            f"{payment.asked.currency} (minor units); {due.minor} would be due."
        )


def _advice(payment: Payment | None) -> str:
    if _is_paid(payment):
        return "Settle it at that amount, then correct it with a credit note."
    return "Waive it."
