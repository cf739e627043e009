"""A top-up, as a driver asks for it and sees it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, HttpUrl

from csms.payments.asking import Asked
from csms.payments.model import Payment, PaymentState
from csms.web.card_numbers import CardId
from csms.web.fields import MoneyView, Timestamp, money_view
from payments_api.schemas.amounts import MoneyIn

State = Literal["pending", "requires_action", "succeeded", "failed", "expired"]
_STATES: dict[PaymentState, State] = {
    PaymentState.AWAITING_CUSTOMER: "requires_action",
    PaymentState.DECLINED: "failed",
    PaymentState.RELEASED: "expired",
    PaymentState.EXPIRED: "expired",
}


class TopUpIn(BaseModel):
    """How much, and with what."""

    amount: MoneyIn
    payment_method_id: CardId | None = Field(
        default=None, description="One of `GET /me/payment-methods`; without it the app asks"
    )
    save_payment_method: bool = False
    return_url: Annotated[HttpUrl | None, Field(description="Back from the bank's page")] = None


class CardView(BaseModel):
    """All that is known of a card."""

    brand: str
    last4: str


class TopUpView(BaseModel):
    """A top-up. `pending`: the payment is under way or nobody knows yet; it needs no new one."""

    top_up_id: str
    state: State
    amount: MoneyView
    provider: str
    client_secret: str | None = Field(
        default=None, description="For the provider's own SDK; given to the driver by POST alone"
    )
    next_action_url: str | None = Field(
        default=None, description="Open it: the bank wants to see the driver"
    )
    failure: str | None = Field(default=None, description="The provider's code, if it was refused")
    card: CardView | None = None
    created_at: Timestamp
    changed_at: Timestamp


def top_up_view(asked: Asked) -> TopUpView:
    """Succeeded is what the balance shows, not only what the provider says."""
    payment, seen = asked.payment, asked.seen
    open_to_customer = payment.state == PaymentState.AWAITING_CUSTOMER
    return TopUpView(
        top_up_id=payment.payment_id,
        state=state_of(payment),
        amount=money_view(payment.asked),
        provider=payment.provider,
        client_secret=seen.client_secret if seen and open_to_customer else None,
        next_action_url=seen.next_action_url if seen and open_to_customer else None,
        failure=payment.failure if state_of(payment) in {"failed", "requires_action"} else None,
        card=CardView(brand=payment.card.brand, last4=payment.card.last4) if payment.card else None,
        created_at=payment.created_at,
        changed_at=payment.changed_at,
    )


def state_of(payment: Payment) -> State:
    """The state in a driver's words."""
    if payment.booked:
        return "succeeded"
    return _STATES.get(payment.state, "pending")
