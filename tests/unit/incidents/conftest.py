"""A network of incidents in memory, whose clock a test turns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.builders import NOW
from tests.network import a_station

from csms.adapters.memory.incidents import MemoryIncidents
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.stations import MemoryStations
from csms.adapters.memory.windows import MemoryWindows
from csms.clock import to_text
from csms.incidents.intake import take_in
from csms.incidents.model import Incident, IncidentFilter, Kind, State
from csms.incidents.reading import signals_of
from csms.incidents.watching import watch
from csms.incidents.writing import Needs
from csms.stations.model import ConnectorStatus, Fault, LiveConnection


@dataclass
class Network:
    """Stations that fail and come back."""

    now: datetime = NOW
    escalate_after: timedelta | None = None
    store: MemoryIncidents = field(default_factory=MemoryIncidents)
    stations: MemoryStations = field(default_factory=MemoryStations)
    sessions: MemorySessions = field(default_factory=lambda: MemorySessions(lambda: NOW))
    windows: MemoryWindows = field(default_factory=MemoryWindows)

    def needs(self) -> Needs:
        return Needs(
            self.store,
            self.stations,
            self.sessions,
            self.windows,
            lambda _: self.escalate_after,
            lambda: self.now,
        )

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def event(
        self, kind: str, event_id: str | None = None, at: datetime | None = None, **body: object
    ) -> Incident | None:
        """An event, of now if nothing else is said; the last incident that it changed."""
        at_text = to_text(at or self.now)
        detail = {"event_id": event_id or f"{kind}:{body}:{at_text}", "kind": kind}
        detail |= {"occurred_at": at_text}
        changed = None
        for signal in signals_of({"detail-type": kind, "detail": detail | body}):
            changed = take_in(signal, self.needs()) or changed
        return changed

    def watch(self) -> int:
        return watch(self.needs()).changed

    def register(self, *station_ids: str, site_id: str = "site-1") -> None:
        for one in station_ids:
            self.stations.put(replace(a_station(one), site_id=site_id))

    def status(
        self, status: str, station_id: str = "CP1", faults: tuple[Fault, ...] = (), **body: Any
    ) -> Incident | None:
        """A connector's status, as stored and as told."""
        code = str(body.get("error_code", "")) or None
        state = ConnectorStatus(1, 1, status, code, self.now, faults=faults)
        self.stations.record_connector_status(station_id, state)
        place: dict[str, Any] = {"station_id": station_id, "evse_id": 1, "connector_id": 1}
        return self.event("connector.status_changed", status=status, **place, **body)

    def offline(self, station_id: str = "CP1") -> Incident | None:
        self.stations.disconnect(station_id, f"c-{station_id}", self.now)
        return self.event("station.offline", station_id=station_id, reason="disconnected")

    def online(self, station_id: str = "CP1") -> Incident | None:
        live = LiveConnection(f"c-{station_id}", "ocpp1.6", self.now)
        self.stations.connect(station_id, live)
        return self.event("station.online", station_id=station_id)

    def all(self, kind: Kind | None = None) -> list[Incident]:
        """Every incident of a kind, absorbed ones too."""
        found = [*self.store._incidents.values()]
        return [one for one in found if kind in {None, one.kind}]

    def listed(self) -> list[Incident]:
        """As the operator's list shows them."""
        return self.store.page(IncidentFilter(), 1000, None)[0]

    def one(self) -> Incident:
        (incident,) = self.all()
        return incident

    def what(self, incident: Incident) -> list[str]:
        return [one.what for one in self.store.timeline(incident.incident_id, 1000)[0]]


@pytest.fixture
def network() -> Network:
    made = Network()
    made.register("CP1")
    return made


def states(incidents: list[Incident]) -> set[State]:
    return {one.state for one in incidents}
