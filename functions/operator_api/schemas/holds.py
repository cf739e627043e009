"""Holds."""

from pydantic import BaseModel, Field

from csms.ledger.holds import Hold, HoldState
from csms.money import Money
from csms.web.fields import MoneyView, Timestamp, money_view


class HoldView(BaseModel):
    """Money that is promised and not yet taken, and what became of it."""

    hold_id: str
    account_id: str
    state: HoldState
    amount: MoneyView = Field(description="What is held, or was when it was resolved")
    reference: str = Field(description="What it is for: a session")
    created_at: Timestamp
    expires_at: Timestamp
    resolved_at: Timestamp | None
    transfer_id: str | None = Field(description="What took from it")


def hold_view(hold: Hold) -> HoldView:
    """Present a hold."""
    return HoldView(
        hold_id=hold.hold_id,
        account_id=hold.account_id,
        state=hold.state,
        amount=money_view(Money(hold.minor, hold.currency)),
        reference=hold.reference,
        created_at=hold.created_at,
        expires_at=hold.expires_at,
        resolved_at=hold.resolved_at,
        transfer_id=hold.transfer_id,
    )
