"""A station of OCPP 2.1: says what one of 2.0.1 says, checked against its own schemas, and more."""

from typing import ClassVar

from station_simulator.commands import ACCEPTED
from station_simulator.v201 import StationV201
from station_simulator.wire import Wire

ACCEPTING = ("AdjustPeriodicEventStream", "UsePriorityCharging", "RequestBatterySwap")


class StationV21(StationV201):
    """One EVSE with one connector, AC or DC."""

    version: ClassVar[str] = "2.1"
    protocol = "ocpp2.1"

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire)
        self.answers |= dict.fromkeys(ACCEPTING, lambda _: ACCEPTED)
