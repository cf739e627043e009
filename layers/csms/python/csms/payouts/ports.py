"""What payouts need from the provider and from storage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from csms.payments.outcomes import Unknown
from csms.payouts.model import Payout, Progress, ProviderRecord


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Some records, newest first; `cursor` leads to older ones, None at the end."""

    records: Sequence[ProviderRecord]
    cursor: str | None


class ProviderBooks(Protocol):
    """The provider's own books. Unknown: it did not answer; nothing is raised."""

    @property
    def name(self) -> str:
        """As the payment provider's; part of the names of accounts."""

    def records(self, since: datetime, cursor: str | None) -> RecordPage | Unknown:
        """What moved our balance since then; a new one may be missing for some minutes."""

    def payouts(self, since: datetime) -> Sequence[Payout] | Unknown:
        """The payouts that were made since then, as they stand now, newest first."""


class PayoutRepository(Protocol):
    """Records are stored once and never changed; payouts as they stand."""

    def add(self, record: ProviderRecord) -> bool:
        """Store a record; False: it was there."""

    def put_payout(self, payout: Payout) -> None:
        """Store how a payout stands."""

    def payouts(self, limit: int, cursor: str | None) -> tuple[list[Payout], str | None]:
        """Newest first."""

    def progress(self, provider: str) -> Progress | None:
        """How far the records were read; None: never."""

    def save_progress(self, provider: str, progress: Progress) -> None:
        """Note it. An older one only makes records be read again."""
