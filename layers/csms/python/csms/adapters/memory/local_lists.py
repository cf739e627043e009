"""Local lists in memory."""

from collections.abc import Iterable
from dataclasses import replace

from csms.drivers.local_lists import HeldList, WantedList


class MemoryLocalLists:
    """LocalListRepository over dicts."""

    def __init__(self) -> None:
        """Start without lists."""
        self._wanted: dict[str, WantedList] = {}
        self._held: dict[str, HeldList] = {}
        self._holders: dict[str, dict[str, int]] = {}

    def wanted(self, station_id: str) -> WantedList | None:
        """See the port."""
        return self._wanted.get(station_id)

    def put_wanted(self, station_id: str, wanted: WantedList) -> bool:
        """See the port."""
        before = self._wanted.get(station_id)
        if before is not None and before.version >= wanted.version:
            return False
        self._wanted[station_id] = wanted
        return True

    def held(self, station_id: str) -> HeldList:
        """See the port."""
        return self._held.get(station_id, HeldList())

    def save(self, station_id: str, held: HeldList) -> bool:
        """See the port."""
        if self.held(station_id).revision != held.revision:
            return False
        self._held[station_id] = replace(held, revision=held.revision + 1)
        return True

    def hold(self, token_ids: Iterable[str], station_id: str, version: int) -> None:
        """See the port."""
        for token_id in token_ids:
            self._holders.setdefault(token_id, {})[station_id] = version

    def release(self, token_ids: Iterable[str], station_id: str, version: int) -> None:
        """See the port."""
        for token_id in token_ids:
            stations = self._holders.get(token_id, {})
            if stations.get(station_id, version) < version:
                del stations[station_id]

    def holders(self, token_id: str) -> list[str]:
        """See the port."""
        return sorted(self._holders.get(token_id, {}))
