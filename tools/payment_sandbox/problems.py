"""Errors in the form that Stripe's API gives them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class ApiError(Exception):
    """An error answer. `begun`: the endpoint had started, so its key replays this answer."""

    status: int
    kind: str
    code: str | None
    message: str
    more: dict[str, Any] = field(default_factory=dict)
    begun: bool = True

    def body(self) -> dict[str, Any]:
        """The document."""
        error = {"type": self.kind, "code": self.code, "message": self.message} | self.more
        return {"error": {name: value for name, value in error.items() if value is not None}}


def invalid(code: str, message: str, **more: Any) -> ApiError:
    """What the state of a thing forbids."""
    return ApiError(400, "invalid_request_error", code, message, more)


def malformed(param: str, message: str, code: str = "parameter_missing") -> ApiError:
    """A parameter that is wrong: the endpoint did not start, and no key remembers it."""
    return ApiError(400, "invalid_request_error", code, message, {"param": param}, begun=False)


def missing(kind: str, thing_id: str) -> ApiError:
    """There is no such thing."""
    message = f"No such {kind}: '{thing_id}'"
    return ApiError(404, "invalid_request_error", "resource_missing", message, begun=False)


def card_error(code: str, decline_code: str | None, intent: dict[str, Any]) -> ApiError:
    """A card was refused; the intent that was made, or stays, comes along."""
    more = {"decline_code": decline_code, "payment_intent": intent}
    return ApiError(402, "card_error", code, "Your card was declined.", more)
