"""Payouts."""

from pydantic import BaseModel, Field

from csms.payouts.model import Payout
from csms.web.fields import MoneyView, Timestamp, money_view


class PayoutView(BaseModel):
    """Money on its way from the payment provider to the bank."""

    payout_id: str = Field(description="The provider's id")
    provider: str
    amount: MoneyView
    status: str = Field(description="The provider's word: pending, in_transit, paid, failed, ...")
    created_at: Timestamp
    arrives_at: Timestamp | None
    failure: str | None


def payout_view(payout: Payout) -> PayoutView:
    """Present a payout."""
    return PayoutView(
        payout_id=payout.payout_id,
        provider=payout.provider,
        amount=money_view(payout.amount),
        status=payout.status,
        created_at=payout.created_at,
        arrives_at=payout.arrives_at,
        failure=payout.failure,
    )
