"""What an example expects against what was found."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

_ROUNDED = re.compile(r"(.+)_(\d)dp")


def differences(expected: Any, result: dict[str, Any]) -> list[str]:
    """What is otherwise than expected; an example that could not be priced always is."""
    if "error" in result:
        return [result["error"]]
    if not isinstance(expected, dict | None):
        return ["expected: an object is needed"]
    return [
        f"{name}: expected {wanted}, found {found}"
        for name, wanted in _flat(expected or {})
        if not _equal(wanted, found := _found(result, name))
    ]


def _flat(expected: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in expected.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _found(result: dict[str, Any], name: str) -> Any:
    group, _, member = name.partition(".")
    if member:
        members = result.get(group)
        return members.get(member) if isinstance(members, dict) else None
    match = _ROUNDED.fullmatch(name)
    if match and f"{match[1]}_exact" in result:
        unit = Decimal(1).scaleb(-int(match[2]))
        return str(Decimal(result[f"{match[1]}_exact"]).quantize(unit, rounding=ROUND_HALF_UP))
    return result.get(name)


def _equal(wanted: Any, found: Any) -> bool:
    try:
        return Decimal(str(wanted)) == Decimal(str(found))
    except InvalidOperation:
        return bool(wanted == found)
