"""BatterySwap (2.1 block S): which battery came in or went out, kept in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import note

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v21 import wire


def battery_swap(request: wire.BatterySwapRequest, call: StationCall) -> wire.BatterySwapResponse:
    """A battery was put in or taken out, or was not taken in time."""
    note(call, "BatterySwap", request)
    return {}
