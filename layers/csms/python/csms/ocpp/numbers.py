"""Numbers of the wire within the bounds of what a meter can say."""

from decimal import Decimal, InvalidOperation

from csms.ocpp.call_errors import CallError, Code

# 10^15 Wh is a thousand TWh: no meter shows it, and every number below it can be stored.
BOUND = Decimal(10) ** 15


def reading_number(value: str | Decimal | int) -> Decimal | None:
    """A sample's value; None if it is no number. One bad sample must not cost a whole message."""
    try:
        return number(value, "value")
    except CallError:
        return None


def number(value: str | Decimal | int, where: str) -> Decimal:
    """An exact finite number; CallError PropertyConstraintViolation otherwise."""
    try:
        found = Decimal(value)
    except InvalidOperation as error:
        raise CallError(Code.PROPERTY_CONSTRAINT_VIOLATION, f"{where}: not a number") from error
    if not found.is_finite() or abs(found) >= BOUND:
        raise CallError(Code.PROPERTY_CONSTRAINT_VIOLATION, f"{where}: out of bounds")
    return found
