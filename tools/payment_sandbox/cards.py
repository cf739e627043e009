"""Test cards, by the names that Stripe gives them: what their bank says."""

from dataclasses import dataclass
from typing import Any

from payment_sandbox.problems import malformed, missing
from payment_sandbox.world import Thing, World


@dataclass(frozen=True)
class TestCard:
    """A card and its bank. `wants_customer`: nothing without authentication."""

    number: str
    brand: str = "visa"
    code: str | None = None
    decline_code: str | None = None
    wants_customer: bool = False

    __test__ = False


CARDS = {
    "pm_card_visa": TestCard("4242424242424242"),
    "pm_card_mastercard": TestCard("5555555555554444", "mastercard"),
    "pm_card_visa_chargeDeclined": TestCard(
        "4000000000000002", code="card_declined", decline_code="generic_decline"
    ),
    "pm_card_visa_chargeDeclinedInsufficientFunds": TestCard(
        "4000000000009995", code="card_declined", decline_code="insufficient_funds"
    ),
    "pm_card_chargeCustomerFail": TestCard(
        "4000000000000341", code="card_declined", decline_code="generic_decline"
    ),
    "pm_card_chargeDeclinedExpiredCard": TestCard("4000000000000069", code="expired_card"),
    "pm_card_authenticationRequired": TestCard("4000002760003184", wants_customer=True),
}
BY_NUMBER = {card.number: card for card in CARDS.values()}


def card_of(method: Thing, world: World) -> TestCard:
    """The test card behind a payment method; numbers stay in the sandbox's own store."""
    return BY_NUMBER[world.get("card_number", method["id"])["number"]]


def method_named(name: str, world: World) -> Thing:
    """A payment method by its id; a test card's name makes one, as with Stripe."""
    if name in CARDS:
        return make_method(CARDS[name], world)
    return world.get("payment_method", name)


def method_from(params: dict[str, Any], world: World) -> Thing:
    """A payment method from what a customer typed in at the provider."""
    card = params.get("card") or {}
    number = str(card.get("number", "")).replace(" ", "")
    if number not in BY_NUMBER:
        raise malformed("card[number]", "Use one of the test cards.", "incorrect_number")
    return make_method(BY_NUMBER[number], world)


def make_method(card: TestCard, world: World, kind: str = "card") -> Thing:
    """A new payment method."""
    details = {
        "brand": card.brand,
        "last4": card.number[-4:],
        "exp_month": 12,
        "exp_year": 2034,
        "funding": "credit",
        "country": "DE",
        "fingerprint": world.new_id("fp", 16),
    }
    method = {
        "id": world.new_id("pm"),
        "object": "payment_method",
        "type": kind,
        kind: details,
        "created": world.now(),
        "customer": None,
        "livemode": False,
        "metadata": {},
    }
    world.add("card_number", {"id": method["id"], "number": card.number})
    return world.add("payment_method", method)


def attach(method: Thing, customer_id: str, world: World) -> Thing:
    """Save a payment method for a customer."""
    world.get("customer", customer_id)
    if method["customer"] not in {None, customer_id}:
        raise missing("payment_method", method["id"])
    method["customer"] = customer_id
    world.tell("payment_method.attached", method)
    return method


def detach(method: Thing, world: World) -> Thing:
    """Forget a saved payment method."""
    if method["customer"] is None:
        raise malformed("payment_method", "It is not attached.", "payment_method_unexpected_state")
    method["customer"] = None
    world.tell("payment_method.detached", method)
    return method
