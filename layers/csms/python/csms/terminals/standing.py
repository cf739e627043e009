"""How a visit stands for those who run the network: what became of the money that was reserved."""

from dataclasses import dataclass
from enum import StrEnum

from csms.money import Money
from csms.payments.model import (
    CAPTURING,
    FINAL,
    PAID,
    RELEASING,
    UNANSWERED,
    Payment,
    PaymentState,
)
from csms.payments.visits import Visit


class VisitState(StrEnum):
    """In the order of a visit; the last four are for good."""

    PENDING = "pending"  # nobody knows yet whether the card is good for it
    AWAITING_CARD = "awaiting_card"
    AUTHORISED = "authorised"  # reserved, and the plug awaited
    BOUND = "bound"  # reserved, and spent by one session
    CAPTURING = "capturing"
    RELEASING = "releasing"
    CAPTURED = "captured"
    RELEASED = "released"
    EXPIRED = "expired"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Standing:
    """A visit with its payment; None: it came to nothing before the provider was asked."""

    visit: Visit
    payment: Payment | None

    @property
    def state(self) -> VisitState:
        """Money that has moved goes before what the station does."""
        state = self.payment.state if self.payment else None
        if state in FINAL:
            return VisitState.CAPTURED if state in PAID else VisitState(state)
        if state in CAPTURING:
            return VisitState.CAPTURING
        if self.visit.ended is not None:
            return VisitState.RELEASED if state is None else VisitState.RELEASING
        return _before_the_end(state, self.visit)

    @property
    def released(self) -> Money | None:
        """What was reserved and is the customer's again; None: that is not known yet."""
        payment = self.payment
        if payment is None or payment.state not in FINAL:
            return None
        return Money(payment.authorized_minor - payment.captured_minor, payment.asked.currency)


def _before_the_end(state: PaymentState | None, visit: Visit) -> VisitState:
    if state is None or state in UNANSWERED:
        return VisitState.PENDING
    if state in RELEASING:
        return VisitState.RELEASING
    if state == PaymentState.AWAITING_CUSTOMER:
        return VisitState.AWAITING_CARD
    return VisitState.BOUND if visit.session_id else VisitState.AUTHORISED
