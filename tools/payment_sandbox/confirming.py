"""A payment method is used: the bank says yes, no, or that the customer must come."""

from payment_sandbox import charges
from payment_sandbox.capturing import WAITING, require, take
from payment_sandbox.cards import attach, card_of, method_from, method_named
from payment_sandbox.problems import ApiError, card_error, invalid, malformed
from payment_sandbox.wire import Params, truth
from payment_sandbox.world import Thing, World


def confirm(intent: Thing, params: Params, world: World) -> Thing:
    """The customer, or the merchant by mandate, says: pay by this method."""
    require(intent, WAITING)
    method = _method_for(intent, params, world)
    intent |= {"payment_method": method["id"], "last_payment_error": None}
    card = card_of(method, world)
    if card.code:
        raise _refused(intent, card.code, card.decline_code, world)
    if card.wants_customer:
        if truth(params, "off_session"):
            raise _refused(intent, "authentication_required", None, world)
        return _ask_customer(intent, params.get("return_url"), world)
    return pay(intent, method, world)


def authenticate(intent: Thing, agreed: bool, world: World) -> Thing:
    """What the customer did on the page of the bank."""
    require(intent, {"requires_action"})
    method = world.get("payment_method", intent["payment_method"])
    intent["next_action"] = None
    if not agreed:
        _refused(intent, "payment_intent_authentication_failure", None, world)
        return intent
    return pay(intent, method, world)


def pay(intent: Thing, method: Thing, world: World) -> Thing:
    """The bank authorises, all or a part (a fault); without manual capture it is taken."""
    amount = min(intent["amount"], world.approved_at_most or intent["amount"])
    world.approved_at_most = None
    charge = charges.authorised(intent, method, amount, world)
    intent["latest_charge"] = charge["id"]
    if intent["setup_future_usage"] and intent["customer"]:
        attach(method, intent["customer"], world)
    if intent["capture_method"] != "manual":
        return take(intent, charge, amount, world)
    intent |= {"status": "requires_capture", "amount_capturable": amount}
    world.tell("payment_intent.amount_capturable_updated", intent)
    return intent


def _method_for(intent: Thing, params: Params, world: World) -> Thing:
    if "payment_method_data" in params:
        return method_from(params["payment_method_data"], world)
    name = params.get("payment_method") or intent["payment_method"]
    if not name:
        raise malformed("payment_method", "You must provide a payment method.")
    method = method_named(name, world)
    if method["customer"] and method["customer"] != intent["customer"]:
        raise invalid("payment_method_customer_mismatch", "It belongs to another customer.")
    return method


def _ask_customer(intent: Thing, return_url: str | None, world: World) -> Thing:
    url = f"{world.address}/3ds/{intent['id']}"
    redirect = {"url": url, "return_url": return_url}
    intent |= {
        "status": "requires_action",
        "next_action": {"type": "redirect_to_url", "redirect_to_url": redirect},
    }
    world.tell("payment_intent.requires_action", intent)
    return intent


def _refused(intent: Thing, code: str, decline_code: str | None, world: World) -> ApiError:
    error = {"type": "card_error", "code": code, "decline_code": decline_code}
    intent |= {"status": "requires_payment_method", "last_payment_error": error}
    intent["payment_method"] = None
    world.tell("payment_intent.payment_failed", intent)
    return card_error(code, decline_code, intent | {"last_payment_error": error})
