"""Public keys of meters in memory."""

from csms.stations.meter_keys import MeterKeys


class MemoryMeterKeys:
    """MeterKeyRepository over a dict."""

    def __init__(self) -> None:
        """No station has keys yet."""
        self._keys: dict[str, MeterKeys] = {}

    def get(self, station_id: str) -> MeterKeys:
        """See the port."""
        return self._keys.get(station_id, MeterKeys(station_id))

    def put(self, keys: MeterKeys) -> None:
        """See the port."""
        self._keys[keys.station_id] = keys

    def pin(self, before: MeterKeys, after: MeterKeys) -> bool:
        """See the port."""
        if self.get(before.station_id).keys != before.keys:
            return False
        self.put(after)
        return True
