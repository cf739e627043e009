"""Payments in memory: dicts, with the same conditions as the table's."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from csms.errors import Overtaken
from csms.payments.cards import PayerProfile
from csms.payments.model import Payment
from csms.payments.refund_model import Refund


class MemoryPayments:
    """PaymentRepository over dicts."""

    def __init__(self) -> None:
        """Start empty."""
        self._payments: dict[str, Payment] = {}
        self._refunds: dict[tuple[str, str], Refund] = {}
        self._profiles: dict[str, PayerProfile] = {}

    def add(self, payment: Payment) -> Payment:
        """See the port."""
        return self._payments.setdefault(payment.payment_id, payment)

    def get(self, payment_id: str) -> Payment | None:
        """See the port."""
        return self._payments.get(payment_id)

    def get_many(self, payment_ids: Iterable[str]) -> dict[str, Payment]:
        """See the port."""
        return {one: self._payments[one] for one in payment_ids if one in self._payments}

    def save(self, payment: Payment) -> Payment:
        """See the port."""
        stored = self._payments.get(payment.payment_id)
        if stored is None or stored.version != payment.version:
            raise Overtaken(f"payment {payment.payment_id} was changed meanwhile")
        after = replace(payment, version=payment.version + 1)
        self._payments[payment.payment_id] = after
        return after

    def due(self, now: datetime, limit: int) -> list[str]:
        """See the port."""
        things: list[Payment | Refund] = [*self._payments.values(), *self._refunds.values()]
        found = {one.payment_id for one in things if one.look_at and one.look_at <= now}
        return sorted(found)[:limit]

    def everything(self) -> list[Payment | Refund]:
        """All that is stored."""
        return [*self._payments.values(), *self._refunds.values()]

    def add_refund(self, refund: Refund, payment: Payment) -> bool:
        """See the port."""
        if (refund.payment_id, refund.refund_id) in self._refunds:
            return False
        self.save(payment)
        self._refunds[refund.payment_id, refund.refund_id] = refund
        return True

    def refunds(self, payment_id: str) -> list[Refund]:
        """See the port."""
        return [one for place, one in sorted(self._refunds.items()) if place[0] == payment_id]

    def save_refund(self, refund: Refund) -> Refund:
        """See the port."""
        place = (refund.payment_id, refund.refund_id)
        stored = self._refunds.get(place)
        if stored is None or stored.version != refund.version:
            raise Overtaken(f"refund {refund.refund_id} was changed meanwhile")
        self._refunds[place] = replace(refund, version=refund.version + 1)
        return self._refunds[place]

    def profile(self, driver_id: str) -> PayerProfile:
        """See the port."""
        return self._profiles.get(driver_id) or PayerProfile(driver_id)

    def save_profile(self, profile: PayerProfile) -> PayerProfile:
        """See the port."""
        if self.profile(profile.driver_id).version != profile.version:
            raise Overtaken("the payment settings were changed meanwhile")
        after = replace(profile, version=profile.version + 1)
        self._profiles[profile.driver_id] = after
        return after


class MemoryProviderEvents:
    """ProviderEvents over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self._events: dict[tuple[str, str], bool] = {}

    def note(self, provider: str, event_id: str, now: datetime) -> bool:  # noqa: ARG002
        """See the port. A test forgets sooner than any time."""
        return not self._events.setdefault((provider, event_id), False)

    def handed_on(self, provider: str, event_id: str) -> None:
        """See the port."""
        self._events[provider, event_id] = True
