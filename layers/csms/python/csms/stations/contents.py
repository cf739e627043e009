"""What a message says, as one text: equal contents are equal texts."""

from collections.abc import Mapping
from typing import Any


def canonical(value: Any) -> str:
    """The same text for the same content, whatever the order of members."""
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{name!r}:{canonical(value[name])}' for name in sorted(value))}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(canonical, value))}]"
    return repr(value) if isinstance(value, str) else str(value)
