"""What commands need from storage and from the socket."""

from datetime import datetime
from typing import Any, Protocol

from csms.commands.model import Command, CommandState, Progress

# A station that tells every percent must not fill the item.
MOST_STEPS = 100


class CommandRepository(Protocol):
    """Commands of a station."""

    def add(self, command: Command) -> Command:
        """Store a new command. One with this id stays as it is and is returned."""

    def get(self, station_id: str, command_id: str) -> Command | None:
        """The command, consistently read."""

    def of_station(self, station_id: str) -> list[Command]:
        """All kept commands, oldest first; bounded by their time to live."""

    def mark_sent(
        self,
        command: Command,
        sent_action: str,
        at: datetime,
        sent_payload: dict[str, Any] | None = None,
    ) -> bool:
        """queued → sent. False if another delivery was first."""

    def mark_unsent(self, command: Command) -> None:
        """sent → queued: the socket was gone, nothing reached the station."""

    def fail(self, command: Command, error: str, at: datetime) -> None:
        """queued → failed: it cannot be said in the station's OCPP version."""

    def record_answer(
        self,
        station_id: str,
        command_id: str,
        state: CommandState,
        answer: dict[str, Any] | None,
        error: str | None,
        at: datetime,
    ) -> bool:
        """sent → answered, rejected or failed. A timed-out command keeps its state and its first
        late answer. False for a repeated or unknown answer.
        """

    def time_out(self, station_id: str, command_id: str, sent_by: datetime) -> bool:
        """sent → timed_out if it was sent by then. False if it was answered, or sent anew since."""

    def discard(self, command: Command) -> None:
        """Remove one that has not been sent, or is done: something newer takes its place."""

    def expire(self, command: Command) -> None:
        """queued → expired."""

    def redact(self, command: Command) -> None:
        """Keep these payloads and this answer in place of the stored ones, in any state."""

    def open_job(self, command: Command, job: str, request_id: int | None) -> None:
        """Note that this command began the newest job of its kind, and the one with this id."""

    def command_of_job(self, station_id: str, job: str, request_id: int | None) -> str | None:
        """The id of the command that began it; of the newest of this kind without an id."""

    def limit_start(self, command: Command, remote_start_id: int, limit: dict[str, int]) -> None:
        """Keep the limit that this command sets for the session it will begin."""

    def limit_of_start(self, station_id: str, remote_start_id: int) -> dict[str, int] | None:
        """That limit; None where none was set."""

    def add_progress(self, station_id: str, command_id: str, step: Progress, *, last: bool) -> bool:
        """Append a step. False if it is the newest one already, if the last one is there, if there
        are MOST_STEPS, or no such command.
        """


class AnswerTimer(Protocol):
    """Calls back once the time for an answer is over."""

    def start(self, station_id: str, command_id: str) -> None:
        """In ANSWER_TIMEOUT from now. Unavailable if it may work later."""


class StationSocket(Protocol):
    """The way to a connected station."""

    def post(self, connection_id: str, frame: str) -> bool:
        """Send one frame. False if the socket is gone; Unavailable if it may work later."""

    def close(self, connection_id: str) -> None:
        """End the socket, if it is still there; Unavailable if it may work later."""
