"""One value of the wire brought to the type that its schema wants, if no guess is needed."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, folded

TRUE, FALSE = {"true", "1", "yes", "on"}, {"false", "0", "no", "off"}
LARGEST_EXPONENT = 308
# "482,310" may be 482 or 482310.
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_GROUP = re.compile(r"[.,][0-9]{3}$")
_COMMA_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
# A register of less, or with more decimals, is one of kWh in an integer of Wh.
LEAST_WITH_FRACTION_WH = 1000


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
    found = written_number(value)
    notes.add(Anomaly.STRING_FOR_NUMBER)
    return int(found) if found == found.to_integral_value() else found


def written_number(text: str) -> Decimal:
    """The number of a text. Raises Unfit, also if its comma may part thousands."""
    text = text.strip()
    if not _NUMBER.fullmatch(text) or _COMMA_GROUP.fullmatch(text):
        raise Unfit
    return _bounded(Decimal(text.replace(",", ".")))


def integer(value: Any, notes: Notes) -> int:
    """A number without a fraction: what counts or names things cannot be rounded."""
    if isinstance(value, str) and _GROUP.search(value.strip()):
        raise Unfit
    before = len(notes.anomalies)
    found = number(value, notes)
    if found != int(found):
        del notes.anomalies[before:]
        raise Unfit
    return int(found)


def register(value: Any, notes: Notes) -> int:
    """A register's Wh; a tenth of one is rounded, which nobody can gain by.

    Any other fraction shows that it is no register of Wh, and what it is nobody knows.
    """
    if isinstance(value, str) and _GROUP.search(value.strip()):
        raise Unfit
    before = len(notes.anomalies)
    found = number(value, notes)
    if isinstance(found, int) or found == int(found):
        return int(found)
    exponent = found.as_tuple().exponent
    if found < LEAST_WITH_FRACTION_WH or exponent != -1:
        del notes.anomalies[before:]
        raise Unfit
    notes.add(Anomaly.FRACTION_FOR_INTEGER)
    return int(found.to_integral_value(rounding=ROUND_HALF_UP))


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
