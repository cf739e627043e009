"""The answer of a station, joined to its command by message id."""

from datetime import datetime
from typing import Any, Protocol

from csms.commands.model import CommandState
from csms.commands.ports import CommandRepository

# The statuses of answers that say no. That nothing was found to list or to clear (NotFound,
# Unknown, EmptyResultSet, NoProfiles ...) is an answer. A tuple: what a station sends as status
# need not be text, nor hashable.
REFUSALS = (
    "Rejected", "NotSupported", "NotImplemented", "Failed", "Faulted", "Occupied", "Unavailable",
    "UnknownTransaction", "UnknownConnector", "UnlockFailed", "OngoingAuthorizedTransaction",
    "VersionMismatch", "UnknownMessageId", "UnknownVendorId", "InvalidCertificate",
    "RevokedCertificate", "Invalid", "NotSupportedMessageFormat", "NotSupportedPriority",
    "NotSupportedState", "LanguageNotSupported", "DownloadOngoing", "TooManyElements",
    "ConditionNotSupported", "TxNotFound", "NoCurrencyChange", "DuplicateTariffId", "NoProfile",
)  # fmt: skip
_DONE_ITEMS = ("Accepted", "RebootRequired")


class AnswerFrame(Protocol):
    """A CALLRESULT, or a CALLERROR if `error_code` is set."""

    @property
    def message_id(self) -> str:
        """The id of the CALL."""

    @property
    def payload(self) -> dict[str, Any]:
        """The answer."""

    @property
    def error_code(self) -> str | None:
        """The CALLERROR's code."""

    @property
    def error_description(self) -> str:
        """The CALLERROR's text."""


def record_answer(
    station_id: str, frame: AnswerFrame, commands: CommandRepository, now: datetime
) -> bool:
    """Keep the answer; False if no sent command waits for it (late, repeated, unknown)."""
    if frame.error_code is not None:
        error = f"{frame.error_code}: {frame.error_description}"[:300]
        return commands.record_answer(
            station_id, frame.message_id, CommandState.FAILED, None, error, now
        )
    state = CommandState.REJECTED if _says_no(frame.payload) else CommandState.ANSWERED
    return commands.record_answer(station_id, frame.message_id, state, frame.payload, None, now)


def refused_items(answer: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The items of an answer that were refused, though the call as a whole was not.

    2.0.1 B05, B06, N04, N06: each item has a status of its own. 1.6 §5.8: unknown keys are listed.
    """
    unknown = (answer or {}).get("unknownKey")
    keys = [{"unknownKey": one} for one in unknown] if isinstance(unknown, list) else []
    return keys + [one for one in _items(answer or {}) if _status_of(one) not in _DONE_ITEMS]


def _says_no(answer: dict[str, Any]) -> bool:
    """A refusal; where only items have a status, the refusal of all of them."""
    if "status" in answer:
        return answer["status"] in REFUSALS
    items = _items(answer)
    return bool(items) and all(_status_of(one) not in _DONE_ITEMS for one in items)


def _items(answer: dict[str, Any]) -> list[dict[str, Any]]:
    lists = [value for value in answer.values() if isinstance(value, list)]
    members = [one for each in lists for one in each if isinstance(one, dict)]
    return [one for one in members if _status_of(one) is not None]


def _status_of(item: dict[str, Any]) -> Any:
    return item.get("attributeStatus", item.get("status"))
