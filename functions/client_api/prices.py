"""Which tariffs are in force at a station, each looked up once for a request."""

from csms.bootstrap import Services
from csms.errors import Rejected
from csms.observability import logger
from csms.stations.model import CurrentType, Site, Station
from csms.tariffs.assignment import assigned_tariff_id
from csms.tariffs.model import Tariff


class Prices:
    """Sites, the network's assignment and tariffs, as one request sees them."""

    def __init__(self, needs: Services) -> None:
        """Read the network's assignment."""
        self._needs = needs
        self._default = needs.sites.default_tariff_ids()
        self._sites: dict[str, Site | None] = {}
        self._tariffs: dict[str, Tariff | None] = {}

    def site(self, station: Station) -> Site | None:
        """The station's site, if it has one."""
        site_id = station.site_id
        if site_id is None:
            return None
        if site_id not in self._sites:
            self._sites[site_id] = self._needs.sites.get(site_id)
        return self._sites[site_id]

    def tariffs(self, station: Station) -> dict[CurrentType, Tariff | None]:
        """The tariff of each current type that the station has."""
        return {
            kind: self._tariff(assigned_tariff_id(kind, self.site(station), self._default))
            for kind in {evse.current_type for evse in station.evses}
        }

    def currency(self) -> str | None:
        """The network's currency: that of its tariffs; None while it has none."""
        tariffs = (self._tariff(tariff_id) for _, tariff_id in sorted(self._default.items()))
        return next((tariff.currency for tariff in tariffs if tariff), None)

    def _tariff(self, tariff_id: str | None) -> Tariff | None:
        if tariff_id is None:
            return None
        if tariff_id not in self._tariffs:
            self._tariffs[tariff_id] = self._readable(tariff_id)
        return self._tariffs[tariff_id]

    def _readable(self, tariff_id: str) -> Tariff | None:
        """One broken tariff must not hide every other price."""
        try:
            return self._needs.tariffs.current(tariff_id)
        except Rejected:
            logger.exception("tariff unreadable", tariff_id=tariff_id)
            return None
