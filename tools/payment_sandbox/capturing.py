"""What is authorised is captured, increased, or given up."""

from payment_sandbox import charges
from payment_sandbox.problems import invalid, malformed
from payment_sandbox.wire import Params, whole
from payment_sandbox.world import Thing, World

WAITING = {"requires_payment_method", "requires_confirmation", "requires_action"}
_MOST_INCREASES = 10


def capture(intent: Thing, params: Params, world: World) -> Thing:
    """Take what is authorised, or less; the rest is released."""
    require(intent, {"requires_capture"})
    wanted = whole(params, "amount_to_capture", intent["amount_capturable"])
    if not wanted or wanted < 1:
        raise malformed("amount_to_capture", "Invalid integer", "parameter_invalid_integer")
    if wanted > intent["amount_capturable"]:
        raise invalid("amount_too_large", "More than can be captured.", param="amount_to_capture")
    return take(intent, world.get("charge", intent["latest_charge"]), wanted, world)


def increase(intent: Thing, params: Params, world: World) -> Thing:
    """An incremental authorisation, to a new total."""
    require(intent, {"requires_capture"})
    total, charge = whole(params, "amount"), world.get("charge", intent["latest_charge"])
    if not total or total <= intent["amount_capturable"]:
        raise invalid("amount_too_small", "The new total must be greater.", param="amount")
    earlier = world.things.setdefault("increase", {}).setdefault(intent["id"], {"count": 0})
    earlier["count"] += 1
    if earlier["count"] > _MOST_INCREASES:
        raise invalid("incremental_authorization_limit", "Too many incremental authorizations.")
    charges.raise_to(charge, total)
    intent |= {"amount": total, "amount_capturable": total}
    world.tell("payment_intent.amount_capturable_updated", intent)
    return intent


def cancel(intent: Thing, reason: str | None, world: World) -> Thing:
    """Release what is authorised; nothing can be done with the intent any more."""
    require(intent, WAITING | {"requires_capture"})
    if intent["latest_charge"] and intent["status"] == "requires_capture":
        charges.lapse(world.get("charge", intent["latest_charge"]), world)
    intent |= {
        "status": "canceled",
        "amount_capturable": 0,
        "canceled_at": world.now(),
        "cancellation_reason": reason,
        "next_action": None,
    }
    world.tell("payment_intent.canceled", intent)
    return intent


def expire(world: World) -> None:
    """Authorisations whose time is over are gone."""
    for intent in world.newest("payment_intent", status="requires_capture"):
        charge = world.get("charge", intent["latest_charge"])
        if charges.capture_before(charge) <= world.now():
            cancel(intent, "automatic", world)


def take(intent: Thing, charge: Thing, amount: int, world: World) -> Thing:
    """Money moves: this much of the charge."""
    charges.capture(charge, amount, world)
    intent |= {
        "status": "succeeded",
        "amount_capturable": 0,
        "amount_received": amount,
        "next_action": None,
    }
    world.tell("payment_intent.succeeded", intent)
    return intent


def require(intent: Thing, states: set[str]) -> None:
    """The API's error if the intent is in none of the states."""
    if intent["status"] not in states:
        raise invalid(
            "payment_intent_unexpected_state",
            f"This PaymentIntent has a status of {intent['status']}.",
            payment_intent=dict(intent),
        )
