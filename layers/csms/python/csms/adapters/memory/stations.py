"""Stations in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from csms.adapters.memory.paging import page_of
from csms.adapters.memory.station_history import MemoryStationHistory
from csms.stations.credentials import Credentials
from csms.stations.model import (
    BootFacts,
    ConnectorStatus,
    LiveConnection,
    Station,
    StationState,
)


@dataclass(slots=True)
class _Reported:
    connection: LiveConnection | None = None
    boot: BootFacts | None = None
    connectors: dict[tuple[int, int], ConnectorStatus] = field(default_factory=dict)


class MemoryStations:
    """StationRepository over dicts."""

    def __init__(self) -> None:
        """Start without stations; `history` is what they said over time."""
        self.history = MemoryStationHistory()
        self._records: dict[str, Station] = {}
        self._reported: dict[str, _Reported] = {}
        self._seen: dict[str, datetime] = {}
        self.unwanted: list[str] = []

    def get(self, station_id: str) -> Station | None:
        """See the port."""
        return self._records.get(station_id)

    def put(self, station: Station, before: Station | None = None) -> None:
        """See the port."""
        present = self._records.get(station.station_id)
        known = present.credentials if present is not None else Credentials()
        station = replace(station, credentials=known)
        if present is not None and before is not None:
            if station.password_hash == before.password_hash:
                station = replace(station, password_hash=present.password_hash)
            if station.security_profile == before.security_profile:
                station = replace(station, security_profile=present.security_profile)
        self._records[station.station_id] = station

    def change_credentials(self, station_id: str, change: Callable[[Station], Station]) -> None:
        """See the port."""
        present = self._records.get(station_id)
        if present is not None:
            self._records[station_id] = change(present)

    def delete(self, station_id: str) -> None:
        """See the port."""
        self._records.pop(station_id, None)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Station], str | None]:
        """See the port. The cursor is the last identity shown."""
        return page_of(self._records, limit, cursor)

    def states(self, stations: Sequence[Station]) -> dict[str, StationState]:
        """See the port."""
        return {one.station_id: self._registered(one) for one in stations}

    def state(self, station_id: str) -> StationState:
        """See the port."""
        reported = self._of(station_id)
        connectors = (reported.connectors[place] for place in sorted(reported.connectors))
        return StationState(reported.connection, reported.boot, tuple(connectors))

    def connect(self, station_id: str, connection: LiveConnection) -> None:
        """See the port."""
        reported = self._of(station_id)
        before = reported.connection
        if before is None or before.connected_at <= connection.connected_at:
            reported.connection = replace(
                connection,
                disconnected_at=None,
                last_seen_at=connection.connected_at,
                offline_since=None,
            )

    def want_closed(self, station_id: str, connection_id: str, at: datetime) -> None:  # noqa: ARG002
        """See the port."""
        self.unwanted.append(connection_id)

    def disconnect(self, station_id: str, connection_id: str, at: datetime) -> None:
        """See the port."""
        reported = self._of(station_id)
        before = reported.connection
        if before is not None and before.connection_id == connection_id:
            reported.connection = replace(before, connection_id=None, disconnected_at=at)

    def mark_offline(self, station_id: str, absent: LiveConnection, since: datetime) -> bool:
        """See the port."""
        reported = self._of(station_id)
        now = reported.connection
        if now is None or now.offline_since is not None:
            return False
        if (now.connected_at, now.connection_id) != (absent.connected_at, absent.connection_id):
            return False
        reported.connection = replace(
            now,
            connection_id=None,
            offline_since=since,
            disconnected_at=now.disconnected_at or since,
        )
        self.history.absences.setdefault(station_id, set()).add(since)
        return True

    def seen(self, station_id: str, at: datetime) -> None:
        """See the port."""
        self._seen[station_id] = max(at, self._seen.get(station_id, at))
        reported = self._of(station_id)
        if reported.connection is not None:
            reported.connection = replace(reported.connection, last_seen_at=at)

    def record_boot(self, station_id: str, boot: BootFacts) -> None:
        """See the port."""
        reported = self._of(station_id)
        if reported.boot is None or reported.boot.booted_at <= boot.booted_at:
            reported.boot = boot

    def record_connector_status(self, station_id: str, status: ConnectorStatus) -> None:
        """See the port."""
        self.history.note(station_id, status)
        connectors = self._of(station_id).connectors
        before = connectors.get((status.evse_id, status.connector_id))
        if before is None or before.reported_at <= status.reported_at:
            connectors[status.evse_id, status.connector_id] = status

    def last_seen(self, station_ids: Sequence[str]) -> dict[str, datetime]:
        """See the port."""
        return {one: self._seen[one] for one in station_ids if one in self._seen}

    def _registered(self, station: Station) -> StationState:
        places = {(evse.evse_id, one) for evse in station.evses for one in evse.connector_ids}
        state = self.state(station.station_id)
        shown = (
            one for one in state.connectors if (one.evse_id, one.connector_id) in places | {(0, 0)}
        )
        return replace(state, connectors=tuple(shown))

    def _of(self, station_id: str) -> _Reported:
        return self._reported.setdefault(station_id, _Reported())
