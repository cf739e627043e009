"""JSON with exact decimal numbers, in and out: a price is never a float on its way."""

import json
from decimal import Decimal
from typing import Any

from fastapi import Response


def loads(text: bytes) -> Any:
    """Parse; numbers with a point become Decimal. ValueError for what is not JSON (NaN too)."""
    return json.loads(text, parse_float=Decimal, parse_constant=_no_constant)


def dumps(value: Any) -> str:
    """Render; a Decimal as the very number it is."""
    match value:
        case Decimal():
            return f"{value:f}"
        case dict():
            return "{" + ",".join(f"{json.dumps(k)}:{dumps(v)}" for k, v in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(dumps(one) for one in value) + "]"
        case _:
            return json.dumps(value)


class DecimalJsonResponse(Response):
    """An answer with exact numbers."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """As `dumps`."""
        return dumps(content).encode()


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")
