"""Configurations in memory."""

from csms.stations.configuration import Reading


class MemoryConfigurations:
    """ConfigurationRepository over two dicts."""

    def __init__(self) -> None:
        """Start with nothing wanted."""
        self._wanted: dict[str, dict[str, str]] = {}
        self._reported: dict[str, dict[str, Reading]] = {}

    def wanted(self, station_id: str) -> dict[str, str]:
        """See the port."""
        return dict(self._wanted.get(station_id, {}))

    def put_wanted(self, station_id: str, values: dict[str, str]) -> None:
        """See the port."""
        self._wanted[station_id] = dict(values)

    def reported(self, station_id: str) -> dict[str, Reading]:
        """See the port."""
        return dict(self._reported.get(station_id, {}))

    def report(self, station_id: str, readings: dict[str, Reading]) -> None:
        """See the port."""
        self._reported.setdefault(station_id, {}).update(readings)
