"""Payment intents: how they begin."""

from typing import Any

from payment_sandbox.cards import method_named
from payment_sandbox.confirming import confirm
from payment_sandbox.problems import malformed
from payment_sandbox.wire import Params, truth, whole
from payment_sandbox.world import Thing, World


def create(params: Params, world: World) -> Thing:
    """A new intent; with `confirm` it is confirmed at once."""
    amount = whole(params, "amount")
    if not amount or amount < 1:
        raise malformed("amount", "Invalid positive integer", "parameter_invalid_integer")
    if "currency" not in params:
        raise malformed("currency", "Missing required param: currency.")
    if customer := params.get("customer"):
        world.get("customer", customer)
    method = method_named(params["payment_method"], world) if "payment_method" in params else None
    intent_id = world.new_id("pi")
    intent = world.add("payment_intent", _blank(intent_id, amount, params, world))
    world.tell("payment_intent.created", intent)
    if method:
        intent |= {"payment_method": method["id"], "status": "requires_confirmation"}
    if truth(params, "confirm"):
        return confirm(intent, params, world)
    return intent


def _blank(intent_id: str, amount: int, params: Params, world: World) -> dict[str, Any]:
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": params.get("capture_method", "automatic"),
        "client_secret": f"{intent_id}_secret_{world.new_id('s', 12)[2:]}",
        "created": world.now(),
        "currency": params["currency"],
        "customer": params.get("customer"),
        "description": params.get("description"),
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": dict(params.get("metadata") or {}),
        "next_action": None,
        "payment_method": None,
        "payment_method_types": params.get("payment_method_types", ["card"]),
        "setup_future_usage": params.get("setup_future_usage"),
        "status": "requires_payment_method",
    }
