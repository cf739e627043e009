"""Commands: an item each in their station's partition, changed only from the state before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.command_items import command_from, json_text
from csms.adapters.dynamodb.command_progress import KEPT_AFTER_EXPIRY, DynamoCommandProgress
from csms.adapters.dynamodb.table import ConditionFailed, Item
from csms.adapters.dynamodb.update import Update
from csms.commands.model import Command, CommandState

if TYPE_CHECKING:
    from datetime import datetime


class DynamoCommands(DynamoCommandProgress):
    """CommandRepository over the stations table."""

    def add(self, command: Command) -> Command:
        """See the port."""
        item = {
            "pk": keys.commands(command.station_id),
            "sk": command.command_id,
            "station_id": command.station_id,
            "state": command.state.value,
            "action": command.action,
            "payload": json_text(command.payload),
            "requested_by": command.requested_by,
            "created_at": clock.to_text(command.created_at),
            "queued_until": clock.to_text(command.expires_at),
            "expires_at": clock.epoch_seconds(command.expires_at + KEPT_AFTER_EXPIRY),
        }
        try:
            self._table.put(item, "attribute_not_exists(pk)")
        except ConditionFailed as failed:
            return command_from(failed.item or item)
        return command

    def get(self, station_id: str, command_id: str) -> Command | None:
        """See the port."""
        item = self._table.get(keys.commands(station_id), command_id)
        return command_from(item) if item else None

    def of_station(self, station_id: str) -> list[Command]:
        """See the port."""
        items: list[Item] = []
        start: Item | None = None
        while True:
            more, start = self._table.query(keys.commands(station_id), start=start)
            items += more
            if start is None:
                break
        # Ids derived from an idempotency key do not sort by time.
        return sorted(map(command_from, items), key=lambda command: command.created_at)

    def mark_sent(
        self,
        command: Command,
        sent_action: str,
        at: datetime,
        sent_payload: dict[str, Any] | None = None,
    ) -> bool:
        """See the port."""
        update = Update().set(
            state=CommandState.SENT.value,
            sent_at=clock.to_text(at),
            sent_action=sent_action,
            sent_payload=json_text(sent_payload) if sent_payload is not None else None,
        )
        return self._from(CommandState.QUEUED, command.station_id, command.command_id, update)

    def mark_unsent(self, command: Command) -> None:
        """See the port."""
        update = Update().set(state=CommandState.QUEUED.value).remove("sent_at")
        self._from(CommandState.SENT, command.station_id, command.command_id, update)

    def fail(self, command: Command, error: str, at: datetime) -> None:
        """See the port."""
        update = Update().set(
            state=CommandState.FAILED.value, error=error, answered_at=clock.to_text(at)
        )
        self._from(CommandState.QUEUED, command.station_id, command.command_id, update)

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
        said = {
            "answer": json_text(answer) if answer is not None else None,
            "error": error,
            "answered_at": clock.to_text(at),
        }
        update = Update().set(state=state.value, **said)
        before = self._in_the_way(CommandState.SENT, station_id, command_id, update)
        if before is None:
            return True
        if before.get("state") != CommandState.TIMED_OUT.value or "answered_at" in before:
            return False
        late = Update().set(state=CommandState.TIMED_OUT.value, **said)
        unanswered = "attribute_not_exists(answered_at)"
        return self._from(CommandState.TIMED_OUT, station_id, command_id, late, unanswered)

    def time_out(self, station_id: str, command_id: str, sent_by: datetime) -> bool:
        """See the port."""
        update = Update().set(state=CommandState.TIMED_OUT.value)
        in_time = f"sent_at <= {update.value('sent_by', clock.to_text(sent_by))}"
        return self._from(CommandState.SENT, station_id, command_id, update, in_time)

    def discard(self, command: Command) -> None:
        """See the port."""
        sent = CommandState.SENT.value
        place = keys.commands(command.station_id), command.command_id
        self._table.delete_unless(*place, ("state", sent))

    def expire(self, command: Command) -> None:
        """See the port."""
        update = Update().set(state=CommandState.EXPIRED.value)
        self._from(CommandState.QUEUED, command.station_id, command.command_id, update)

    def redact(self, command: Command) -> None:
        """See the port."""
        sent, answer = command.sent_payload, command.answer
        update = Update().set(
            payload=json_text(command.payload),
            sent_payload=json_text(sent) if sent is not None else None,
            answer=json_text(answer) if answer is not None else None,
        )
        place = keys.commands(command.station_id), command.command_id
        try:
            self._table.update(*place, update.render("attribute_exists(pk)"))
        except ConditionFailed:
            return

    def _from(
        self,
        before: CommandState,
        station_id: str,
        command_id: str,
        update: Update,
        also: str = "",
    ) -> bool:
        return self._in_the_way(before, station_id, command_id, update, also) is None

    def _in_the_way(
        self,
        before: CommandState,
        station_id: str,
        command_id: str,
        update: Update,
        also: str = "",
    ) -> Item | None:
        """Update, or what forbids it: the item as it stands, empty if there is none."""
        placeholder = update.value("before", before.value)
        # `state` is a reserved word of DynamoDB; every update here sets it, so `#state` is there.
        condition = f"#state = {placeholder}" + (f" AND {also}" if also else "")
        try:
            self._table.update(keys.commands(station_id), command_id, update.render(condition))
        except ConditionFailed as failed:
            return failed.item or {}
        return None
