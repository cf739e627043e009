"""A refund of a payment: a record of its own, since a payment may have several."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from csms.money import Money


class RefundState(StrEnum):
    """`intended` before the call, `unknown` when no answer came."""

    INTENDED = "intended"
    UNKNOWN = "unknown"
    REFUNDED = "refunded"
    FAILED = "failed"


# Begins the ids of refunds that late facts led to; whoever corrects the session books those.
LATE = "late:"
FINAL_REFUNDS = frozenset({RefundState.REFUNDED, RefundState.FAILED})


@dataclass(frozen=True, slots=True)
class Answer:
    """Who gives it back, and what they have seen: the number of the session's correction that
    waited for their decision. None: nothing did.
    """

    by: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back. `booked`: the ledger knows how it ended.

    `transfer_id`: what booked it, where that does not follow from its own id (a credit note).
    `answer`: of a person who gives back what the card of a terminal paid.
    """

    refund_id: str
    payment_id: str
    amount: Money
    reason: str
    created_at: datetime
    changed_at: datetime
    state: RefundState = RefundState.INTENDED
    version: int = 1
    generation: int = 1
    intended_at: datetime | None = None
    provider_id: str | None = None
    failure: str | None = None
    booked: bool = False
    transfer_id: str | None = None
    looks: int = 0
    look_at: datetime | None = None
    answer: Answer | None = None

    def moved(self, state: RefundState, now: datetime, **changes: Any) -> "Refund":
        """The refund in another state; a final one stays."""
        if self.state in FINAL_REFUNDS and state != self.state:
            state = self.state
        return replace(self, state=state, changed_at=now, **changes)

    @property
    def is_open(self) -> bool:
        """Something is still to be done."""
        return not (self.state in FINAL_REFUNDS and self.booked)

    @property
    def of_late_facts(self) -> bool:
        """Whether a correction of a session books it, no person's credit note."""
        return self.refund_id.startswith(LATE)

    def key(self) -> str:
        """The idempotency key."""
        return f"{self.refund_id}:refund:{self.generation}"
