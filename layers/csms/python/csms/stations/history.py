"""What a station's connectors said over time: facts that are kept beside the newest status."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ToldStatus:
    """A connector's status word from a moment on, by the station's clock."""

    at: datetime
    status: str


class StationHistory(Protocol):
    """Reads what `StationRepository` kept: of a time, bounds included, oldest first."""

    def statuses(
        self, station_id: str, place: tuple[int, int], since: datetime, until: datetime
    ) -> list[ToldStatus]:
        """Of a connector, whatever the order in which they came; each once."""

    def outages(self, station_id: str, since: datetime, until: datetime) -> list[datetime]:
        """When the station was last known to be there before each of its absences."""
