"""Idempotency keys as Stripe keeps them: the first result is repeated, faults included.

docs.stripe.com/api/idempotent_requests: other parameters are an error; nothing is stored of a
request that failed validation, or that came while the first one ran; keys are forgotten.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from payment_sandbox.problems import ApiError

KEPT_S = 86_400
LONGEST_KEY = 255


@dataclass
class Kept:
    """A key in use. `answer` None: the first request still runs."""

    request: str
    since: int
    answer: tuple[int, Any] | None = None


@dataclass
class Keys:
    """All keys of an account."""

    kept: dict[str, Kept] = field(default_factory=dict)

    def begin(self, key: str, request: object, now: int) -> tuple[int, Any] | None:
        """The answer to repeat; None: this is the first request, `end` it."""
        if len(key) > LONGEST_KEY:
            raise ApiError(400, "invalid_request_error", None, "The key is too long.", begun=False)
        text = json.dumps(request, sort_keys=True)
        known = self.kept.get(key)
        if known is None or now - known.since > KEPT_S:
            self.kept[key] = Kept(text, now)
            return None
        if known.request != text:
            message = "Keys for idempotent requests can only be used with the same parameters."
            raise ApiError(400, "idempotency_error", None, message, begun=False)
        if known.answer is None:
            message = "There is currently another in-progress request using this key."
            code = "idempotency_key_in_use"
            raise ApiError(409, "invalid_request_error", code, message, begun=False)
        return known.answer

    def end(self, key: str, answer: tuple[int, Any]) -> None:
        """Store what the first request came to."""
        self.kept[key].answer = answer

    def forget(self, key: str) -> None:
        """The first request never began."""
        self.kept.pop(key, None)
