"""What the network says itself of a trouble: where it is, and whether it is over already."""

from dataclasses import dataclass, replace

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import SessionState
from csms.incidents.model import Kind
from csms.incidents.signals import Signal
from csms.stations.model import ConnectorStatus, Fault, StationState
from csms.stations.ports import StationRepository

# Of these nobody wants to hear once the station's record is gone.
OF_STATIONS = frozenset(
    {
        Kind.CONNECTOR_FAULTED,
        Kind.STATION_OFFLINE,
        Kind.BOOT_LOOP,
        Kind.FAILED_STARTS,
        Kind.CONFIGURATION_DRIFT,
    }
)
# Of these the session itself knows whether they are over.
OVER_BY_STOP = frozenset({Kind.SESSION_SILENT, Kind.TERMINAL_NOT_STOPPED})
OVER_BY_SETTLEMENT = frozenset(
    {Kind.SESSION_REVIEW, Kind.SETTLEMENT_FAILED, Kind.TERMINAL_NOT_SETTLED}
)


@dataclass(frozen=True, slots=True)
class Present:
    """A signal with its site, the maker's codes, and whether its end came before it."""

    signal: Signal
    faults: tuple[Fault, ...] = ()
    over: bool = False


def as_it_is(
    signal: Signal, stations: StationRepository, sessions: SessionRepository
) -> Present | None:
    """The signal beside the present state; None: it concerns nobody any more. At most three
    reads.
    """
    found = _at_station(signal, stations)
    if found is not None and signal.kind in OVER_BY_STOP | OVER_BY_SETTLEMENT:
        return replace(found, over=_is_over(signal, sessions.find(signal.object_id)))
    return found


def _is_over(signal: Signal, session: ChargingSession | None) -> bool:
    """What fails after the settlement is a trouble all the same."""
    if session is None:
        return False
    settled = session.settlement
    if signal.kind in OVER_BY_STOP:
        return session.stop is not None or settled is not None
    return (
        settled is not None
        and settled.outcome is SessionState.SETTLED
        and settled.settled_at >= signal.at
    )


def _at_station(signal: Signal, stations: StationRepository) -> Present | None:
    station_id = signal.place.station_id
    station = stations.get(station_id) if station_id else None
    if station is None:
        return None if signal.kind in OF_STATIONS else Present(signal)
    place = replace(signal.place, site_id=signal.place.site_id or station.site_id)
    located = replace(signal, place=place)
    if signal.kind is Kind.CONNECTOR_FAULTED:
        return _connector(located, stations.state(station.station_id))
    if signal.kind is Kind.STATION_OFFLINE:
        state = stations.state(station.station_id)
        return Present(located, over=state.online)
    return Present(located)


def _connector(signal: Signal, state: StationState) -> Present:
    """The newest status tells the maker's codes; or that another one has come since."""
    place = (signal.place.evse_id, signal.place.connector_id)
    newest = next((one for one in state.connectors if _at(one) == place), None)
    if newest is None:
        return Present(signal)
    return Present(signal, newest.faults, over=newest.status != "Faulted")


def _at(status: ConnectorStatus) -> tuple[int, int]:
    return status.evse_id, status.connector_id
