"""What a reconciliation needs: everything that is stored, and a place for its report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from csms.ledger.holds import Hold
from csms.ledger.model import Balances, Entry, Leg
from csms.payments.model import Payment
from csms.payments.refund_model import Refund
from csms.payouts.model import ProviderRecord
from csms.reconciliation.model import Report


@dataclass(frozen=True, slots=True)
class Posted:
    """A transfer as it is stored: unlike a `Transfer` it may be wrong."""

    transfer_id: str
    kind: str
    currency: str
    posted_at: datetime
    legs: tuple[Leg, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that is there."""

    document_id: str


LedgerFact = Posted | Entry | Balances | Hold | Issued
PaymentFact = Payment | Refund | ProviderRecord


class StoredBooks(Protocol):
    """Every item, in no order; what is written meanwhile may be there or not."""

    def ledger(self) -> Iterator[LedgerFact]:
        """Transfers, entries, balances (of a spread account each shard), pending holds, and the
        documents.
        """

    def payments(self) -> Iterator[PaymentFact]:
        """Payments and refunds, and the provider's records that were taken in."""


class ReconciliationRepository(Protocol):
    """Reports are added, and never changed."""

    def add(self, report: Report) -> bool:
        """Store a report; False: it was there already."""

    def get(self, report_id: str) -> Report | None:
        """A report."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[Report], str | None]:
        """Newest first."""


class ReconciliationQueue(Protocol):
    """The way to a reconciliation out of turn."""

    def request(self, report_id: str, days: int, ordered_by: str) -> None:
        """Have one made soon. Unavailable: try again."""
