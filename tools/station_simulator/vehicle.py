"""A vehicle at the plug: how much it draws, and what the meter and the battery show."""

from dataclasses import dataclass
from datetime import datetime

from station_simulator.station import Reading

SECONDS_PER_HOUR = 3600


@dataclass
class Vehicle:
    """A battery behind a charger; `soc_percent` is exact, the protocol's is rounded."""

    capacity_wh: int
    soc_percent: float
    limit_w: int
    fast: bool

    def power_w(self) -> int:
        """AC: the on-board charger's limit almost to the end. DC: full up to 50 %, then less."""
        if self.soc_percent >= 100:
            return 0
        knee, floor = (50.0, 0.12) if self.fast else (95.0, 0.25)
        if self.soc_percent <= knee:
            return self.limit_w
        rest = (100.0 - self.soc_percent) / (100.0 - knee)
        return int(self.limit_w * (floor + (1 - floor) * rest))

    def charge(self, seconds: float) -> float:
        """Charge for a while; the energy in Wh."""
        room = self.capacity_wh * (100.0 - self.soc_percent) / 100
        energy = min(room, self.power_w() * seconds / SECONDS_PER_HOUR)
        self.soc_percent += 100 * energy / self.capacity_wh
        return energy


@dataclass
class Meter:
    """The meter of an EVSE: a lifetime register in Wh."""

    register_wh: float = 0.0

    def read(self, vehicle: Vehicle, at: datetime) -> Reading:
        """What a meter message says now. Only DC stations know the battery."""
        soc = round(vehicle.soc_percent) if vehicle.fast else None
        return Reading(at, int(self.register_wh), vehicle.power_w(), soc)

    def advance(self, vehicle: Vehicle, seconds: float, most_wh: float | None = None) -> None:
        """Let energy flow, no further than to a register at which the station cuts it off."""
        wanted_wh = self.register_wh + vehicle.charge(seconds)
        self.register_wh = wanted_wh if most_wh is None else min(wanted_wh, most_wh)

    def stands_at(self, most_wh: float | None) -> bool:
        """Whether no more may flow."""
        return most_wh is not None and self.register_wh >= most_wh
