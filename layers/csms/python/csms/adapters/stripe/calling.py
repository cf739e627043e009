"""One call to Stripe, and what its errors mean: refused, or nobody knows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import stripe

from csms.errors import Unavailable
from csms.observability import logger
from csms.payments.outcomes import Unknown

SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Refused:
    """Stripe understood and said no: nothing happened."""

    code: str
    missing: bool = False  # there is no such object
    provider_id: str | None = None  # of the payment intent that was made all the same


def attempt(call: Callable[[], Any]) -> Any | Refused | Unknown:
    """The object that the call gives, or why there is none. Never raises for what Stripe does."""
    try:
        return call()
    except stripe.CardError as error:
        return Refused(_decline_code(error), provider_id=_intent_of(error))
    except stripe.IdempotencyError:
        # Other parameters under the same key: whatever is stored there is not what we ask for.
        return Unknown("idempotency_mismatch", replayed=True)
    except stripe.InvalidRequestError as error:
        if error.http_status == 409:
            return Unknown("in_progress")
        return Refused(error.code or "invalid_request", missing=_is_missing(error))
    except stripe.StripeError as error:
        logger.warning(
            "payment provider failed", kind=type(error).__name__, status=error.http_status
        )
        return Unknown(type(error).__name__, replayed=_is_replayed_fault(error))


def needed(outcome: Any | Refused | Unknown) -> Any:
    """The object of a call that moves no money. Unavailable if there is none."""
    if isinstance(outcome, Refused | Unknown):
        raise Unavailable(f"payment provider: {outcome}")
    return outcome


def _decline_code(error: stripe.CardError) -> str:
    detail = error.error
    return (detail and getattr(detail, "decline_code", None)) or error.code or "card_declined"


def _intent_of(error: stripe.CardError) -> str | None:
    intent = getattr(error.error, "payment_intent", None) if error.error else None
    return intent["id"] if intent else None


def _is_missing(error: stripe.InvalidRequestError) -> bool:
    return error.code == "resource_missing" or error.http_status == 404


def _is_replayed_fault(error: stripe.StripeError) -> bool:
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    fault = error.http_status is not None and error.http_status >= SERVER_FAULT
    return fault and headers.get("idempotent-replayed") == "true"
