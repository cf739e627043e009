"""A visit with all that belongs to it."""

from dataclasses import dataclass

from csms.charging.model import ChargingSession
from csms.errors import NotFound
from csms.payments.model import Payment
from csms.payments.visits import Visit
from csms.terminals.needs import Visiting, session_of


@dataclass(frozen=True, slots=True)
class Viewed:
    """A visit, its payment, and its session once that is known."""

    visit: Visit
    payment: Payment
    session: ChargingSession | None


def view_visit(visit_id: str, terminal_id: str, needs: Visiting) -> Viewed:
    """The terminal's own visit, as it is now; another's is as unknown as none: NotFound."""
    visit = needs.visits.get(visit_id)
    payment = needs.paying.payments.get(visit.payment_id) if visit else None
    if visit is None or payment is None or visit.terminal_id != terminal_id:
        raise NotFound(f"There is no authorisation {visit_id}: POST /authorisations gives its id.")
    return Viewed(visit, payment, session_of(visit, needs.sessions))
