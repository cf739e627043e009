"""Which stations to simulate: from the command line, a JSON file, or the local stack's own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from station_simulator.station import Station
from station_simulator.v16 import StationV16
from station_simulator.v21 import StationV21
from station_simulator.v201 import StationV201
from station_simulator.vehicle import Vehicle
from station_simulator.wire import Address, Wire

VERSIONS: dict[str, type[StationV16] | type[StationV201]] = {
    "1.6": StationV16,
    "2.0.1": StationV201,
    "2.1": StationV21,
}


@dataclass(frozen=True)
class Plan:
    """One station. `token` None: it charges only when the CSMS asks for it."""

    address: Address
    version: str
    token: str | None
    current_type: str
    max_power_w: int

    def station(self, wire: type[Wire] = Wire) -> Station:
        kind = VERSIONS[self.version]
        return kind(wire(self.address, kind.protocol))

    def vehicle(self) -> Vehicle:
        """The vehicle that comes next, as empty as the last one."""
        if self.current_type == "DC":
            return Vehicle(77_000, 25.0, min(self.max_power_w, 135_000), fast=True)
        return Vehicle(58_000, 40.0, min(self.max_power_w, 11_000), fast=False)


def from_file(path: Path) -> list[Plan]:
    """A JSON object with `ocpp_url`, optional `ca_file`, and `stations`.

    A station has `station_id`, `password`, `version`, `token`, `current_type`, `max_power_w`.
    Without `stations` (`.local/stack.json`) those of the local stack are taken.
    """
    content = json.loads(path.read_text())
    stations = content["stations"] if "stations" in content else _local_stations()
    ca_file = Path(content["ca_file"]) if content.get("ca_file") else None
    return [_plan(one, content["ocpp_url"], ca_file) for one in stations]


def from_arguments(url: str, stations: Sequence[str], ca_file: Path | None) -> list[Plan]:
    """Stations written as `id,password[,version[,token[,AC|DC[,watts]]]]`."""
    names = ("station_id", "password", "version", "token", "current_type", "max_power_w")
    return [
        _plan(dict(zip(names, text.split(","), strict=False)), url, ca_file) for text in stations
    ]


def _plan(station: dict[str, Any], url: str, ca_file: Path | None) -> Plan:
    version = station.get("version") or "1.6"
    if version not in VERSIONS:
        raise ValueError(f"version {version}: must be one of {', '.join(VERSIONS)}")
    current_type = station.get("current_type") or "AC"
    return Plan(
        Address(url, station["station_id"], station["password"], ca_file),
        version,
        station.get("token") or None,
        current_type,
        int(station.get("max_power_w") or (150_000 if current_type == "DC" else 22_000)),
    )


def _local_stations() -> list[dict[str, Any]]:
    """Two that charge by themselves, one that waits for an app or an operator."""
    from local_stack import demo  # noqa: PLC0415 - only the local stack has it

    chosen = (
        ("DEMO-AC-1", "1.6", demo.DRIVER_TOKEN),
        ("DEMO-DC-1", "2.0.1", demo.DRIVER_TOKEN),
        ("DEMO-AC-2", "2.1", None),
    )
    return [
        {
            "station_id": station_id,
            "password": demo.STATION_PASSWORD,
            "version": version,
            "token": token,
            "current_type": demo.STATIONS[station_id]["evses"][0]["current_type"],
            "max_power_w": demo.STATIONS[station_id]["evses"][0]["max_power_w"],
        }
        for station_id, version, token in chosen
    ]
