"""Charges: what a bank authorised and what was taken of it."""

from payment_sandbox import balance
from payment_sandbox.world import Thing, World

DAY = 86_400
# Published windows: online 7 days; in person 2 days for most brands, Visa 5.
_ONLINE, _IN_PERSON, _VISA_IN_PERSON = 7 * DAY, 2 * DAY, 5 * DAY


def authorised(intent: Thing, method: Thing, amount: int, world: World) -> Thing:
    """A charge of the intent, not captured yet."""
    kind = method["type"]
    details = {name: method[kind][name] for name in ("brand", "last4", "country", "funding")}
    window = _ONLINE
    if kind == "card_present":
        window = _VISA_IN_PERSON if details["brand"] == "visa" else _IN_PERSON
        details["incremental_authorization_supported"] = True
    details |= {"capture_before": world.now() + window, "amount_authorized": amount}
    return world.add(
        "charge",
        {
            "id": world.new_id("ch"),
            "object": "charge",
            "amount": amount,
            "amount_captured": 0,
            "amount_refunded": 0,
            "captured": False,
            "created": world.now(),
            "currency": intent["currency"],
            "customer": intent["customer"],
            "disputed": False,
            "failure_code": None,
            "livemode": False,
            "metadata": dict(intent["metadata"]),
            "paid": True,
            "payment_intent": intent["id"],
            "payment_method": method["id"],
            "payment_method_details": {"type": kind, kind: details},
            "refunded": False,
            "status": "succeeded",
        },
    )


def capture_before(charge: Thing) -> int:
    """When the authorisation ends."""
    details = charge["payment_method_details"]
    moment: int = details[details["type"]]["capture_before"]
    return moment


def raise_to(charge: Thing, total: int) -> None:
    """An incremental authorisation."""
    details = charge["payment_method_details"]
    charge["amount"] = details[details["type"]]["amount_authorized"] = total


def capture(charge: Thing, amount: int, world: World) -> None:
    """Take the amount; the rest of the authorisation is gone."""
    charge |= {"captured": True, "amount_captured": amount}
    balance.earned(charge, amount, world)
    world.tell("charge.captured", charge)


def lapse(charge: Thing, world: World) -> None:
    """Nothing can be taken any more."""
    charge |= {"status": "failed", "paid": False}
    world.tell("charge.expired", charge)
