"""What a call to a provider may come to. Unknown is an outcome of its own, never a failure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csms.money import Money
from csms.payments.disputes import Dispute
from csms.payments.model import Card


class ProviderStatus(StrEnum):
    """Where a payment stands at the provider."""

    AWAITING_CUSTOMER = "awaiting_customer"
    PROCESSING = "processing"
    AUTHORIZED = "authorized"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Seen:
    """The provider's record, freshly read. Amounts in our minor units."""

    provider_id: str
    status: ProviderStatus
    asked: Money
    authorized_minor: int = 0
    captured_minor: int = 0
    expires_at: datetime | None = None
    payment_id: str | None = None  # ours, as the provider keeps it
    customer_id: str | None = None
    method_id: str | None = None
    card: Card | None = None
    failure: str | None = None  # of the latest attempt; the customer may try again
    disputed: bool = False  # a customer has asked their bank to take it back
    client_secret: str | None = None  # for the app's own talk with the provider; never stored
    next_action_url: str | None = None  # where the customer authenticates


@dataclass(frozen=True, slots=True)
class Captured:
    """This call, or an earlier one with the same key, captured the amount."""

    minor: int


@dataclass(frozen=True, slots=True)
class AlreadyCaptured:
    """Captured before, by another call; `minor` is what it took."""

    minor: int


@dataclass(frozen=True, slots=True)
class Released:
    """Nothing is reserved any more."""


@dataclass(frozen=True, slots=True)
class Expired:
    """The authorisation is gone: too late, or cancelled at the provider."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The provider says no; `code` is its word. Money did not move."""

    code: str
    provider_id: str | None = None


@dataclass(frozen=True, slots=True)
class Refunded:
    """The money is on its way back."""

    provider_id: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """The provider has no such record."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it happened: time-out, 5xx, connection lost.

    `replayed`: the provider stored the fault under the key and will repeat it for ever.
    """

    reason: str
    replayed: bool = False


StartOutcome = Seen | Declined | Unknown
CaptureOutcome = Captured | AlreadyCaptured | Expired | Declined | Unknown
ReleaseOutcome = Released | AlreadyCaptured | Unknown
RefundOutcome = Refunded | Declined | Unknown
LookupOutcome = Seen | NotThere | Unknown
DisputesOutcome = list[Dispute] | Unknown
