"""What a message says, as one text: equal contents are equal texts."""

import json
from typing import Any


def canonical(content: Any) -> str:
    """The same text for the same content, whatever the order of members."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
