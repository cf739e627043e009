"""Values that no station should send, as JSON text, and every place of a message to put them."""

import json
from collections.abc import Iterator
from typing import Any

PLACEHOLDER = "put it here"
DEEP = 100_000
VALUES = {
    "beyond a double": "1e400",
    "beyond a double, negative": "-1E+999999999999",
    "next to nothing": "1e-400",
    "5000 digits": "9" * 5_000,
    "42 digits": "9" * 42,
    "42 decimals": "0." + "1" * 42,
    "a double's end": "1.7e308",
    "not a number": "NaN",
    "infinity": "-Infinity",
    "null": "null",
    "true": "true",
    "empty text": '""',
    "lone surrogate": '"\\ud800"',
    "NUL": '"a\\u0000b"',
    "128 KB of text": '"' + "x" * 131_000 + '"',
    "a number as text": '"1e999999999"',
    "array": "[1]",
    "duplicate keys": '{"vendorId":"a","vendorId":"b"}',
    "surrogate as key": '{"vendorId":"V","\\udfff":1}',
    "deep arrays": "[" * DEEP + "]" * DEEP,
    "deep objects": '{"a":' * DEEP + "1" + "}" * DEEP,
    "unclosed": "[" * DEEP,
}


def frames_with(value: str, message_type: int, action: str, payload: Any) -> Iterator[str]:
    """The frame with the value in each place: instead of what is there, and as custom data."""
    for path in [*_places(payload), ("customData",), ("customData", "vendorId")]:
        text = json.dumps([message_type, "m", action, _with_placeholder(payload, path)])
        yield text.replace(f'"{PLACEHOLDER}"', value)


def _places(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield before
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _places(value[key], (*before, key))


def _with_placeholder(payload: Any, path: tuple[Any, ...]) -> Any:
    if not path:
        return PLACEHOLDER
    first, *rest = path
    changed = list(payload) if isinstance(payload, list) else dict(payload)
    before = {"vendorId": "V"} if first == "customData" else changed[first]
    changed[first] = _with_placeholder(before, tuple(rest)) if rest else PLACEHOLDER
    return changed
