"""What an operator decides of a session in review."""

from decimal import Decimal

from pydantic import BaseModel, Field, model_validator

from csms.charging.model import ChargingSession
from csms.money import Money
from csms.settlement.reviewing import Decision, Ruling
from csms.web.fields import MoneyView, Timestamp

# No vehicle of today takes so much at once.
MOST_WH = 10_000_000


class ReviewIn(BaseModel):
    """`energy_wh` is priced by the session's tariff; `amount` holds the tax; waived is free."""

    decision: Decision
    reason: str = Field(min_length=1, max_length=300, examples=["the driver sent a photograph"])
    energy_wh: int | None = Field(
        None, ge=0, le=MOST_WH, description="For settle_at_energy; else what the session shows"
    )
    amount: MoneyView | None = Field(None, description="For settle_at_amount: with tax")
    vat_percent: Decimal = Field(Decimal(0), ge=0, lt=100, description="The tax in `amount`")

    @model_validator(mode="after")
    def _has_its_figure(self) -> "ReviewIn":
        if self.decision is Decision.ENERGY and self.energy_wh is None:
            raise ValueError("settle_at_energy needs energy_wh")
        if (self.decision is Decision.AMOUNT) != (self.amount is not None):
            raise ValueError("amount belongs to settle_at_amount, which needs it")
        return self


class LeaveIn(BaseModel):
    """Why what is charged stays, whatever late facts say."""

    reason: str = Field(min_length=1, max_length=300, examples=["the meter was exchanged"])
    correction_number: int = Field(
        ge=1, description="Which of the session's `corrections` you have seen in `review`"
    )


class DecidedView(BaseModel):
    """How a person settled what a machine must not."""

    decision: str
    by: str = Field(description="The operator's subject")
    at: Timestamp
    reason: str


def ruling_of(wanted: ReviewIn, subject: str) -> Ruling:
    """The decision, as the domain has it."""
    told = wanted.amount
    amount = Money(told.minor, told.currency) if told else None
    return Ruling(
        wanted.decision, wanted.reason, subject, wanted.energy_wh, amount, wanted.vat_percent
    )


def decided_view(session: ChargingSession) -> DecidedView | None:
    """Present a decision; None where no person decided."""
    decided = session.settlement.decided if session.settlement else None
    if decided is None:
        return None
    return DecidedView(
        decision=decided.decision, by=decided.by, at=decided.at, reason=decided.reason
    )
