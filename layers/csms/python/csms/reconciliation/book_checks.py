"""Checks (a) to (c): the ledger against itself. An account is judged by the first that fails."""

from csms.ledger.holds import Hold
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.reconciliation.fold import Account, Fold
from csms.reconciliation.model import Findings
from csms.settlement.ports import PAGE


def journal(fold: Fold) -> Findings:
    """(a) Legs sum to zero, and each has its entry with the same amount."""
    found = Findings(fold.transfers)
    for transfer_id in fold.unbalanced:
        found.gap(transfer_id, "its legs do not sum to zero")
    for transfer_id, left in fold.unexplained.items():
        if transfer_id not in fold.unbalanced:
            accounts = sorted(account for account, minor in left.items() if minor)
            found.gap(transfer_id, f"legs and entries differ at {', '.join(accounts)}")
    return found
