"""Accounts, transfers and balances, in the words of accounting (`docs/money.md`)."""

from dataclasses import dataclass
from datetime import datetime

from csms.errors import Rejected
from csms.ledger import chart


@dataclass(frozen=True, slots=True)
class Leg:
    """What a transfer does to one account: positive credits it, negative debits it. Minor units."""

    account_id: str
    minor: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """One immutable movement of money. The id is derived from the business event."""

    transfer_id: str
    kind: str
    currency: str
    posted_at: datetime
    legs: tuple[Leg, ...]
    reference: str

    def __post_init__(self) -> None:
        """Refuse what would create or destroy money, and what would move none."""
        if sum(leg.minor for leg in self.legs) != 0 or not self.legs:
            raise Rejected(f"transfer {self.transfer_id}: the legs do not sum to zero")
        if not all(leg.minor for leg in self.legs):
            raise Rejected(f"transfer {self.transfer_id}: a leg of nothing is left out")
        if len({leg.account_id for leg in self.legs}) != len(self.legs):
            raise Rejected(f"transfer {self.transfer_id}: an account occurs twice")
        if not all(chart.bears(leg.account_id, self.currency) for leg in self.legs):
            raise Rejected(f"transfer {self.transfer_id}: an account is of another currency")


@dataclass(frozen=True, slots=True)
class Balances:
    """What an account holds. posted = held + available."""

    account_id: str
    currency: str
    available_minor: int
    held_minor: int = 0

    @property
    def posted_minor(self) -> int:
        """The sum of all transfers."""
        return self.available_minor + self.held_minor


@dataclass(frozen=True, slots=True)
class Entry:
    """A leg as an account's statement shows it."""

    account_id: str
    transfer_id: str
    kind: str
    posted_at: datetime
    minor: int
    currency: str
    reference: str
