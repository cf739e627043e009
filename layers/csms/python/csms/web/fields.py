"""Field types of every HTTP answer: times as text, money in minor units, exact decimals as text."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, PlainSerializer, WithJsonSchema

from csms.clock import to_text
from csms.money import Money

Timestamp = Annotated[
    datetime,
    PlainSerializer(to_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
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
