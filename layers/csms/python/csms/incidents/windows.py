"""Maintenance windows: while one is open nobody is told of what it was opened for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from csms.incidents.lifecycle import Suppression
from csms.incidents.model import Incident, Kind

# What work on a station brings about; fraud, money and our own parts are never silenced by it.
SILENCED = frozenset(
    {
        Kind.CONNECTOR_FAULTED,
        Kind.STATION_OFFLINE,
        Kind.MASS_OUTAGE,
        Kind.BOOT_LOOP,
        Kind.FAILED_STARTS,
        Kind.CONFIGURATION_DRIFT,
    }
)


@dataclass(frozen=True, slots=True)
class Window:
    """Of a station, or of a site with all its stations: one of the two is given."""

    window_id: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    site_id: str | None = None
    station_id: str | None = None

    def open_at(self, now: datetime) -> bool:
        """Whether it is now."""
        return self.starts_at <= now < self.ends_at


class WindowRepository(Protocol):
    """Maintenance windows."""

    def get(self, window_id: str) -> Window | None:
        """The window."""

    def put(self, window: Window) -> None:
        """Create or replace."""

    def delete(self, window_id: str) -> None:
        """Remove it, if it is there."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[Window], str | None]:
        """Those of which the end is next come last."""

    def of_place(self, site_id: str | None, station_id: str | None, now: datetime) -> list[Window]:
        """Windows of the station or its site that have not ended."""


def silence(incident: Incident, windows: WindowRepository, now: datetime) -> Suppression | None:
    """The window that the incident falls into, if any; of several the one that ends last."""
    place = incident.place
    if incident.kind not in SILENCED or not (place.site_id or place.station_id):
        return None
    found = windows.of_place(place.site_id, place.station_id, now)
    opened = [one for one in found if one.open_at(now)]
    if not opened:
        return None
    last = max(opened, key=lambda one: one.ends_at)
    return Suppression(last.window_id, last.ends_at)
