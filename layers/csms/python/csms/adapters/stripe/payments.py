"""PaymentProvider over Stripe's Payment Intents."""

from collections.abc import Callable
from typing import Any

import stripe

from csms.adapters.stripe.amounts import to_wire
from csms.adapters.stripe.calling import Refused, attempt
from csms.adapters.stripe.disputes import dispute
from csms.adapters.stripe.orders import collecting, reserving
from csms.adapters.stripe.reading import EXPAND, OUR_ID, seen
from csms.money import Money
from csms.payments.outcomes import (
    AlreadyCaptured,
    Captured,
    CaptureOutcome,
    Declined,
    DisputesOutcome,
    Expired,
    LookupOutcome,
    NotThere,
    ProviderStatus,
    Refunded,
    RefundOutcome,
    Released,
    ReleaseOutcome,
    Seen,
    StartOutcome,
    Unknown,
)
from csms.payments.provider import Order

NAME = "stripe"
OUR_REFUND = "refund_id"
_LOST = {"failed", "canceled"}


class StripePayments:
    """See the port. Every call that changes something carries our idempotency key."""

    name = NAME

    def __init__(self, client: stripe.StripeClient) -> None:
        """The client has the key and the address."""
        self._intents = client.v1.payment_intents
        self._refunds = client.v1.refunds
        self._disputes = client.v1.disputes

    def collect(self, order: Order, key: str) -> StartOutcome:
        """See the port."""
        return self._started(collecting(order), key)

    def reserve(self, order: Order, key: str) -> StartOutcome:
        """See the port."""
        return self._started(reserving(order), key)

    def increase(self, provider_id: str, total: Money, key: str) -> StartOutcome:
        """See the port."""
        params: Any = {"amount": to_wire(total), "expand": EXPAND}
        return _start_outcome(
            attempt(lambda: self._intents.increment_authorization(provider_id, params, _under(key)))
        )

    def capture(self, provider_id: str, amount: Money, key: str) -> CaptureOutcome:
        """See the port. Why a capture was refused is read from the intent, not from the words."""
        params: Any = {"amount_to_capture": to_wire(amount), "expand": EXPAND}
        outcome = attempt(lambda: self._intents.capture(provider_id, params, _under(key)))
        if isinstance(outcome, Unknown):
            return outcome
        if not isinstance(outcome, Refused):
            found = seen(outcome)
            # A provider that says yes to a cancelled intent has captured nothing.
            captured = found.status == ProviderStatus.SUCCEEDED
            return Captured(found.captured_minor) if captured else Expired()
        return self._why_not_captured(provider_id, outcome)

    def release(self, provider_id: str, key: str) -> ReleaseOutcome:
        """See the port."""
        outcome = attempt(lambda: self._intents.cancel(provider_id, options=_under(key)))
        if isinstance(outcome, Unknown):
            return outcome
        if not isinstance(outcome, Refused):
            return Released()
        found = self.lookup(provider_id)
        if isinstance(found, Seen) and found.status == ProviderStatus.SUCCEEDED:
            return AlreadyCaptured(found.captured_minor)
        gone = isinstance(found, Seen) and found.status == ProviderStatus.CANCELED
        return Released() if gone else Unknown(outcome.code)

    def refund(self, provider_id: str, amount: Money, refund_id: str, key: str) -> RefundOutcome:
        """See the port."""
        params: Any = {
            "payment_intent": provider_id,
            "amount": to_wire(amount),
            "metadata": {OUR_REFUND: refund_id},
        }
        outcome = attempt(lambda: self._refunds.create(params, _under(key)))
        if isinstance(outcome, Unknown):
            return outcome
        return Declined(outcome.code) if isinstance(outcome, Refused) else _refund(outcome)

    def find_refund(self, provider_id: str, refund_id: str) -> RefundOutcome | NotThere:
        """See the port."""
        params: Any = {"payment_intent": provider_id, "limit": 100}
        outcome = attempt(lambda: list(self._refunds.list(params).auto_paging_iter()))
        if isinstance(outcome, Unknown):
            return outcome
        if isinstance(outcome, Refused):
            return NotThere() if outcome.missing else Unknown(outcome.code)
        ours = [one for one in outcome if one.to_dict()["metadata"].get(OUR_REFUND) == refund_id]
        return _refund(ours[0]) if ours else NotThere()

    def disputes(self, provider_id: str) -> DisputesOutcome:
        """See the port."""
        params: Any = {"payment_intent": provider_id, "limit": 100}
        outcome = attempt(lambda: list(self._disputes.list(params).auto_paging_iter()))
        if isinstance(outcome, Unknown):
            return outcome
        if isinstance(outcome, Refused):
            return [] if outcome.missing else Unknown(outcome.code)
        return [dispute(one) for one in outcome]

    def lookup(self, provider_id: str) -> LookupOutcome:
        """See the port."""
        params: Any = {"expand": EXPAND}
        return _found(lambda: self._intents.retrieve(provider_id, params))

    def find(self, payment_id: str) -> LookupOutcome:
        """See the port. The search is behind by up to a minute."""
        query: Any = {"query": f"metadata['{OUR_ID}']:'{payment_id}'", "limit": 1}
        outcome = attempt(lambda: self._intents.search(query).data)
        if isinstance(outcome, Unknown):
            return outcome
        if isinstance(outcome, Refused):
            return Unknown(outcome.code)
        return self.lookup(outcome[0].id) if outcome else NotThere()

    def _started(self, params: Any, key: str) -> StartOutcome:
        return _start_outcome(attempt(lambda: self._intents.create(params, _under(key))))

    def _why_not_captured(self, provider_id: str, refused: Refused) -> CaptureOutcome:
        found = self.lookup(provider_id)
        if isinstance(found, Unknown):
            return found
        if isinstance(found, NotThere) or found.status == ProviderStatus.CANCELED:
            return Expired()
        if found.status == ProviderStatus.SUCCEEDED:
            return AlreadyCaptured(found.captured_minor)
        return Declined(refused.code, provider_id)


def _start_outcome(outcome: Any) -> StartOutcome:
    if isinstance(outcome, Unknown):
        return outcome
    if isinstance(outcome, Refused):
        return Declined(outcome.code, outcome.provider_id)
    return seen(outcome)


def _found(call: Callable[[], Any]) -> LookupOutcome:
    outcome = attempt(call)
    if isinstance(outcome, Refused):
        return NotThere() if outcome.missing else Unknown(outcome.code)
    return outcome if isinstance(outcome, Unknown) else seen(outcome)


def _refund(refund: Any) -> RefundOutcome:
    document = refund.to_dict()
    if document.get("status") in _LOST:
        return Declined(document.get("failure_reason") or "refund_failed", document["id"])
    return Refunded(document["id"])


def _under(key: str) -> Any:
    return {"idempotency_key": key}
