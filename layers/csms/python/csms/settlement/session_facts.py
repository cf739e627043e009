"""What is known of a session, as the price is built from it."""

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.pricing.facts import Reading, SessionFacts
from csms.settlement.energy_curve import EnergyCurve


def final_facts(
    session: ChargingSession, telemetry: SessionTelemetry, curve: EnergyCurve
) -> SessionFacts:
    """Of an ended session: every reading, every state."""
    assert session.stop is not None
    stopped = max(session.started_at, session.stop.stopped_at)
    return SessionFacts(session.started_at, curve.readings, telemetry.changes, stopped)


def running_facts(session: ChargingSession) -> SessionFacts:
    """As far as the session's own record tells it: from its start to the newest reading."""
    begin, latest, stop = session.started_at, session.latest, session.stop
    at = stop.stopped_at if stop else latest.measured_at if latest else begin
    reached = Reading(max(begin, at), session.energy_wh, latest.power_w if latest else None)
    stopped = reached.at if stop else None
    return SessionFacts(begin, (Reading(begin, 0), reached), stopped=stopped)
