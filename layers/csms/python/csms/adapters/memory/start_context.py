"""What a start is decided from, out of the repositories."""

from dataclasses import dataclass

from csms.charging.ports import StartContext
from csms.drivers.ports import TokenRepository
from csms.stations.meters import NO_METER_KNOWN
from csms.stations.ports import SiteRepository, StationRepository
from csms.stations.profile import ProfileRepository


@dataclass(frozen=True, slots=True)
class MemoryStartContexts:
    """StartContextReader over repositories."""

    stations: StationRepository
    tokens: TokenRepository
    sites: SiteRepository
    profiles: ProfileRepository | None = None

    def read(self, station_id: str, token_id: str | None, site_id: str | None) -> StartContext:
        """See the port."""
        return StartContext(
            station=self.stations.get(station_id),
            token=self.tokens.get(token_id) if token_id else None,
            site=self.sites.get(site_id) if site_id else None,
            default_tariff_ids=self.sites.default_tariff_ids(),
            meter=self.profiles.meter(station_id) if self.profiles else NO_METER_KNOWN,
        )
