"""What Stripe is told to make of an order. A repeat must say the same, so all is from the order."""

from typing import Any

from csms.adapters.stripe.amounts import to_wire
from csms.adapters.stripe.reading import EXPAND, OUR_ID
from csms.payments.provider import Order


def collecting(order: Order) -> dict[str, Any]:
    """An intent whose money is taken as soon as the customer agrees."""
    return _intent(order)


def reserving(order: Order) -> dict[str, Any]:
    """An intent that is captured later, in part."""
    return _intent(order) | {"capture_method": "manual"}


def _intent(order: Order) -> dict[str, Any]:
    at_reader = order.card_present and order.method_id is None
    optional = {
        "customer": order.customer_id,
        "payment_method": order.method_id,
        "confirm": True if order.method_id else None,
        "off_session": True if order.off_session else None,
        "setup_future_usage": "off_session" if order.save_method else None,
        "return_url": order.return_url if order.method_id and not order.off_session else None,
    }
    return {
        "amount": to_wire(order.amount),
        "currency": order.amount.currency.lower(),
        "payment_method_types": ["card_present" if at_reader else "card"],
        "metadata": {OUR_ID: order.payment_id},
        "expand": EXPAND,
    } | {name: value for name, value in optional.items() if value is not None}
