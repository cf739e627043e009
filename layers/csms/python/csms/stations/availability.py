"""What a driver wants to know of an EVSE: one word, whatever version the station speaks."""

from enum import StrEnum

from csms.stations.model import StationState


class Availability(StrEnum):
    """`unknown`: the station is offline, or has not reported since it was registered."""

    AVAILABLE = "available"
    OCCUPIED = "occupied"
    RESERVED = "reserved"
    UNAVAILABLE = "unavailable"
    FAULTED = "faulted"
    UNKNOWN = "unknown"


# OCPP 1.6 §7.7 ChargePointStatus and 2.0.1 ConnectorStatusEnumType.
WORDS = {
    "Available": Availability.AVAILABLE,
    "Reserved": Availability.RESERVED,
    "Unavailable": Availability.UNAVAILABLE,
    "Faulted": Availability.FAULTED,
    "Occupied": Availability.OCCUPIED,
    "Preparing": Availability.OCCUPIED,
    "Charging": Availability.OCCUPIED,
    "SuspendedEV": Availability.OCCUPIED,
    "SuspendedEVSE": Availability.OCCUPIED,
    "Finishing": Availability.OCCUPIED,
}
# An EVSE charges one vehicle at a time, so one busy connector makes it busy.
STRONGEST_FIRST = (
    Availability.OCCUPIED,
    Availability.RESERVED,
    Availability.AVAILABLE,
    Availability.UNAVAILABLE,
    Availability.FAULTED,
)


def availability(state: StationState, evse_id: int) -> Availability:
    """The availability of an EVSE by the statuses of its connectors."""
    if not state.online:
        return Availability.UNKNOWN
    found = {WORDS.get(one.status) for one in state.connectors if one.evse_id == evse_id}
    return next((one for one in STRONGEST_FIRST if one in found), Availability.UNKNOWN)
