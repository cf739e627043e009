"""What station use cases need from storage."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from csms.stations.model import (
    BootFacts,
    ConnectorStatus,
    LiveConnection,
    Site,
    Station,
    StationState,
)


class StationRepository(Protocol):
    """Stations and what they report. Every write may be repeated without harm."""

    def get(self, station_id: str) -> Station | None:
        """The operator's record."""

    def put(self, station: Station, before: Station | None = None) -> None:
        """Create or replace the operator's record; what the station reported stays.

        `credentials` are left alone, and so are a password and a profile that are those of
        `before`: a connection may have replaced them since.
        """

    def change_credentials(self, station_id: str, change: Callable[[Station], Station]) -> None:
        """Change password, profile and credentials of a record by its present ones; nobody else's
        change is lost. Nothing happens without a record, or if `change` returns an equal one.
        """

    def delete(self, station_id: str) -> None:
        """Remove the operator's record: the station can no longer connect."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[Station], str | None]:
        """A page of stations in a stable order, and the cursor of the next page."""

    def state(self, station_id: str) -> StationState:
        """Connection, boot and connectors, in one query."""

    def states(self, stations: Sequence[Station]) -> dict[str, StationState]:
        """Those of several by identity, with the connectors that are registered; bounded requests
        for each 100 items.
        """

    def last_seen(self, station_ids: Sequence[str]) -> dict[str, datetime]:
        """The last sign of life that is noted, of those that gave one; 100 in a request."""

    def connect(self, station_id: str, connection: LiveConnection) -> None:
        """Make this the station's socket, unless a newer one already is."""

    def want_closed(self, station_id: str, connection_id: str, at: datetime) -> None:
        """Ask for the end of a socket; it is closed by whoever reads the stream."""

    def disconnect(self, station_id: str, connection_id: str, at: datetime) -> None:
        """Note the end of a socket; changes nothing if a newer one has replaced it."""

    def mark_offline(self, station_id: str, absent: LiveConnection, since: datetime) -> bool:
        """Note that a station is gone, with the socket it had, and keep that as a fact. False if
        it has come back, or was marked before.
        """

    def seen(self, station_id: str, at: datetime) -> None:
        """Note a sign of life."""

    def record_boot(self, station_id: str, boot: BootFacts) -> None:
        """Keep the newest boot."""

    def record_connector_status(self, station_id: str, status: ConnectorStatus) -> None:
        """Keep the newest status of a connector by the station's time, and each one as a fact
        (`csms.stations.history`), a late one too. One request, three for one that is overtaken by
        then.
        """


class SiteRepository(Protocol):
    """Sites."""

    def get(self, site_id: str) -> Site | None:
        """The site, if known."""

    def get_many(self, site_ids: Iterable[str]) -> dict[str, Site]:
        """Those that are known; 100 in a request."""

    def put(self, site: Site) -> None:
        """Create or replace."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[Site], str | None]:
        """A page of sites in a stable order, and the cursor of the next page."""
