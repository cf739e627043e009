"""A dispute as Stripe shows it, in our words."""

from typing import Any

from csms.adapters.stripe.amounts import from_wire
from csms.payments.disputes import Dispute, DisputeState, Movement

# All other statuses wait for us or for the bank.
_ENDED = {
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
    "warning_closed": DisputeState.CLOSED,
    "prevented": DisputeState.CLOSED,
}


def dispute(thing: Any) -> Dispute:
    """What matters of it. Its balance transactions: withdrawn, and perhaps reinstated."""
    document = thing.to_dict()
    return Dispute(
        dispute_id=document["id"],
        state=_ENDED.get(document["status"], DisputeState.OPEN),
        reason=str(document.get("reason") or "unknown"),
        amount=from_wire(document["amount"], document["currency"]),
        movements=tuple(_movement(one) for one in document.get("balance_transactions") or ()),
    )


def _movement(entry: dict[str, Any]) -> Movement:
    """Gross, in the currency of our balance; the fee is taken beside it."""
    currency = entry["currency"]
    fee = from_wire(entry.get("fee") or 0, currency)
    return Movement(entry["id"], from_wire(entry["amount"], currency), fee.minor)
