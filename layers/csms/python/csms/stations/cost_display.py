"""Whether a station shows what a session costs: the operator says so, or the station does."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from csms.stations.configuration import ConfigurationRepository, Reading
from csms.stations.ports import StationRepository

# 2.0.1 Part 2, TariffCostCtrlr: both have an instance for the tariff and one for the cost.
AVAILABLE, ENABLED = "TariffCostCtrlr.Available[Cost]", "TariffCostCtrlr.Enabled[Cost]"
COST_VARIABLES = (AVAILABLE, ENABLED)
REMEMBERED_FOR = timedelta(seconds=60)
MOST_REMEMBERED = 10_000


def reports_display(reported: Mapping[str, Reading]) -> bool:
    """Whether the station has such a display, and has not turned it off."""
    available, enabled = reported.get(AVAILABLE), reported.get(ENABLED)
    if available is None or available.differs_from("true"):
        return False
    return enabled is None or enabled.value is None or enabled.differs_from("false")


class CostDisplays:
    """Asked at every reading of a meter, so it is remembered for a while."""

    def __init__(
        self, stations: StationRepository, configurations: ConfigurationRepository
    ) -> None:
        """Where the operator's record and the station's own report stand."""
        self._stations, self._configurations = stations, configurations
        self._known: dict[str, tuple[datetime, bool]] = {}

    def shows(self, station_id: str, now: datetime) -> bool:
        """As decided within the last minute."""
        asked_at, shows = self._known.get(station_id, (None, False))
        if asked_at is not None and now - asked_at < REMEMBERED_FOR:
            return shows
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        shows = self._decided(station_id)
        self._known[station_id] = (now, shows)
        return shows

    def _decided(self, station_id: str) -> bool:
        station = self._stations.get(station_id)
        if station is None:
            return False
        if station.shows_cost is not None:
            return station.shows_cost
        return reports_display(self._configurations.reported(station_id))
