"""Content of any form in one attribute: JSON text, numbers as exact as they came."""

import json
from decimal import Decimal
from typing import Any


def to_text(content: Any) -> str:
    """Compact JSON; a Decimal becomes the number that it is."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False, default=_number)


def from_text(text: str) -> Any:
    """What `to_text` was given."""
    return json.loads(text, parse_float=Decimal)


def _number(value: object) -> float | int:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no place in a document")
