"""Values of a tariff document, checked one by one; Rejected names the place of what is wrong."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from csms.errors import Rejected

# No price is a thousand million, none has so many decimals: a number must not cost all the memory.
MOST = Decimal(10) ** 9
DECIMALS = 18
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_TIME = re.compile(r"\d\d:\d\d")


def decimal_of(value: object, where: str) -> Decimal:
    """A finite amount that is not negative."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if isinstance(value, bool) or not amount.is_finite() or not 0 <= amount < MOST:
        raise Rejected(f"{where}: a number that is not negative is needed")
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > DECIMALS:
        raise Rejected(f"{where}: more than {DECIMALS} decimals")
    return amount


def optional(value: object, where: str) -> Decimal | None:
    """The same, if there is one."""
    return None if value is None else decimal_of(value, where)


def whole(value: object, where: str) -> int:
    """A whole number, also one written as 1.0."""
    amount = decimal_of(value, where)
    if amount != amount.to_integral_value():
        raise Rejected(f"{where}: a whole number is needed")
    return int(amount)


def thousandths(value: object, where: str) -> int:
    """KWh to Wh, kW to W."""
    return whole(decimal_of(value, where) * 1000, where)


def time_of_day(value: object, where: str) -> time:
    """HH:MM."""
    try:
        if not _TIME.fullmatch(str(value)):
            raise ValueError("not HH:MM")
        return time.fromisoformat(str(value))
    except ValueError as error:
        raise Rejected(f"{where}: a time like 09:30 is needed") from error


def day(value: object, where: str) -> date:
    """YYYY-MM-DD."""
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise Rejected(f"{where}: a date like 2026-01-31 is needed") from error


def weekdays(value: object, where: str) -> frozenset[int]:
    """Monday is 0."""
    if not isinstance(value, Sequence) or not all(one in DAYS for one in value):
        raise Rejected(f"{where}: a list of {', '.join(DAYS)} is needed")
    return frozenset(DAYS.index(one) for one in value)


def member[T: StrEnum](kind: type[T], value: object, where: str) -> T:
    """A member of an enumeration."""
    if value not in list(kind):
        raise Rejected(f"{where}: must be one of {', '.join(kind)}")
    return kind(str(value))


def optional_member[T: StrEnum](kind: type[T], value: object, where: str) -> T | None:
    """The same, if there is one."""
    return None if value is None else member(kind, value, where)


def mapping(value: object, where: str) -> Mapping[str, Any]:
    """An object."""
    if not isinstance(value, Mapping):
        raise Rejected(f"{where}: an object is needed")
    return value


def objects(value: object, where: str) -> list[Mapping[str, Any]]:
    """At least one object."""
    if not isinstance(value, list) or not value:
        raise Rejected(f"{where}: at least one is needed")
    return [mapping(one, f"{where}[{number}]") for number, one in enumerate(value)]
