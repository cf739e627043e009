"""Content of any form in one attribute: JSON text, numbers as exact as they came."""

from typing import Any

from csms import exact_json


def to_text(content: Any) -> str:
    """Compact JSON, as few bytes as can be."""
    return exact_json.dumps(content, ascii_only=False)


def from_text(text: str) -> Any:
    """What `to_text` was given."""
    return exact_json.loads(text)
