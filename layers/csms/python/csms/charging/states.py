"""From what stations say to the states that a price is made of (`docs/billing.md`).

The words of 1.6 ChargePointStatus, 2.x ConnectorStatusEnumType and ChargingStateEnumType; makers'
own are normalised before. No order of arrival matters: all goes by the station's time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from csms.charging.facts import MeterReading, ToldState
from csms.charging.model import ChargingSession
from csms.pricing.facts import Change, SessionFacts, Signal
from csms.pricing.parts import states_of
from csms.stations.history import ToldStatus

# ChargingStateEnumType: "There is no connection between EV and EVSE".
UNPLUGGED, CONNECTED = "Idle", "EVConnected"
# StopReason of every version: the cable left the vehicle.
DISCONNECTED = "EVDisconnected"
# Whoever plugs in next is no proof that the one before has left: Preparing says nothing.
STATUSES = {
    "Charging": Signal.CHARGING,
    "SuspendedEV": Signal.SUSPENDED_EV,
    "SuspendedEVSE": Signal.SUSPENDED_EVSE,
    "Finishing": Signal.FINISHING,
    "Available": Signal.AVAILABLE,
    "Reserved": Signal.AVAILABLE,
    "Faulted": Signal.FAULTED,
    "Unavailable": Signal.FAULTED,
}
OCCUPIED = "Occupied"


@dataclass(frozen=True, slots=True)
class Told:
    """All that was said around a session: of its vehicle, of its connector, of its station."""

    states: Sequence[ToldState] = ()
    statuses: Sequence[ToldStatus] = ()
    outages: Sequence[datetime] = ()


def changes_of(
    session: ChargingSession, told: Told, readings: Sequence[MeterReading]
) -> tuple[Change, ...]:
    """The states of a session by time, with its station's absences among them."""
    stopped = session.stop.stopped_at if session.stop else None
    changes = [*_of_statuses(told.statuses, stopped), *_of_events(session, told, readings)]
    if session.stop is not None and session.stop.reason == DISCONNECTED:
        changes.append(Change(session.stop.stopped_at, Signal.AVAILABLE))
    absent = _absences(session, changes, told.outages)
    return tuple(sorted({*changes, *absent}, key=lambda one: (one.at, one.signal)))


def _of_statuses(statuses: Iterable[ToldStatus], stopped: datetime | None) -> Iterator[Change]:
    """Occupied says something only after the stop: the plug is still in."""
    for one in statuses:
        signal = STATUSES.get(one.status)
        if one.status == OCCUPIED and stopped is not None and one.at >= stopped:
            signal = Signal.FINISHING
        if signal is not None:
            yield Change(one.at, signal)


def _of_events(
    session: ChargingSession, told: Told, readings: Sequence[MeterReading]
) -> Iterator[Change]:
    """EVConnected and Idle before anything was charged: the vehicle has not begun."""
    start = session.start
    states = set(told.states)
    if start is not None and start.charging_state is not None:
        states.add(ToldState(start.started_at, start.charging_state))
    begun = _begun_at(session, states, readings)
    for one in sorted(states):
        signal = STATUSES.get(one.word)
        if one.word in {CONNECTED, UNPLUGGED}:
            over = Signal.FINISHING if one.word == CONNECTED else Signal.AVAILABLE
            signal = over if begun is not None and one.at >= begun else Signal.SUSPENDED_EVSE
        if signal is not None:
            yield Change(one.at, signal)


def _begun_at(
    session: ChargingSession, states: Iterable[ToldState], readings: Sequence[MeterReading]
) -> datetime | None:
    """The first moment that shows that the vehicle has charged, or is done; None: it has not."""
    moments = [one.at for one in states if one.word == "Charging"]
    moments += [session.stop.stopped_at] if session.stop else []
    registers = [one for one in readings if one.register_wh is not None]
    first = min((one.register_wh or 0 for one in registers), default=0)
    moments += [one.measured_at for one in registers if (one.register_wh or 0) > first]
    return min(moments, default=None)


def _absences(
    session: ChargingSession, changes: Sequence[Change], outages: Iterable[datetime]
) -> Iterator[Change]:
    """A lost station's last sign of life proves the state before it; then nobody knows."""
    stop = session.stop
    told = stop.stopped_at if stop is not None and not stop.estimated else None
    known = states_of(SessionFacts(session.started_at, changes=tuple(changes), stopped=told))
    for lost in outages:
        before = [one for one in known if one.at <= lost]
        if before and before[-1].signal is not Signal.AVAILABLE:
            yield Change(lost, before[-1].signal)
        yield Change(lost, Signal.OFFLINE)
