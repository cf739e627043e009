"""Numbers of cards never come in: an app tells them to the payment provider, and us its id."""

import re
from typing import Annotated

from pydantic import AfterValidator

from csms.web.fields import Identifier

SEPARATORS = re.compile(r"[ -]")
CARD = re.compile(r"\d{12,19}")
TWO_DIGITS = 9


def is_card_number(text: str) -> bool:
    """Whether it has the form and the check digit of one (ISO/IEC 7812-1)."""
    digits = SEPARATORS.sub("", text)
    if not CARD.fullmatch(digits):
        return False
    doubled = (2 * int(one) for one in digits[-2::-2])
    plain = (int(one) for one in digits[-1::-2])
    crossed = (one - TWO_DIGITS if one > TWO_DIGITS else one for one in doubled)
    return (sum(plain) + sum(crossed)) % 10 == 0


def _no_card(text: str) -> str:
    if is_card_number(text):
        raise ValueError("the provider's id of a card, never its number")
    return text


# The provider's id of a card.
CardId = Annotated[Identifier, AfterValidator(_no_card)]
