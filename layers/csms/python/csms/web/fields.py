"""Field types of every HTTP answer: times as text, money in minor units, exact decimals as text."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from csms.clock import to_text
from csms.money import Money

Timestamp = Annotated[
    datetime,
    PlainSerializer(to_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
# Where calendars can be counted on, zones and sums of times included.
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _within(moment: datetime) -> datetime:
    if not FIRST <= moment <= LAST:
        raise ValueError(f"a moment from {FIRST.year} up to {LAST.year} is needed")
    return moment


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a moment within the years 1 to 9999 in UTC is needed") from error


# What a caller says; Timestamp is what they are told. An end may be as far as text can say it.
Moment = Annotated[AwareDatetime, AfterValidator(_within), AfterValidator(_in_utc)]
FarMoment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Day = Annotated[date, Field(ge=FIRST.date(), le=LAST.date())]
DecimalText = Annotated[
    str,
    Field(description="Exact decimal number as text", examples=["0.49"], pattern=r"^-?[0-9.]+$"),
]


class MoneyView(BaseModel):
    """An amount in minor units of its currency (cents)."""

    minor: int = Field(examples=[1234])
    currency: str = Field(examples=["EUR"])


def money_view(money: Money) -> MoneyView:
    """Money as JSON."""
    return MoneyView(minor=money.minor, currency=money.currency)


def _printable(text: str) -> str:
    if not text.isprintable() or text != text.strip():
        raise ValueError("use printable characters only, without blanks at the ends")
    return text


Identifier = Annotated[str, Field(min_length=1, max_length=255), AfterValidator(_printable)]
# The longest identity that OCPP allows (2.1, Part 4 §3.1.1), as the handshake checks it.
StationIdentity = Annotated[str, Field(min_length=1, max_length=48), AfterValidator(_printable)]
