"""How a station stands, in one word: for lists, maps and counts."""

from enum import StrEnum

from csms.stations.availability import WORDS, Availability
from csms.stations.model import StationState

# OCPP 1.6 §7.7: a vehicle has a session. 2.x says Occupied of a plug alone.
BUSY = frozenset({"Charging", "SuspendedEV", "SuspendedEVSE"})


class Standing(StrEnum):
    """The first that holds. `unavailable`: nothing else does, e.g. it has not reported yet."""

    OFFLINE = "offline"
    FAULTED = "faulted"
    CHARGING = "charging"
    AVAILABLE = "available"
    OCCUPIED = "occupied"
    UNAVAILABLE = "unavailable"


def standing(state: StationState, *, has_session: bool = False) -> Standing:
    """A station by its socket, its connectors and whether a session runs there."""
    words = {one.status for one in state.connectors}
    meanings = {WORDS.get(word) for word in words}
    if not state.online:
        return Standing.OFFLINE
    if Availability.FAULTED in meanings:
        return Standing.FAULTED
    if has_session or words & BUSY:
        return Standing.CHARGING
    if Availability.AVAILABLE in meanings:
        return Standing.AVAILABLE
    in_use = meanings & {Availability.OCCUPIED, Availability.RESERVED}
    return Standing.OCCUPIED if in_use else Standing.UNAVAILABLE
