"""A driver and their money."""

from pydantic import BaseModel, Field

from csms.web.fields import MoneyView


class MeView(BaseModel):
    """Who is signed in."""

    driver_id: str
    display_name: str | None
    email: str | None
    token_id: str = Field(description="What the app presents at stations")


class BalanceView(BaseModel):
    """The driver's prepaid money: posted = held + available."""

    posted: MoneyView
    held: MoneyView
    available: MoneyView
    owed: MoneyView = Field(description="Charged beyond the balance and not paid yet")
