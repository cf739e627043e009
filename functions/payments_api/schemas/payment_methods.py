"""Saved cards and the standing order."""

from pydantic import BaseModel, Field

from csms.payments.cards import AutoTopUp, SavedMethod, SetupStep
from csms.web.card_numbers import CardId
from csms.web.fields import MoneyView, Timestamp, money_view
from payments_api.schemas.amounts import MoneyIn


class PaymentMethodView(BaseModel):
    """A saved card."""

    payment_method_id: str
    brand: str
    last4: str
    expires: str = Field(description="Year and month", examples=["2030-11"])


class PaymentMethods(BaseModel):
    """All of them."""

    items: list[PaymentMethodView]
    next: None = None


class SetupView(BaseModel):
    """The app goes on with the provider alone: no card data comes here."""

    setup_id: str
    status: str
    client_secret: str | None
    next_action_url: str | None


class AutoTopUpIn(BaseModel):
    """With this the driver gives the mandate to charge the card when the balance is low."""

    threshold: MoneyIn
    amount: MoneyIn
    payment_method_id: CardId


class AutoTopUpView(BaseModel):
    """The standing order. `enabled` is false after a refusal, until it is set anew."""

    threshold: MoneyView
    amount: MoneyView
    payment_method_id: str
    enabled: bool
    agreed_at: Timestamp
    stopped_because: str | None


def payment_method_view(method: SavedMethod) -> PaymentMethodView:
    """A card as JSON."""
    return PaymentMethodView(
        payment_method_id=method.method_id,
        brand=method.brand,
        last4=method.last4,
        expires=method.expires,
    )


def setup_view(step: SetupStep) -> SetupView:
    """The first step of saving a card."""
    return SetupView(
        setup_id=step.setup_id,
        status=step.status,
        client_secret=step.client_secret,
        next_action_url=step.next_action_url,
    )


def auto_top_up_view(order: AutoTopUp) -> AutoTopUpView:
    """The standing order as JSON."""
    return AutoTopUpView(
        threshold=money_view(order.threshold),
        amount=money_view(order.amount),
        payment_method_id=order.method_id,
        enabled=order.enabled,
        agreed_at=order.agreed_at,
        stopped_because=order.stopped_because,
    )
