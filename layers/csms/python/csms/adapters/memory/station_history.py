"""Statuses and absences of stations over time, in memory."""

from datetime import datetime

from csms.stations.history import ToldStatus
from csms.stations.model import ConnectorStatus

Place = tuple[str, int, int]


class MemoryStationHistory:
    """StationHistory over sets."""

    def __init__(self) -> None:
        """Start without facts."""
        self.absences: dict[str, set[datetime]] = {}
        self._told: dict[Place, set[tuple[datetime, str]]] = {}

    def note(self, station_id: str, status: ConnectorStatus) -> None:
        """Keep a status, once."""
        place = station_id, status.evse_id, status.connector_id
        self._told.setdefault(place, set()).add((status.reported_at, status.status))

    def statuses(
        self, station_id: str, place: tuple[int, int], since: datetime, until: datetime
    ) -> list[ToldStatus]:
        """See the port."""
        told = sorted(self._told.get((station_id, *place), ()))
        return [ToldStatus(at, status) for at, status in told if since <= at <= until]

    def outages(self, station_id: str, since: datetime, until: datetime) -> list[datetime]:
        """See the port."""
        return sorted(at for at in self.absences.get(station_id, ()) if since <= at <= until)
