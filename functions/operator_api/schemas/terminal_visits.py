"""A visit at a terminal, as those see it who run the network."""

from pydantic import BaseModel, Field

from csms.money import Money
from csms.payments.visits import VisitEnd
from csms.terminals.standing import Standing, VisitState
from csms.web.fields import MoneyView, Timestamp, money_view


class CardView(BaseModel):
    """All that is known of a card."""

    brand: str
    last4: str


class TerminalVisitView(BaseModel):
    """One customer at one EVSE, from the card to the end of its authorisation."""

    visit_id: str = Field(description="The one-time token of its session, too")
    terminal_id: str
    station_id: str
    evse_id: int
    state: VisitState = Field(
        description="bound: reserved, and spent by `session_id`; captured, released, expired and "
        "declined are for good"
    )
    ended: VisitEnd | None = Field(description="Why it is over; null while it is not")
    failure: str | None = Field(description="The provider's code, e.g. card_declined")
    created_at: Timestamp
    changed_at: Timestamp | None = Field(description="When its payment was last changed")
    plug_in_by: Timestamp
    expires_at: Timestamp | None = Field(description="The bank forgets the authorisation then")
    asked: MoneyView | None = Field(description="null: the provider was not asked yet")
    authorised: MoneyView | None
    captured: MoneyView | None
    released: MoneyView | None = Field(description="null: not known yet")
    card: CardView | None
    session_id: str | None
    start_command_id: str | None
    stop_command_id: str | None
    stopping_since: Timestamp | None = Field(
        description="The station is asked to stop since then: the authorisation comes to an end"
    )


def terminal_visit_view(standing: Standing) -> TerminalVisitView:
    """Present a visit with its payment."""
    visit, payment = standing.visit, standing.payment
    card = payment.card if payment else None
    authorised = Money(payment.authorized_minor, payment.asked.currency) if payment else None
    return TerminalVisitView(
        visit_id=visit.visit_id,
        terminal_id=visit.terminal_id,
        station_id=visit.station_id,
        evse_id=visit.evse_id,
        state=standing.state,
        ended=visit.ended,
        failure=payment.failure if payment else None,
        created_at=visit.created_at,
        changed_at=payment.changed_at if payment else None,
        plug_in_by=visit.plug_in_by,
        expires_at=payment.expires_at if payment else None,
        asked=money_view(payment.asked) if payment else None,
        authorised=money_view(authorised) if authorised else None,
        captured=money_view(payment.captured) if payment else None,
        released=money_view(standing.released) if standing.released else None,
        card=CardView(brand=card.brand, last4=card.last4) if card else None,
        session_id=visit.session_id,
        start_command_id=visit.start_command,
        stop_command_id=visit.stop_command,
        stopping_since=visit.stopping_since,
    )
