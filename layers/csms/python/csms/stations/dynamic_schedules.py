"""Dynamic schedules (2.1 K28): what a station shall follow now, by the id of its profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class DynamicSchedule:
    """Members as in ChargingScheduleUpdateType; `update` None: it was taken back."""

    station_id: str
    profile_id: int
    update: Mapping[str, Any] | None
    wanted_at: datetime


class DynamicScheduleRepository(Protocol):
    """What was wanted last of each profile."""

    def put(self, schedule: DynamicSchedule) -> None:
        """Keep it, unless something newer is there."""

    def get(self, station_id: str, profile_id: int) -> DynamicSchedule | None:
        """The schedule; None where none is wanted, or no longer. One request."""

    def of_station(self, station_id: str) -> list[DynamicSchedule]:
        """Those that are wanted, by profile."""
