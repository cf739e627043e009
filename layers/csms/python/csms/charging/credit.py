"""A driver who owes money charges no more until it is paid."""

from dataclasses import replace

from csms.drivers.model import Authorization, AuthorizationStatus
from csms.ledger.chart import receivable
from csms.ledger.ports import LedgerRepository
from csms.money import Money


def owed_by(driver_id: str, ledger: LedgerRepository) -> Money | None:
    """What a driver owes; None if nothing. One read."""
    found = ledger.balances(receivable(driver_id))
    if found is None or found.posted_minor >= 0:
        return None
    return Money(-found.posted_minor, found.currency)


def without_debt(decision: Authorization, ledger: LedgerRepository | None) -> Authorization:
    """The decision on a token, with what its driver owes. Without a ledger nobody is refused."""
    if ledger is None or not decision.accepted or decision.driver_id is None:
        return decision
    if owed_by(decision.driver_id, ledger) is None:
        return decision
    return replace(decision, status=AuthorizationStatus.NO_CREDIT)
