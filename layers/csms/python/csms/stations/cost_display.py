"""Whether a station shows costs and prices: the operator says so, or the station does."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from csms.stations.configuration import ConfigurationRepository, Reading
from csms.stations.model import Station
from csms.stations.ports import StationRepository

# 2.0.1 Part 2, TariffCostCtrlr: both have an instance for the tariff and one for the cost.
AVAILABLE, ENABLED = "TariffCostCtrlr.Available", "TariffCostCtrlr.Enabled"
COST, TARIFF = "Cost", "Tariff"
COST_VARIABLES = tuple(f"{name}[{of}]" for name in (AVAILABLE, ENABLED) for of in (COST, TARIFF))
# 1.6: the California application note, for costs and prices alike.
CUSTOM_DISPLAY = "CustomDisplayCostAndPrice"
REMEMBERED_FOR = timedelta(seconds=60)
MOST_REMEMBERED = 10_000


def reports_display(reported: Mapping[str, Reading], of: str = COST) -> bool:
    """Whether the station has such a display, and has not turned it off."""
    custom = reported.get(CUSTOM_DISPLAY)
    if custom is not None and not custom.differs_from("true"):
        return True
    available, enabled = reported.get(f"{AVAILABLE}[{of}]"), reported.get(f"{ENABLED}[{of}]")
    if available is None or available.differs_from("true"):
        return False
    return enabled is None or enabled.value is None or enabled.differs_from("false")


def shows(station: Station, configurations: ConfigurationRepository, of: str) -> bool:
    """As the operator says; one read where that is left to the station."""
    if station.shows_cost is not None:
        return station.shows_cost
    return reports_display(configurations.reported(station.station_id), of)


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
        asked_at, found = self._known.get(station_id, (None, False))
        if asked_at is not None and now - asked_at < REMEMBERED_FOR:
            return found
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        station = self._stations.get(station_id)
        found = station is not None and shows(station, self._configurations, COST)
        self._known[station_id] = (now, found)
        return found
