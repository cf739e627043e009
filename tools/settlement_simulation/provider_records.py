"""The provider's own books: one record for each payment, and what moved on the card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csms.payments.model import Card
from csms.payments.outcomes import ProviderStatus, Seen

if TYPE_CHECKING:
    from datetime import datetime

    from csms.money import Money

CARD = Card("visa", "4242")


@dataclass(slots=True)
class Record:
    """A payment. The card's side is counted on its own: reserved = captured + given back."""

    provider_id: str
    payment_id: str
    asked: Money
    created_at: datetime
    status: ProviderStatus
    to_be_captured: bool
    expires_at: datetime | None = None
    reserved_minor: int = 0
    captured_minor: int = 0
    given_back_minor: int = 0
    captures: int = 0
    refunds: list[tuple[str, int]] = field(default_factory=list)

    def seen(self) -> Seen:
        """As the provider shows it."""
        authorized = self.reserved_minor if self.status == ProviderStatus.AUTHORIZED else 0
        return Seen(
            provider_id=self.provider_id,
            status=self.status,
            asked=self.asked,
            authorized_minor=authorized,
            captured_minor=self.captured_minor,
            expires_at=self.expires_at,
            payment_id=self.payment_id,
            card=CARD,
        )

    def take(self, minor: int) -> None:
        """Money moves; the rest is given back."""
        self.captures += 1
        self.captured_minor += minor
        self.given_back_minor += self.reserved_minor - minor
        self.status = ProviderStatus.SUCCEEDED

    def pay_back(self, refund_id: str, minor: int) -> bool:
        """Money goes back to the card; False: there is not so much left of it."""
        if self.refunded_minor + minor > self.captured_minor:
            return False
        self.refunds.append((refund_id, minor))
        return True

    @property
    def refunded_minor(self) -> int:
        """What went back of what was captured."""
        return sum(minor for _, minor in self.refunds)

    def lapse(self) -> None:
        """Nothing is reserved any more."""
        self.given_back_minor += self.reserved_minor
        self.status = ProviderStatus.CANCELED
