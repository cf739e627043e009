"""The answer of a station, joined to its command by message id."""

from datetime import datetime
from typing import Any, Protocol

from csms.commands.model import CommandState
from csms.commands.ports import CommandRepository

# A tuple: what a station sends as status need not be text, nor hashable.
REFUSALS = ("Rejected", "NotSupported", "NotImplemented", "UnknownTransaction", "Faulted")


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
    refused = frame.payload.get("status") in REFUSALS
    state = CommandState.REJECTED if refused else CommandState.ANSWERED
    return commands.record_answer(station_id, frame.message_id, state, frame.payload, None, now)
