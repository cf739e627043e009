"""Numbers of the wire within the bounds of what a meter can say."""

import re
from decimal import Decimal

from csms.ocpp.call_errors import CallError, Code

# 10^15 Wh is a thousand TWh: no meter shows it, and every number below it can be stored.
BOUND = Decimal(10) ** 15
# Decimal() would also take 1_000 and the digits of any script.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


def reading_number(value: str | Decimal | int) -> Decimal | None:
    """A sample's value; None if it is no number. One bad sample must not cost a whole message."""
    try:
        return number(value, "value")
    except CallError:
        return None


def number(value: str | Decimal | int, where: str) -> Decimal:
    """An exact finite number; CallError PropertyConstraintViolation otherwise."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        raise CallError(Code.PROPERTY_CONSTRAINT_VIOLATION, f"{where}: not a number")
    found = Decimal(value)
    if not found.is_finite() or abs(found) >= BOUND:
        raise CallError(Code.PROPERTY_CONSTRAINT_VIOLATION, f"{where}: out of bounds")
    return found
