"""CardVault over Stripe's customers, setup intents and payment methods."""

from typing import Any

import stripe

from csms.adapters.stripe.calling import Refused, attempt, needed
from csms.payments.cards import SavedMethod, SetupStep


class StripeCards:
    """See the port. Nothing here sees a card's number: the driver's app tells Stripe itself."""

    def __init__(self, client: stripe.StripeClient) -> None:
        """The client has the key and the address."""
        self._client = client.v1

    def customer(self, driver_id: str) -> str:
        """See the port. No name and no address: the id is all that Stripe needs."""
        params: Any = {"metadata": {"driver_id": driver_id}}
        options: Any = {"idempotency_key": f"customer:{driver_id}"}
        made = needed(attempt(lambda: self._client.customers.create(params, options)))
        customer_id: str = made.id
        return customer_id

    def begin_setup(self, customer_id: str, key: str) -> SetupStep:
        """See the port."""
        params: Any = {
            "customer": customer_id,
            "usage": "off_session",
            "payment_method_types": ["card"],
        }
        options: Any = {"idempotency_key": key}
        made = needed(attempt(lambda: self._client.setup_intents.create(params, options)))
        step = made.to_dict()
        action = (step.get("next_action") or {}).get("redirect_to_url") or {}
        return SetupStep(step["id"], step["status"], step.get("client_secret"), action.get("url"))

    def methods(self, customer_id: str) -> list[SavedMethod]:
        """See the port."""
        params: Any = {"customer": customer_id, "type": "card", "limit": 100}
        found = needed(attempt(lambda: self._client.payment_methods.list(params).data))
        return [_method(one.to_dict()) for one in found]

    def forget(self, method_id: str) -> None:
        """See the port."""
        outcome = attempt(lambda: self._client.payment_methods.detach(method_id))
        if not isinstance(outcome, Refused):
            needed(outcome)


def _method(document: dict[str, Any]) -> SavedMethod:
    card = document["card"]
    expires = f"{card['exp_year']:04d}-{card['exp_month']:02d}"
    return SavedMethod(document["id"], card["brand"], card["last4"], expires)
