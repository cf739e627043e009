"""An authorisation, as a terminal asks for it and sees it."""

from typing import Literal

from pydantic import BaseModel, Field

from csms.charging.model import ChargingSession
from csms.money import Money
from csms.payments.model import FINAL, PAID, UNANSWERED, PaymentState
from csms.payments.outcomes import Seen
from csms.payments.visits import VisitEnd
from csms.settlement.telling import told_price
from csms.terminals.viewing import Viewed
from csms.web.card_numbers import CardId
from csms.web.fields import MoneyView, StationIdentity, Timestamp, money_view

State = Literal[
    "pending",
    "awaiting_card",
    "declined",
    "awaiting_plug",
    "charging",
    "settling",
    "releasing",
    "captured",
    "released",
    "expired",
]


class EvseIn(BaseModel):
    """Where the customer wants to charge."""

    station_id: StationIdentity
    evse_id: int = Field(ge=1)


class AmountIn(BaseModel):
    """What is to be reserved."""

    minor: int = Field(gt=0, le=1_000_000, examples=[5000])
    currency: str = Field(pattern="^[A-Z]{3}$", examples=["EUR"])

    def money(self) -> Money:
        """As money."""
        return Money(self.minor, self.currency)


class AuthorisationIn(BaseModel):
    """An amount to reserve, and the EVSE that it is for."""

    evse: EvseIn
    amount: AmountIn
    payment_method_id: CardId | None = Field(
        default=None, description="The provider's name of the card; without it the reader asks"
    )


class AuthorisationView(BaseModel):
    """`pending`: nobody knows yet; repeat the POST with the same key, never with another one."""

    authorisation_id: str
    state: State
    evse: EvseIn
    amount: MoneyView
    authorised: MoneyView = Field(description="What the bank has reserved: the most to be captured")
    captured: MoneyView
    failure: str | None = Field(description="The provider's code, or why the start came to nothing")
    plug_in_by: Timestamp
    expires_at: Timestamp | None = Field(description="The bank forgets the authorisation then")
    session_id: str | None
    energy_wh: int | None
    cost: MoneyView | None = Field(description="With taxes: so far, then for good")
    client_secret: str | None = Field(
        default=None, description="For the provider's SDK of a reader; given by POST alone"
    )
    receipt_url: str | None = Field(description="Show it as a QR code; null until it is issued")


def authorisation_view(viewed: Viewed, seen: Seen | None, receipt: str | None) -> AuthorisationView:
    """Present a visit with its payment and its session."""
    visit, payment, session = viewed.visit, viewed.payment, viewed.session
    currency = payment.asked.currency
    price = told_price(session) if session else None
    waiting = payment.state == PaymentState.AWAITING_CUSTOMER
    ended = visit.ended.value if visit.ended and visit.ended != VisitEnd.SETTLED else None
    return AuthorisationView(
        authorisation_id=visit.visit_id,
        state=state_of(viewed),
        evse=EvseIn(station_id=visit.station_id, evse_id=visit.evse_id),
        amount=money_view(payment.asked),
        authorised=money_view(Money(payment.authorized_minor, currency)),
        captured=money_view(payment.captured),
        failure=payment.failure or ended,
        plug_in_by=visit.plug_in_by,
        expires_at=payment.expires_at,
        session_id=session.session_id if session else None,
        energy_wh=session.energy_wh if session else None,
        cost=money_view(price.gross) if price else None,
        client_secret=seen.client_secret if seen and waiting else None,
        receipt_url=receipt,
    )


_FINAL: dict[PaymentState, State] = {
    PaymentState.DECLINED: "declined",
    PaymentState.RELEASED: "released",
    PaymentState.EXPIRED: "expired",
}


def state_of(viewed: Viewed) -> State:
    """Money that has moved goes before what the station does."""
    state = viewed.payment.state
    if state in FINAL:
        return "captured" if state in PAID else _FINAL[state]
    if viewed.visit.ended is not None:
        return "releasing"
    if state in UNANSWERED:
        return "pending"
    if state == PaymentState.AWAITING_CUSTOMER:
        return "awaiting_card"
    return _of_session(viewed.session)


def _of_session(session: ChargingSession | None) -> State:
    if session is None:
        return "awaiting_plug"
    return "charging" if session.active else "settling"
