"""A visit without a session: its token ends, and all that was reserved is released."""

from csms.errors import Conflict, NotFound
from csms.payments.settling import release_authorisation
from csms.payments.visits import Visit, VisitEnd
from csms.terminals.needs import Visiting


def give_back(visit: Visit, why: VisitEnd, needs: Visiting) -> Visit:
    """End the visit, then its token, then the authorisation; again: what is left of that.

    Conflict: a session has begun. A session that begins later finds no token, and is refused.
    """
    after = visit.given_up(why)
    if after != visit:
        after = needs.visits.save(after)
    needs.tokens.delete(visit.visit_id)
    release(after, needs)
    return after


def release(visit: Visit, needs: Visiting) -> None:
    """Release what is reserved; what is still being asked for is released by a later round."""
    try:
        release_authorisation(visit.payment_id, needs.paying)
    except (Conflict, NotFound):
        return
