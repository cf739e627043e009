"""Stripe's webhooks: proven by their signature, and what they are about."""

import stripe

from csms.errors import Rejected, Unauthorized
from csms.payments.webhooks import Told

TOLERANCE_S = 300


def told(body: str, signature: str, secret: str) -> Told:
    """What an event says, of the raw body. Unauthorized: the signature is wrong or too old."""
    try:
        event = stripe.Webhook.construct_event(body, signature, secret, TOLERANCE_S)
    except stripe.SignatureVerificationError as error:
        raise Unauthorized("The signature does not fit the body, or is too old.") from error
    except ValueError as error:
        raise Rejected("The body is no event.") from error
    document = event.to_dict()
    thing = document["data"]["object"]
    # A balance, e.g., has no id.
    about = thing.get("payment_intent") or thing.get("id", "")
    if isinstance(about, dict):
        about = about["id"]
    payment_id = (thing.get("metadata") or {}).get("payment_id")
    return Told(document["id"], document["type"], str(about), payment_id)
