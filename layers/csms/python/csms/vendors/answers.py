"""What stations answer to commands, as the standard would have it."""

import json
from decimal import Decimal
from typing import Any

from csms.vendors import broken_json
from csms.vendors.model import Key, Vendor, folded
from csms.vendors.scalars import LARGEST_EXPONENT


def of_broken_text(text: str, asked: dict[str, Any] | None) -> dict[str, Any] | None:
    """The answer that a cut CALLRESULT must have been, None if that cannot be known.

    It can of GetConfiguration alone, cut after its empty list (Grizzl-E): all that was asked for is
    unknown. Of any other answer nobody knows what would have followed.
    """
    try:
        frame = broken_json.closed(text, json.loads)
    except ValueError:
        return None
    payload = frame[2] if isinstance(frame, list) and len(frame) > 2 else None
    keys = (asked or {}).get("key")
    if payload != {"configurationKey": []} or not keys:
        return None
    return {"configurationKey": [], "unknownKey": list(keys)}


def standard_key(name: str, vendor: Vendor) -> Key:
    """What the standard, or we, call a maker's configuration key, and its unit."""
    by_case = {folded(own): key for own, key in vendor.configuration.items()}
    return by_case.get(folded(name), Key(name))


def standard_value(value: str, key: Key) -> str:
    """A station's value in our unit and form; one that cannot be read stays as it is."""
    try:
        read = key.read(value) if key.read else value
        return read if key.scale == "1" else plain(Decimal(read) * Decimal(key.scale))
    except (ValueError, ArithmeticError):
        return value


def plain(number: Decimal) -> str:
    """Without needless zeros: 32 for 32.00. Raises ValueError for what is no number."""
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
        raise ValueError("no finite number")
    return format(number.normalize(), "f")
