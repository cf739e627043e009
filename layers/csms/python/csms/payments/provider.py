"""What payments need from a provider."""

from dataclasses import dataclass
from typing import Protocol

from csms.money import Money
from csms.payments.cards import SavedMethod, SetupStep
from csms.payments.outcomes import (
    CaptureOutcome,
    DisputesOutcome,
    LookupOutcome,
    NotThere,
    RefundOutcome,
    ReleaseOutcome,
    StartOutcome,
)


@dataclass(frozen=True, slots=True)
class Order:
    """What a provider is asked to collect or to reserve; `payment_id` goes into its record."""

    payment_id: str
    amount: Money
    customer_id: str | None = None
    method_id: str | None = None  # confirms at once; without one the customer's app does
    off_session: bool = False  # nobody is there: by mandate
    save_method: bool = False
    card_present: bool = False
    return_url: str | None = None


class PaymentProvider(Protocol):
    """A payment service provider. No method raises for what a network or a provider may do."""

    @property
    def name(self) -> str:
        """`stripe`; part of the clearing account's name."""

    def collect(self, order: Order, key: str) -> StartOutcome:
        """Take the amount as soon as the customer agrees."""

    def reserve(self, order: Order, key: str) -> StartOutcome:
        """Authorise the amount, to be captured later. May authorise less (partial approval)."""

    def increase(self, provider_id: str, total: Money, key: str) -> StartOutcome:
        """Raise an authorisation to a new total, where card and country allow it."""

    def capture(self, provider_id: str, amount: Money, key: str) -> CaptureOutcome:
        """Take part or all of what is authorised, and release the rest."""

    def release(self, provider_id: str, key: str) -> ReleaseOutcome:
        """Give up the authorisation, or a payment that the customer did not finish."""

    def refund(self, provider_id: str, amount: Money, refund_id: str, key: str) -> RefundOutcome:
        """Send money back; `refund_id` goes into the provider's record."""

    def find_refund(self, provider_id: str, refund_id: str) -> RefundOutcome | NotThere:
        """Whether a refund is there already."""

    def disputes(self, provider_id: str) -> DisputesOutcome:
        """All disputes of a payment, with what was moved for them; none: an empty list."""

    def lookup(self, provider_id: str) -> LookupOutcome:
        """The record, freshly read."""

    def find(self, payment_id: str) -> LookupOutcome:
        """The record that carries our id; a new one may be missing for some minutes."""


class CardVault(Protocol):
    """Saved cards at the provider. Unavailable: try again."""

    def customer(self, driver_id: str) -> str:
        """Make the provider's customer for a driver; the same one if asked again soon."""

    def begin_setup(self, customer_id: str, key: str) -> SetupStep:
        """Begin to save a card for later use with nobody there."""

    def methods(self, customer_id: str) -> list[SavedMethod]:
        """The saved cards, newest first."""

    def forget(self, method_id: str) -> None:
        """Remove a card; one that is gone already is no error."""
