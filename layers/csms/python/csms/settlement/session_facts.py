"""What is known of a session, as the price is built from it."""

from collections.abc import Sequence
from datetime import datetime

from csms.charging.facts import MeterReading, ToldState
from csms.charging.meter_samples import Measured
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.charging.states import Told, changes_of
from csms.charging.trail import Kind
from csms.pricing.facts import SessionFacts
from csms.settlement.energy_curve import EnergyCurve, energy_curve
from csms.settlement.finality import FinalEnergy
from csms.stations.history import ToldStatus


def final_facts(
    session: ChargingSession, telemetry: SessionTelemetry, curve: EnergyCurve
) -> SessionFacts:
    """Of an ended session: every reading, every state."""
    stopped, estimated = stopped_at(session), _stop_is_estimated(session)
    changes = telemetry.changes
    return SessionFacts(
        session.started_at, curve.readings, changes, stopped, stop_estimated=estimated
    )


def stopped_at(session: ChargingSession) -> datetime:
    """The end of its transaction, which no clock makes earlier than its start."""
    assert session.stop is not None
    return max(session.started_at, session.stop.stopped_at)


def running_facts(session: ChargingSession) -> SessionFacts:
    """As far as the session's own trail tells it: from its start to the newest register.

    Time after that is not proven yet. It is never billed but by a fact that comes later.
    """
    telemetry = trail_telemetry(session)
    end = _end(session, telemetry)
    curve = energy_curve(session, telemetry.readings, _energy(session), end)
    stopped = end if session.stop else None
    return SessionFacts(
        session.started_at,
        curve.readings,
        telemetry.changes,
        stopped,
        stop_estimated=_stop_is_estimated(session),
    )


def _stop_is_estimated(session: ChargingSession) -> bool:
    return session.stop is not None and session.stop.estimated


def trail_telemetry(
    session: ChargingSession,
    further: Sequence[MeterReading] = (),
    states: Sequence[ToldState] = (),
) -> SessionTelemetry:
    """The trail in the form of what it was made of, and what came with the end of the session."""
    every = {*noted_readings(session), *further}
    readings = sorted(every, key=lambda one: (one.measured_at, one.register_wh or 0))
    told = Told(
        [*(ToldState(one.at, one.word) for one in session.trail.of(Kind.STATE)), *states],
        [ToldStatus(one.at, one.word) for one in session.trail.of(Kind.STATUS)],
        [one.at for one in session.trail.of(Kind.OUTAGE)],
    )
    return SessionTelemetry(readings, changes=changes_of(session, told, readings))


def noted_readings(session: ChargingSession) -> list[MeterReading]:
    """The readings of a session's trail by time."""
    noted = {
        MeterReading(one.at, one.register_wh, one.power_w) for one in session.trail.of(Kind.READING)
    }
    latest = session.latest
    if latest is not None and latest.register_wh is not None and not session.trail.noted:
        noted.add(MeterReading(latest.measured_at, latest.register_wh, latest.power_w))
    return sorted(noted, key=lambda one: (one.measured_at, one.register_wh or 0))


def _end(session: ChargingSession, telemetry: SessionTelemetry) -> datetime:
    if session.stop is not None:
        return stopped_at(session)
    return max([session.started_at, *(one.measured_at for one in telemetry.readings)])


def _energy(session: ChargingSession) -> FinalEnergy:
    """What is shown of its energy, which is careful where a person may have to decide."""
    found = session.measured
    if not isinstance(found, Measured):
        return FinalEnergy(0, found.shown_wh)
    flags = frozenset(one.value for one in found.flags)
    return FinalEnergy(found.begin_wh, found.end_wh, flags, measured_wh=found.energy_wh)
