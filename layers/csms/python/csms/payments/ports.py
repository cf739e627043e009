"""What payments need from storage and from the queue."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from csms.payments.cards import PayerProfile
from csms.payments.model import Payment
from csms.payments.refund_model import Refund


class PaymentRepository(Protocol):
    """Payments, refunds and payer profiles; every write is on condition of the version read."""

    def add(self, payment: Payment) -> Payment:
        """Store a new payment; if its id is taken, give the one that is there."""

    def get(self, payment_id: str) -> Payment | None:
        """The payment, consistently read."""

    def get_many(self, payment_ids: Iterable[str]) -> dict[str, Payment]:
        """Those that are there, by id, consistently read."""

    def save(self, payment: Payment) -> Payment:
        """Store the next version of what was read; Overtaken if somebody else did."""

    def due(self, now: datetime, limit: int) -> list[str]:
        """Ids of open payments whose time to be looked at has come, in no certain order."""

    def add_refund(self, refund: Refund, payment: Payment) -> bool:
        """Store a new refund; False: it is there already.

        Overtaken: the payment has changed since it was read, so another refund may have come.
        """

    def refunds(self, payment_id: str) -> list[Refund]:
        """The refunds of a payment, in order of their ids."""

    def save_refund(self, refund: Refund) -> Refund:
        """Store the next version; Overtaken if somebody else did."""

    def profile(self, driver_id: str) -> PayerProfile:
        """The driver's profile; an empty one if there is none."""

    def save_profile(self, profile: PayerProfile) -> PayerProfile:
        """Store the next version; Overtaken if somebody else did."""


class ProviderEvents(Protocol):
    """Which events of providers' webhooks were handed on to be worked on."""

    def note(self, provider: str, event_id: str, now: datetime) -> bool:
        """Note an event; False: it was handed on before, so a repeat needs nothing."""

    def handed_on(self, provider: str, event_id: str) -> None:
        """The event is in the queue now."""


class PaymentChecks(Protocol):
    """The queue of payments that somebody has to look at."""

    def request(
        self, payment_id: str | None, provider_id: str | None = None, *, disputed: bool = False
    ) -> None:
        """Have a payment brought on soon, by our id or the provider's, or its disputes looked at.

        Unavailable: try again.
        """
