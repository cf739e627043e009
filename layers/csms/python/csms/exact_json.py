"""JSON with exact numbers, in and out: a Decimal is the number that it is, never a float."""

import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

# Of a double (IEEE 754); a number of the wire beyond it is an error or an attack.
LARGEST_EXPONENT = 308


def dumps(value: Any, *, ascii_only: bool = True) -> str:
    """Compact text. The encoder of the standard library cannot write a Decimal but as a float."""
    try:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=ascii_only)
    except TypeError:
        return _written(value, ascii_only)


def loads(
    text: str | bytes,
    *,
    parse_float: Callable[[str], Any] = Decimal,
    object_pairs_hook: Callable[[list[tuple[str, Any]]], Any] | None = None,
) -> Any:
    """The content; a number with a fraction is a Decimal. ValueError for NaN and for no JSON."""
    return json.loads(
        text,
        parse_float=parse_float,
        parse_constant=_no_number,
        object_pairs_hook=object_pairs_hook,
    )


def bounded(text: str) -> Decimal:
    """For `parse_float`. ValueError: what no double can hold would cost all the memory."""
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError("a number out of bounds") from error
    if number and abs(number.adjusted()) > LARGEST_EXPONENT:
        raise ValueError("a number out of bounds")
    return number if number else Decimal(0)


def whole_or_exact(text: str) -> Decimal | int:
    """For `parse_float`: 1.0 is a whole number, as OCPP's schemas see it."""
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def _written(value: Any, ascii_only: bool) -> str:
    match value:
        case Decimal() if value.is_finite():
            return _number(value)
        case dict():
            return "{" + ",".join(_member(*one, ascii_only) for one in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(_written(one, ascii_only) for one in value) + "]"
        case _:
            return json.dumps(value, ensure_ascii=ascii_only)


def _number(value: Decimal) -> str:
    """A whole one without a point: OCPP's integers are written so."""
    return str(int(value)) if value == value.to_integral_value() else f"{value:f}"


def _member(name: Any, value: Any, ascii_only: bool) -> str:
    return f"{json.dumps(str(name), ensure_ascii=ascii_only)}:{_written(value, ascii_only)}"


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")
