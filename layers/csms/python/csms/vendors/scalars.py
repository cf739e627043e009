"""One value of the wire brought to the type that its schema wants, if no guess is needed."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, folded

TRUE, FALSE = {"true", "1", "yes", "on"}, {"false", "0", "no", "off"}
LARGEST_EXPONENT = 308


class Unfit(ValueError):
    """No value of the wanted type can be made of it without guessing."""


def text(value: Any, notes: Notes) -> str:
    """Numbers and booleans are written out."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        notes.add(Anomaly.BOOLEAN_SPELLING)
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        notes.add(Anomaly.NUMBER_FOR_STRING)
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    raise Unfit


def number(value: Any, notes: Notes) -> Decimal | int:
    """Texts are read, also with blanks around or a decimal comma."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return _bounded(value)
    if not isinstance(value, str):
        raise Unfit
    try:
        found = _bounded(Decimal(value.strip().replace(",", ".")))
    except InvalidOperation as error:
        raise Unfit from error
    notes.add(Anomaly.STRING_FOR_NUMBER)
    return int(found) if found == found.to_integral_value() else found


def integer(value: Any, notes: Notes) -> int:
    """A fraction is rounded: a register's Wh, not a quantity anyone can gain by."""
    found = number(value, notes)
    if isinstance(found, int):
        return found
    whole = int(found.to_integral_value(rounding=ROUND_HALF_UP))
    notes.add(Anomaly.FRACTION_FOR_INTEGER)
    return whole


def _bounded(found: Decimal) -> Decimal:
    if not found.is_finite() or abs(found.adjusted()) > LARGEST_EXPONENT:
        raise Unfit
    return found


def boolean(value: Any, notes: Notes) -> bool:
    """`"1"`, `"True"`, 0 and the like."""
    if isinstance(value, bool):
        return value
    word = folded(value) if isinstance(value, str) else str(value)
    if word not in TRUE | FALSE:
        raise Unfit
    notes.add(Anomaly.BOOLEAN_SPELLING)
    return word in TRUE


def choice(value: str, allowed: list[Any], notes: Notes) -> str:
    """The allowed word that is meant: whatever case, quotes and blanks. An unknown one stays."""
    if value in allowed:
        return value
    bare = folded(value.strip("'\" "))
    bare = SAME_WORDS.get(bare, bare)
    meant = [one for one in allowed if folded(str(one)) == bare]
    if len(meant) == 1:
        notes.add(Anomaly.ENUM_SPELLING)
        return str(meant[0])
    notes.add(Anomaly.ENUM_UNKNOWN)
    return value


# Words of other editions and of the errata; 1.6's own spelling of the unit is Celcius.
SAME_WORDS = {
    "c": "celsius",
    "celcius": "celsius",
    "mode3error": "evcommunicationerror",
}
