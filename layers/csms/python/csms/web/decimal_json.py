"""Answers and requests with exact numbers: a price is never a float on its way."""

from typing import Any

from fastapi import Response

from csms.exact_json import dumps, loads

__all__ = ["DecimalJsonResponse", "dumps", "loads"]


class DecimalJsonResponse(Response):
    """An answer with exact numbers."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """As `dumps`."""
        return dumps(content).encode()
