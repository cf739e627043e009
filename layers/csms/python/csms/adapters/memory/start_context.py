"""What a start is decided from, out of the repositories."""

from dataclasses import dataclass

from csms.charging.limits import ChargingLimit, limit_of
from csms.charging.ports import StartContext
from csms.commands.ports import CommandRepository
from csms.drivers.ports import TokenRepository
from csms.stations.ports import SiteRepository, StationRepository


@dataclass(frozen=True, slots=True)
class MemoryStartContexts:
    """StartContextReader over repositories."""

    stations: StationRepository
    tokens: TokenRepository
    sites: SiteRepository
    commands: CommandRepository | None = None

    def read(
        self,
        station_id: str,
        token_id: str | None,
        site_id: str | None,
        remote_start_id: int | None = None,
    ) -> StartContext:
        """See the port."""
        return StartContext(
            station=self.stations.get(station_id),
            token=self.tokens.get(token_id) if token_id else None,
            site=self.sites.get(site_id) if site_id else None,
            default_tariff_ids=self.sites.default_tariff_ids(),
            limit=self._limit(station_id, remote_start_id),
        )

    def _limit(self, station_id: str, remote_start_id: int | None) -> ChargingLimit | None:
        if self.commands is None or remote_start_id is None:
            return None
        return limit_of({"limit": self.commands.limit_of_start(station_id, remote_start_id)})
