"""Jobs that commands began: a pointer for each, and the steps in the command's item."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.adapters.dynamodb.update import Update
from csms.commands.model import Progress
from csms.commands.ports import MOST_STEPS

if TYPE_CHECKING:
    from csms.commands.model import Command

KEPT_AFTER_EXPIRY = timedelta(days=7)
NEW_STEP = (
    "attribute_exists(pk) AND attribute_not_exists(progress_ended)"
    " AND (attribute_not_exists(progress_status)"
    " OR (progress_status <> :progress_status AND size(progress) < :most))"
)


class DynamoCommandProgress:
    """The part of CommandRepository that is about jobs."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def open_job(self, command: Command, job: str, request_id: int | None) -> None:
        """See the port."""
        expires_at = clock.epoch_seconds(command.expires_at + KEPT_AFTER_EXPIRY)
        for number in {request_id, None}:
            update = Update().set(command_id=command.command_id, expires_at=expires_at)
            place = keys.jobs(command.station_id), keys.job(job, number)
            self._table.update(*place, update.render())

    def command_of_job(self, station_id: str, job: str, request_id: int | None) -> str | None:
        """See the port."""
        item = self._table.get(keys.jobs(station_id), keys.job(job, request_id))
        return str(item["command_id"]) if item else None

    def limit_start(self, command: Command, remote_start_id: int, limit: dict[str, int]) -> None:
        """See the port."""
        expires_at = clock.epoch_seconds(command.expires_at + KEPT_AFTER_EXPIRY)
        update = Update().set(charging_limit=documents.to_text(limit), expires_at=expires_at)
        place = keys.jobs(command.station_id), keys.start_limit(remote_start_id)
        self._table.update(*place, update.render())

    def limit_of_start(self, station_id: str, remote_start_id: int) -> dict[str, int] | None:
        """See the port."""
        item = self._table.get(keys.jobs(station_id), keys.start_limit(remote_start_id))
        limit: dict[str, int] | None = None
        if item is not None:
            limit = documents.from_text(item["charging_limit"])
        return limit

    def add_progress(self, station_id: str, command_id: str, step: Progress, *, last: bool) -> bool:
        """See the port."""
        at = clock.to_text(step.at)
        entry = {"status": step.status, "at": at}
        if step.detail is not None:
            entry["detail"] = step.detail
        update = Update().append(progress=[entry])
        update.set(progress_status=step.status, progress_ended=at if last else None)
        update.value("most", MOST_STEPS)
        try:
            self._table.update(keys.commands(station_id), command_id, update.render(NEW_STEP))
        except ConditionFailed:
            return False
        return True


def progress_of(item: Item) -> tuple[Progress, ...]:
    """The steps in a command's item."""
    return tuple(
        Progress(one["status"], clock.from_text(one["at"]), one.get("detail"))
        for one in item.get("progress", ())
    )
