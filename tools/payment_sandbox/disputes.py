"""Disputes: the customer's bank takes a charge back, and perhaps returns it."""

from payment_sandbox.balance import moved
from payment_sandbox.problems import invalid
from payment_sandbox.world import Thing, World

FEE = 1500


def open_dispute(intent: Thing, amount: int | None, world: World) -> Thing:
    """The money is withdrawn at once, with a fee."""
    charge = world.get("charge", intent["latest_charge"])
    if not charge["captured"] or charge["disputed"]:
        raise invalid("charge_not_disputable", "Only a captured charge, once.")
    charge["disputed"] = True
    disputed = charge["amount_captured"] if amount is None else amount
    dispute = world.add(
        "dispute",
        {
            "id": world.new_id("dp"),
            "object": "dispute",
            "amount": disputed,
            "balance_transactions": [],
            "charge": charge["id"],
            "created": world.now(),
            "currency": charge["currency"],
            "metadata": {},
            "payment_intent": intent["id"],
            "reason": "fraudulent",
            "status": "needs_response",
        },
    )
    world.tell("charge.dispute.created", dispute)
    _move(dispute, -disputed, FEE, world)
    world.tell("charge.dispute.funds_withdrawn", dispute)
    return dispute


def close_dispute(dispute: Thing, *, won: bool, world: World) -> Thing:
    """The bank decides; the fee is not given back."""
    if dispute["status"] != "needs_response":
        raise invalid("dispute_closed", "The bank has decided.")
    dispute["status"] = "won" if won else "lost"
    world.tell("charge.dispute.closed", dispute)
    if won:
        _move(dispute, dispute["amount"], 0, world)
        world.tell("charge.dispute.funds_reinstated", dispute)
    return dispute


def _move(dispute: Thing, amount: int, fee: int, world: World) -> None:
    entry = moved("adjustment", dispute, amount, world, fee)
    dispute["balance_transactions"] = [*dispute["balance_transactions"], entry]
