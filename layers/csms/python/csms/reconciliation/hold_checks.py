"""Check (h): nobody's money is held without a cause, nor an authorisation left to expire."""

from datetime import datetime, timedelta

from csms.charging.ports import SessionRepository
from csms.ledger.holds import Hold
from csms.payments.model import Payment, PaymentState
from csms.reconciliation.fold import Fold
from csms.reconciliation.model import Findings
from csms.reconciliation.payment_checks import Payments
from csms.settlement.releasing import cause_is_gone

# The sweeper runs every hour.
RELEASED_WITHIN = timedelta(hours=2)
# Of the time that an authorisation holds: what is to be captured should be by then.
LATE = 0.75


def nothing_held_without_cause(
    fold: Fold, known: Payments, now: datetime, sessions: SessionRepository
) -> Findings:
    """Holds that are overdue or whose session is settled; authorisations that end soon."""
    found = Findings(len(fold.pending) + len(known.payments))
    for hold in fold.pending:
        why = _why(hold, now, sessions)
        if why is not None:
            found.gap(hold.hold_id, why)
    for payment in known.payments:
        if payment.state is PaymentState.AUTHORIZED and _ends_soon(payment, now):
            found.gap(payment.payment_id, "its authorisation ends soon, and nothing is captured")
    return found


def _why(hold: Hold, now: datetime, sessions: SessionRepository) -> str | None:
    if now - hold.expires_at > RELEASED_WITHIN:
        return "its time is over"
    if now - hold.created_at > RELEASED_WITHIN and cause_is_gone(hold, sessions):
        return "its session is settled, or is not there"
    return None


def _ends_soon(payment: Payment, now: datetime) -> bool:
    if payment.expires_at is None:
        return False
    return now - payment.created_at > LATE * (payment.expires_at - payment.created_at)
