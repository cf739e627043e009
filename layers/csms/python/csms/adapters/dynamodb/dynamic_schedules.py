"""Dynamic schedules: an item for each profile, in a partition of their station."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.table import ConditionFailed
from csms.adapters.dynamodb.update import Update
from csms.stations.dynamic_schedules import DynamicSchedule

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table


class DynamoDynamicSchedules:
    """DynamicScheduleRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def put(self, schedule: DynamicSchedule) -> None:
        """See the port."""
        text = None if schedule.update is None else documents.to_text(schedule.update)
        update = Update().replace(content=text)
        update.set(
            wanted_at=clock.to_text(schedule.wanted_at),
            station_id=schedule.station_id,
            profile_id=schedule.profile_id,
        )
        newer = "attribute_not_exists(pk) OR wanted_at <= :wanted_at"
        place = keys.dynamic_schedules(schedule.station_id), _sort_key(schedule.profile_id)
        with suppress(ConditionFailed):
            self._table.update(*place, update.render(newer))

    def get(self, station_id: str, profile_id: int) -> DynamicSchedule | None:
        """See the port."""
        item = self._table.get(keys.dynamic_schedules(station_id), _sort_key(profile_id))
        return _schedule_from(item) if item and "content" in item else None

    def of_station(self, station_id: str) -> list[DynamicSchedule]:
        """See the port."""
        found: list[DynamicSchedule] = []
        start: Item | None = None
        while True:
            items, start = self._table.query(keys.dynamic_schedules(station_id), start=start)
            found += [_schedule_from(item) for item in items if "content" in item]
            if start is None:
                return found


def _sort_key(profile_id: int) -> str:
    return f"PROFILE#{profile_id:010d}"


def _schedule_from(item: Item) -> DynamicSchedule:
    return DynamicSchedule(
        item["station_id"],
        int(item["profile_id"]),
        documents.from_text(item["content"]),
        clock.from_text(item["wanted_at"]),
    )
