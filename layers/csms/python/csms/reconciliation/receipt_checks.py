"""Check (j): whoever was charged, for a session or a reservation, has a receipt of it."""

from datetime import datetime, timedelta

from csms.reconciliation.fold import CHARGE, Fold
from csms.reconciliation.model import Findings

RECEIPT = "rcp:"
# The queue of receipts tries again for as long; after that they are among its dead letters.
ISSUED_WITHIN = timedelta(hours=2)


def receipts_issued(fold: Fold, since: datetime, now: datetime) -> Findings:
    """From the charge to its receipt."""
    found = Findings()
    for charge in (*fold.charges.values(), *fold.fees.values()):
        if not since <= charge.posted_at <= now - ISSUED_WITHIN:
            continue
        found.looked_at += 1
        if f"{RECEIPT}{charge.transfer_id.removeprefix(CHARGE)}" not in fold.issued:
            found.gap(charge.transfer_id, "it was charged, and no receipt was issued")
    return found
