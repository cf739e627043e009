"""Commands in memory, changed only from the state before."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from csms.commands.model import Command, CommandState, Progress
from csms.commands.ports import MOST_STEPS


class MemoryCommands:
    """CommandRepository over a dict."""

    def __init__(self) -> None:
        """Start without commands."""
        self._commands: dict[tuple[str, str], Command] = {}
        self._jobs: dict[tuple[str, str, int | None], str] = {}
        self._ended: set[tuple[str, str]] = set()
        self._limits: dict[tuple[str, int], dict[str, int]] = {}

    def add(self, command: Command) -> Command:
        """See the port."""
        return self._commands.setdefault((command.station_id, command.command_id), command)

    def get(self, station_id: str, command_id: str) -> Command | None:
        """See the port."""
        return self._commands.get((station_id, command_id))

    def of_station(self, station_id: str) -> list[Command]:
        """See the port."""
        of_it = (one for one in self._commands.values() if one.station_id == station_id)
        return sorted(of_it, key=lambda one: (one.created_at, one.command_id))

    def mark_sent(
        self,
        command: Command,
        sent_action: str,
        at: datetime,
        sent_payload: dict[str, Any] | None = None,
    ) -> bool:
        """See the port."""
        return self._from(
            CommandState.QUEUED,
            command.station_id,
            command.command_id,
            state=CommandState.SENT,
            sent_at=at,
            sent_action=sent_action,
            sent_payload=sent_payload,
        )

    def mark_unsent(self, command: Command) -> None:
        """See the port."""
        self._from(
            CommandState.SENT,
            command.station_id,
            command.command_id,
            state=CommandState.QUEUED,
            sent_at=None,
        )

    def fail(self, command: Command, error: str, at: datetime) -> None:
        """See the port."""
        self._from(
            CommandState.QUEUED,
            command.station_id,
            command.command_id,
            state=CommandState.FAILED,
            error=error,
            answered_at=at,
        )

    def record_answer(
        self,
        station_id: str,
        command_id: str,
        state: CommandState,
        answer: dict[str, Any] | None,
        error: str | None,
        at: datetime,
    ) -> bool:
        """See the port."""
        said = {"answer": answer, "error": error, "answered_at": at}
        if self._from(CommandState.SENT, station_id, command_id, state=state, **said):
            return True
        command = self.get(station_id, command_id)
        if command is None or command.answered_at is not None:
            return False
        return self._from(CommandState.TIMED_OUT, station_id, command_id, **said)

    def time_out(self, station_id: str, command_id: str, sent_by: datetime) -> bool:
        """See the port."""
        command = self.get(station_id, command_id)
        if command is None or command.sent_at is None or command.sent_at > sent_by:
            return False
        return self._from(CommandState.SENT, station_id, command_id, state=CommandState.TIMED_OUT)

    def discard(self, command: Command) -> None:
        """See the port."""
        key = (command.station_id, command.command_id)
        if key in self._commands and self._commands[key].state is not CommandState.SENT:
            del self._commands[key]

    def expire(self, command: Command) -> None:
        """See the port."""
        self._from(
            CommandState.QUEUED,
            command.station_id,
            command.command_id,
            state=CommandState.EXPIRED,
        )

    def redact(self, command: Command) -> None:
        """See the port."""
        present = self.get(command.station_id, command.command_id)
        if present is not None:
            self._commands[command.station_id, command.command_id] = replace(
                present,
                payload=command.payload,
                sent_payload=command.sent_payload,
                answer=present.answer if command.answer is None else command.answer,
            )

    def open_job(self, command: Command, job: str, request_id: int | None) -> None:
        """See the port."""
        for number in {request_id, None}:
            self._jobs[command.station_id, job, number] = command.command_id

    def command_of_job(self, station_id: str, job: str, request_id: int | None) -> str | None:
        """See the port."""
        return self._jobs.get((station_id, job, request_id))

    def limit_start(self, command: Command, remote_start_id: int, limit: dict[str, int]) -> None:
        """See the port."""
        self._limits[command.station_id, remote_start_id] = limit

    def limit_of_start(self, station_id: str, remote_start_id: int) -> dict[str, int] | None:
        """See the port."""
        return self._limits.get((station_id, remote_start_id))

    def add_progress(self, station_id: str, command_id: str, step: Progress, *, last: bool) -> bool:
        """See the port."""
        key = (station_id, command_id)
        command = self._commands.get(key)
        if command is None or key in self._ended or len(command.progress) >= MOST_STEPS:
            return False
        if command.progress and command.progress[-1].status == step.status:
            return False
        self._commands[key] = replace(command, progress=(*command.progress, step))
        if last:
            self._ended.add(key)
        return True

    def _from(self, before: CommandState, station_id: str, command_id: str, **changes: Any) -> bool:
        command = self._commands.get((station_id, command_id))
        if command is None or command.state is not before:
            return False
        self._commands[station_id, command_id] = replace(command, **changes)
        return True
