"""A command and its life."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

# OCPP leaves the time-out of a CALL to the caller; some stations never answer.
ANSWER_TIMEOUT = timedelta(seconds=60)


class Job(StrEnum):
    """What goes on after the answer, and is told by notifications."""

    FIRMWARE = "firmware"
    DIAGNOSTICS = "diagnostics"
    LOG = "log"
    PUBLISHING = "publishing"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a job, as the station calls it; `at` is when we heard of it."""

    status: str
    at: datetime
    detail: str | None = None


class CommandState(StrEnum):
    """queued → sent → answered | rejected | failed | timed_out; queued → expired | failed.

    A final state stays: the answer to a timed-out command is kept beside the state.
    """

    QUEUED = "queued"
    SENT = "sent"
    ANSWERED = "answered"
    REJECTED = "rejected"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Command:
    """What the operator or a driver asked of a station.

    `action` is an OCPP action or a version-neutral verb; `payload` is as the caller gave it.
    `sent_action` and `sent_payload` are what it became in the station's version.
    `command_id` is also the message id of the CALL, which joins the answer to it.
    `requested_by` is the driver who asked; None for operators, and for what we do by ourselves.
    """

    station_id: str
    command_id: str
    action: str
    payload: dict[str, Any]
    created_at: datetime
    expires_at: datetime
    state: CommandState = CommandState.QUEUED
    sent_at: datetime | None = None
    sent_action: str | None = None
    sent_payload: dict[str, Any] | None = None
    answered_at: datetime | None = None
    answer: dict[str, Any] | None = None
    error: str | None = None
    progress: tuple[Progress, ...] = ()
    requested_by: str | None = None

    def state_at(self, now: datetime) -> CommandState:
        """The state with time-outs applied: the writes that keep them come a little later."""
        if self.state is CommandState.SENT and self.sent_at and now > self.sent_at + ANSWER_TIMEOUT:
            return CommandState.TIMED_OUT
        if self.state is CommandState.QUEUED and now >= self.expires_at:
            return CommandState.EXPIRED
        return self.state

    def final_at(self, now: datetime) -> bool:
        """Whether nothing more is to be expected."""
        return self.state_at(now) not in {CommandState.QUEUED, CommandState.SENT}
