"""The provider's records of what moved our balance there, and its payouts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csms.money import Money


class RecordKind(StrEnum):
    """What a record is about. What is none of these is a person's to explain."""

    PAYMENT = "payment"
    REFUND = "refund"
    PAYOUT = "payout"
    FEE = "fee"
    DISPUTE = "dispute"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ProviderRecord:
    """One movement of our balance at the provider.

    `amount` is what the balance gained before `fee_minor` was kept: negative for a refund and for
    a payout; a payout that came back is positive. `word` is the provider's own for its kind.
    `source_id` is the provider's id of the payment or payout, `payment_id` ours, as it has it.
    """

    record_id: str
    provider: str
    kind: RecordKind
    word: str
    amount: Money
    fee_minor: int
    at: datetime
    source_id: str | None = None
    payment_id: str | None = None


@dataclass(frozen=True, slots=True)
class Payout:
    """Money on its way to our bank. `status`: pending, in_transit, paid, failed, canceled."""

    payout_id: str
    provider: str
    amount: Money
    status: str
    created_at: datetime
    arrives_at: datetime | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the provider's list, which begins with the newest, was read.

    `since`: all before it is known. A pass that is not through goes on behind `cursor`; `newest` is
    the time of its first record.
    """

    since: datetime
    cursor: str | None = None
    newest: datetime | None = None
