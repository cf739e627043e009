"""A payment intent as Stripe shows it, in our words. Objects of `stripe` 16 are no dicts."""

from datetime import UTC, datetime
from typing import Any

from csms.adapters.stripe.amounts import from_wire
from csms.payments.model import Card
from csms.payments.outcomes import ProviderStatus, Seen

EXPAND = ["latest_charge"]
OUR_ID = "payment_id"
_STATUS = {
    "requires_payment_method": ProviderStatus.AWAITING_CUSTOMER,
    "requires_confirmation": ProviderStatus.AWAITING_CUSTOMER,
    "requires_action": ProviderStatus.AWAITING_CUSTOMER,
    "processing": ProviderStatus.PROCESSING,
    "requires_capture": ProviderStatus.AUTHORIZED,
    "succeeded": ProviderStatus.SUCCEEDED,
    "canceled": ProviderStatus.CANCELED,
}


def seen(intent: Any) -> Seen:
    """What matters of an intent. What an older API leaves out is derived, or unknown."""
    document = intent.to_dict()
    currency, charge = document["currency"], _charge(document)
    details = _card_details(charge)

    def minor(name: str, default: int) -> int:
        return from_wire(document.get(name) or default, currency).minor

    status = _STATUS[document["status"]]
    authorized = document["amount"] if status == ProviderStatus.AUTHORIZED else 0
    captured = _captured(document, charge) if status == ProviderStatus.SUCCEEDED else 0
    return Seen(
        provider_id=document["id"],
        status=status,
        asked=from_wire(document["amount"], currency),
        authorized_minor=minor("amount_capturable", authorized),
        captured_minor=from_wire(captured, currency).minor,
        expires_at=_moment(details.get("capture_before")),
        payment_id=(document.get("metadata") or {}).get(OUR_ID),
        customer_id=_id_of(document.get("customer")),
        method_id=_id_of(document.get("payment_method")),
        card=Card(details["brand"], details["last4"]) if details.get("last4") else None,
        failure=_failure(document),
        disputed=bool(charge.get("disputed")),
        client_secret=document.get("client_secret"),
        next_action_url=_next_action_url(document),
    )


def _captured(document: dict[str, Any], charge: dict[str, Any]) -> int:
    """`amount_received`; without it, what the charge took less what it gave back at once."""
    if document.get("amount_received") is not None:
        return int(document["amount_received"])
    return int(charge.get("amount", document["amount"])) - int(charge.get("amount_refunded", 0))


def _charge(document: dict[str, Any]) -> dict[str, Any]:
    """The latest charge, if it came as an object."""
    charge = document.get("latest_charge")
    return charge if isinstance(charge, dict) else {}


def _card_details(charge: dict[str, Any]) -> dict[str, Any]:
    details = charge.get("payment_method_details") or {}
    card: dict[str, Any] = details.get("card_present") or details.get("card") or {}
    return card


def _failure(document: dict[str, Any]) -> str | None:
    error = document.get("last_payment_error") or {}
    failure: str | None = error.get("decline_code") or error.get("code")
    return failure


def _next_action_url(document: dict[str, Any]) -> str | None:
    action = document.get("next_action") or {}
    url: str | None = (action.get("redirect_to_url") or {}).get("url")
    return url


def _id_of(value: Any) -> str | None:
    named: str | None = value["id"] if isinstance(value, dict) else value
    return named


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
