"""Orders that move money: what is wanted, and where it stands."""

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, Field, model_validator

from csms.money import Money, exponent
from csms.money_orders.model import MoneyOrder, OrderKind, OrderState, Proposal
from csms.web.fields import Identifier, MoneyView, Timestamp, money_view

# What an order is of, by its kind.
OF = {
    OrderKind.REFUND: "top_up_id",
    OrderKind.WRITE_OFF: "driver_id",
    OrderKind.CREDIT: "driver_id",
    OrderKind.CREDIT_NOTE: "receipt_number",
    OrderKind.CHARGE: "session_id",
}
Reason = Field(min_length=1, max_length=300, examples=["the driver moved away"])


class MoneyOrderIn(BaseModel):
    """`driver_id` of a write-off or a credit, `top_up_id` of a refund, `session_id` of a charge,
    `receipt_number` of a credit note, which gives back what a reservation cost.

    A charge answers late facts that wait for a decision, `correction_number`; its amount holds the
    tax, at `vat_percent`, or at the rates of the price by all facts.
    """

    kind: OrderKind
    driver_id: Identifier | None = None
    top_up_id: Identifier | None = None
    session_id: Identifier | None = None
    receipt_number: Identifier | None = None
    amount: MoneyView
    vat_percent: Decimal | None = Field(
        None, ge=0, lt=100, decimal_places=3, description="The tax in a charge"
    )
    correction_number: int | None = Field(
        None, ge=1, description="Which of the session's `corrections` you have seen in `review`"
    )
    reason: str = Reason

    @model_validator(mode="after")
    def _of_one(self) -> "MoneyOrderIn":
        given = {one for one in OF.values() if getattr(self, one) is not None}
        if given != {OF[self.kind]}:
            raise ValueError(
                "a refund is of a top_up_id, a charge of a session_id, a credit note of a "
                "receipt_number, anything else of a driver_id"
            )
        if self.vat_percent is not None and self.kind is not OrderKind.CHARGE:
            raise ValueError("vat_percent belongs to a charge")
        if (self.correction_number is not None) != (self.kind is OrderKind.CHARGE):
            raise ValueError("correction_number belongs to a charge, which needs it")
        if self.amount.minor <= 0:
            raise ValueError("amount: more than 0")
        return self

    @property
    def target_id(self) -> str:
        """What it concerns."""
        number = self.receipt_number and self.receipt_number.upper()
        return self.top_up_id or self.session_id or number or self.driver_id or ""


class RulingIn(BaseModel):
    """Why it is approved or rejected."""

    reason: str | None = Field(None, min_length=1, max_length=300)


class MoneyOrderView(BaseModel):
    """An order, and who said what of it."""

    order_id: str
    kind: OrderKind
    target_id: str
    amount: MoneyView
    reason: str
    state: OrderState
    proposed_by: str
    proposed_at: Timestamp
    ruled_by: str | None
    ruled_at: Timestamp | None
    ruling_reason: str | None
    transfer_id: str | None = Field(description="What was posted (GET /ledger/transfers/{id})")
    failure: str | None = Field(description="Why nothing was posted")


def proposal_of(
    wanted: MoneyOrderIn, order_id: str, by: str, at: datetime, four_eyes_above: int
) -> Proposal:
    """The proposal; above the limit, in whole units of the currency, a second person is needed."""
    amount = Money(wanted.amount.minor, wanted.amount.currency)
    needs_second = amount.minor > four_eyes_above * 10 ** exponent(amount.currency)
    return Proposal(
        order_id,
        wanted.kind,
        wanted.target_id,
        amount,
        wanted.reason,
        by,
        at,
        needs_second,
        wanted.vat_percent,
        wanted.correction_number,
    )


def money_order_view(order: MoneyOrder) -> MoneyOrderView:
    """Present an order."""
    proposal, ruling, end = order.proposal, order.ruling, order.end
    return MoneyOrderView(
        order_id=proposal.order_id,
        kind=proposal.kind,
        target_id=proposal.target_id,
        amount=money_view(proposal.amount),
        reason=proposal.reason,
        state=order.state,
        proposed_by=proposal.by,
        proposed_at=proposal.at,
        ruled_by=ruling.by if ruling else None,
        ruled_at=ruling.at if ruling else None,
        ruling_reason=ruling.reason if ruling else None,
        transfer_id=end.transfer_id if end else None,
        failure=end.failure if end else None,
    )
