"""Dynamic schedules in memory."""

from csms.stations.dynamic_schedules import DynamicSchedule


class MemoryDynamicSchedules:
    """DynamicScheduleRepository over a dict."""

    def __init__(self) -> None:
        """Start without schedules."""
        self._schedules: dict[tuple[str, int], DynamicSchedule] = {}

    def put(self, schedule: DynamicSchedule) -> None:
        """See the port."""
        place = (schedule.station_id, schedule.profile_id)
        before = self._schedules.get(place)
        if before is None or before.wanted_at <= schedule.wanted_at:
            self._schedules[place] = schedule

    def get(self, station_id: str, profile_id: int) -> DynamicSchedule | None:
        """See the port."""
        found = self._schedules.get((station_id, profile_id))
        return found if found and found.update is not None else None

    def of_station(self, station_id: str) -> list[DynamicSchedule]:
        """See the port."""
        found = (one for _, one in sorted(self._schedules.items()))
        return [one for one in found if one.station_id == station_id and one.update is not None]
