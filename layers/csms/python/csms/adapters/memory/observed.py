"""What is observed of stations, in memory: profiles, anomalies, traces."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from csms.adapters.memory.stations import MemoryStations
from csms.clock import Clock, utc_now
from csms.stations.anomalies import AnomalyCount
from csms.stations.meters import NO_SETTINGS, MeterProfile, MeterSettings
from csms.stations.profile import StationProfile
from csms.stations.traces import TracedFrame, with_switch


class MemoryProfiles:
    """ProfileRepository over a dict, and the boots that the stations' own repository keeps."""

    def __init__(self, stations: MemoryStations) -> None:
        """Empty."""
        self._stations = stations
        self.profiles: dict[str, StationProfile] = {}

    def get(self, station_id: str) -> StationProfile:
        """See the port."""
        boot = self._stations.state(station_id).boot
        profile = self.profiles.get(station_id, StationProfile())
        return replace(profile, vendor_found=boot.vendor_key if boot else None)

    def set_by_operator(
        self,
        station_id: str,
        vendor_key: str | None,
        time_zone: str | None,
        meter: MeterSettings = NO_SETTINGS,
    ) -> None:
        """See the port."""
        found = replace(self.meter(station_id), settings=meter)
        self.profiles[station_id] = StationProfile(
            vendor_set=vendor_key, time_zone=time_zone, meter=found
        )

    def meter(self, station_id: str) -> MeterProfile:
        """See the port."""
        return self.profiles.get(station_id, StationProfile()).meter

    def learn_meter(self, station_id: str, before: MeterProfile, found: MeterProfile) -> bool:
        """See the port."""
        profile = self.profiles.get(station_id, StationProfile())
        now = profile.meter
        if (now.start_stop, now.meter_values) != (before.start_stop, before.meter_values):
            return False
        learned = replace(found, settings=now.settings)
        self.profiles[station_id] = replace(profile, meter=learned)
        return True


class MemoryAnomalies:
    """AnomalyRepository over a dict."""

    def __init__(self) -> None:
        """Empty."""
        self.found: dict[str, dict[str, AnomalyCount]] = {}

    def add(self, station_id: str, counts: Mapping[str, int], example: str, at: datetime) -> None:
        """See the port."""
        of_station = self.found.setdefault(station_id, {})
        for name, count in counts.items():
            before = of_station[name].count if name in of_station else 0
            of_station[name] = AnomalyCount(name, before + count, at, example)

    def of_station(self, station_id: str) -> list[AnomalyCount]:
        """See the port."""
        return sorted(self.found.get(station_id, {}).values(), key=lambda one: one.name)


class MemoryTraces:
    """TraceRepository over lists."""

    def __init__(self, now: Clock = utc_now) -> None:
        """Empty."""
        self._now = now
        self._switches: dict[str, datetime] = {}
        self.frames: list[TracedFrame] = []

    def switches(self) -> dict[str, datetime]:
        """See the port."""
        return dict(self._switches)

    def switch(self, station_id: str, until: datetime | None) -> None:
        """See the port."""
        self._switches = with_switch(self._switches, station_id, until, self._now())

    def record(self, frame: TracedFrame) -> None:
        """See the port."""
        self.frames.append(frame)

    def page(
        self, station_id: str, limit: int, cursor: str | None
    ) -> tuple[list[TracedFrame], str | None]:
        """See the port. The cursor is how many were shown."""
        mine = [one for one in self.frames if one.station_id == station_id]
        ordered = sorted(mine, key=lambda one: one.at, reverse=True)
        begin = int(cursor or 0)
        shown = ordered[begin : begin + limit]
        more = begin + len(shown) < len(ordered)
        return shown, str(begin + len(shown)) if more else None
