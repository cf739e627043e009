"""What a start is decided from, out of the repositories."""

from dataclasses import dataclass

from csms.charging.limits import ChargingLimit, limit_of
from csms.charging.ports import NOTHING_ASKED, Asked, StartContext
from csms.commands.ports import CommandRepository
from csms.drivers.ports import TokenRepository
from csms.stations.meters import NO_METER_KNOWN
from csms.stations.ports import SiteRepository, StationRepository
from csms.stations.profile import ProfileRepository
from csms.stations.reservations import Reservation, ReservationRepository
from csms.tariffs.ports import AssignmentRepository
from csms.tariffs.rules import NETWORK, at_site, at_station


@dataclass(frozen=True, slots=True)
class MemoryStartContexts:
    """StartContextReader over repositories."""

    stations: StationRepository
    tokens: TokenRepository
    sites: SiteRepository
    assignments: AssignmentRepository
    commands: CommandRepository | None = None
    profiles: ProfileRepository | None = None
    reservations: ReservationRepository | None = None

    def read(
        self,
        station_id: str,
        token_id: str | None,
        site_id: str | None,
        asked: Asked = NOTHING_ASKED,
    ) -> StartContext:
        """See the port."""
        spots = [NETWORK, at_site(site_id)] if site_id else [NETWORK]
        found = self.assignments.of_many([*spots, at_station(station_id)])
        return StartContext(
            station=self.stations.get(station_id),
            token=self.tokens.get(token_id) if token_id else None,
            site=self.sites.get(site_id) if site_id else None,
            rules=tuple(rule for one in found.values() for rule in one.rules),
            limit=self._limit(station_id, asked.remote_start_id),
            meter=self.profiles.meter(station_id) if self.profiles else NO_METER_KNOWN,
            reservation=self._reservation(station_id, asked.reservation_number),
        )

    def _reservation(self, station_id: str, number: int | None) -> Reservation | None:
        if self.reservations is None or number is None:
            return None
        return self.reservations.find(station_id, number)

    def _limit(self, station_id: str, remote_start_id: int | None) -> ChargingLimit | None:
        if self.commands is None or remote_start_id is None:
            return None
        return limit_of({"limit": self.commands.limit_of_start(station_id, remote_start_id)})
