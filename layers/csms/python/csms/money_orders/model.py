"""An order that moves money, as facts that are set once: proposed, ruled on, ended."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from csms.money import Money


class OrderKind(StrEnum):
    """What is ordered, and of what."""

    REFUND = "refund"  # of a top-up, back to the card it came from
    WRITE_OFF = "write_off"  # of what a driver owes and will not pay
    CREDIT = "credit"  # to a driver, out of goodwill
    CREDIT_NOTE = "credit_note"  # of what a reservation cost, by its receipt
    CHARGE = "charge"  # of a session, on top: a person's word on its late facts


class OrderState(StrEnum):
    """Derived from the facts."""

    AWAITING_APPROVAL = "awaiting_approval"
    UNDER_WAY = "under_way"
    DONE = "done"
    REFUSED = "refused"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who wants what. `target_id` is a driver; of a refund a top-up, of a charge a session, of a
    credit note the number of a receipt.

    `needs_second`: another person has to approve. `vat_percent` of a charge, whose amount holds
    the tax; None: as what is charged already. `answers` of a charge: the number of the session's
    correction that its author has seen wait for a decision.
    """

    order_id: str
    kind: OrderKind
    target_id: str
    amount: Money
    reason: str
    by: str
    at: datetime
    needs_second: bool
    vat_percent: Decimal | None = None
    answers: int | None = None

    def is_repeat_of(self, other: "Proposal") -> bool:
        """Whether both say the same."""
        return self._wanted == other._wanted

    @property
    def _wanted(self) -> tuple[object, ...]:
        return self.kind, self.target_id, self.amount, self.by, self.vat_percent, self.answers


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a second person said."""

    approved: bool
    by: str
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """What came of it: a transfer, or why there is none."""

    at: datetime
    transfer_id: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class MoneyOrder:
    """All that is known of an order."""

    proposal: Proposal
    ruling: Ruling | None = None
    end: End | None = None

    @property
    def state(self) -> OrderState:
        """Where it stands."""
        if self.end is not None:
            return OrderState.DONE if self.end.transfer_id else OrderState.REFUSED
        if self.ruling is not None and not self.ruling.approved:
            return OrderState.REJECTED
        waits = self.proposal.needs_second and self.ruling is None
        return OrderState.AWAITING_APPROVAL if waits else OrderState.UNDER_WAY
