"""Customers, setup intents and refunds: the smaller things of the API."""

from payment_sandbox import balance
from payment_sandbox.capturing import require
from payment_sandbox.cards import attach, card_of, method_from, method_named
from payment_sandbox.problems import card_error, invalid, malformed
from payment_sandbox.wire import Params, whole
from payment_sandbox.world import Thing, World

_OPEN_SETUPS = {"requires_payment_method", "requires_confirmation", "requires_action"}


def make_customer(params: Params, world: World) -> Thing:
    """A customer without a name: ours have none."""
    customer = {
        "id": world.new_id("cus", 14),
        "object": "customer",
        "created": world.now(),
        "livemode": False,
        "metadata": dict(params.get("metadata") or {}),
    }
    world.tell("customer.created", customer)
    return world.add("customer", customer)


def make_setup(params: Params, world: World) -> Thing:
    """The intent to save a card."""
    world.get("customer", params.get("customer", ""))
    setup_id = world.new_id("seti")
    setup = {
        "id": setup_id,
        "object": "setup_intent",
        "client_secret": f"{setup_id}_secret_{world.new_id('s', 12)[2:]}",
        "created": world.now(),
        "customer": params["customer"],
        "last_setup_error": None,
        "livemode": False,
        "metadata": dict(params.get("metadata") or {}),
        "next_action": None,
        "payment_method": None,
        "payment_method_types": params.get("payment_method_types", ["card"]),
        "status": "requires_payment_method",
        "usage": params.get("usage", "off_session"),
    }
    return world.add("setup_intent", setup)


def confirm_setup(setup: Thing, params: Params, world: World) -> Thing:
    """The customer names the card; the bank may want to see the customer."""
    require(setup, _OPEN_SETUPS)
    if "payment_method_data" in params:
        method = method_from(params["payment_method_data"], world)
    elif "payment_method" in params:
        method = method_named(params["payment_method"], world)
    else:
        raise malformed("payment_method", "You must provide a payment method.")
    card = card_of(method, world)
    if card.code:
        world.tell("setup_intent.setup_failed", setup)
        raise card_error(card.code, card.decline_code, {})
    setup["payment_method"] = method["id"]
    if card.wants_customer:
        redirect = {"url": f"{world.address}/3ds/{setup['id']}", "return_url": None}
        setup |= {
            "status": "requires_action",
            "next_action": {"type": "redirect_to_url", "redirect_to_url": redirect},
        }
        return setup
    return finish_setup(setup, world)


def finish_setup(setup: Thing, world: World) -> Thing:
    """The card is saved."""
    method = world.get("payment_method", setup["payment_method"])
    attach(method, setup["customer"], world)
    setup |= {"status": "succeeded", "next_action": None}
    world.tell("setup_intent.succeeded", setup)
    return setup


def make_refund(params: Params, world: World) -> Thing:
    """Send money back: only what was taken, and no more of it than that."""
    intent = world.get("payment_intent", params.get("payment_intent", ""))
    require(intent, {"succeeded"})
    charge = world.get("charge", intent["latest_charge"])
    left = charge["amount_captured"] - charge["amount_refunded"]
    amount = whole(params, "amount", left) or 0
    if left == 0:
        raise invalid("charge_already_refunded", "This charge has been refunded.")
    if not 0 < amount <= left:
        raise invalid("amount_too_large", "More than is left of the charge.", param="amount")
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    refund = {
        "id": world.new_id("re"),
        "object": "refund",
        "amount": amount,
        "charge": charge["id"],
        "created": world.now(),
        "currency": charge["currency"],
        "metadata": dict(params.get("metadata") or {}),
        "payment_intent": intent["id"],
        "reason": params.get("reason"),
        "status": "succeeded",
    }
    world.tell("charge.refunded", charge)
    balance.given_back(refund, world)
    return world.add("refund", refund)
