"""Network profiles in memory."""

from dataclasses import replace
from datetime import datetime

from csms.stations.network_profiles import NetworkProfile, ProfileState


class MemoryNetworkProfiles:
    """NetworkProfileRepository over a dict."""

    def __init__(self) -> None:
        """Start without profiles."""
        self._profiles: dict[tuple[str, int], NetworkProfile] = {}

    def put(self, profile: NetworkProfile) -> None:
        """See the port."""
        self._profiles[profile.station_id, profile.slot] = profile

    def get(self, station_id: str, slot: int) -> NetworkProfile | None:
        """See the port."""
        return self._profiles.get((station_id, slot))

    def of_station(self, station_id: str) -> list[NetworkProfile]:
        """See the port."""
        return [
            one for (station, _), one in sorted(self._profiles.items()) if station == station_id
        ]

    def advance(
        self, profile: NetworkProfile, state: ProfileState, at: datetime, reason: str | None = None
    ) -> None:
        """See the port."""
        place = (profile.station_id, profile.slot)
        known = self._profiles.get(place)
        if known and known.command_id == profile.command_id and known.state.rank < state.rank:
            self._profiles[place] = replace(known, state=state, changed_at=at, reason=reason)
