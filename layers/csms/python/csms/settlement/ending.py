"""When a session is over whose parking costs: the vehicle has left, or is waited for no longer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession, EndedBy, SessionEnd, SessionKey
from csms.charging.places import place_of, recent_sessions
from csms.charging.ports import SessionRepository, SessionTelemetry
from csms.charging.seeing import Seeing
from csms.pricing.facts import BY_DEFAULT, Reading, Signal
from csms.pricing.register import Register


@dataclass(frozen=True, slots=True)
class Ending:
    """What a look at a session needs."""

    sessions: SessionRepository
    seeing: Seeing


def look(key: SessionKey, now: datetime, needs: Ending) -> bool:
    """Note the end of a session that has one. It may be looked at any number of times."""
    session = needs.sessions.get(key)
    if session is None or session.stop is None or session.settlement is not None:
        return False
    end = end_of(session, needs.seeing.of(session, now), now)
    return end is not None and needs.sessions.record_end(key, end)


def waiting_at(
    station_id: str, place: tuple[int, int], at: datetime, sessions: SessionRepository
) -> Iterator[ChargingSession]:
    """The sessions of a connector that its unplug may end."""
    for session in recent_sessions(station_id, at, sessions):
        if place_of(session) == place and session.awaiting_unplug:
            yield session


def end_of(
    session: ChargingSession, telemetry: SessionTelemetry, now: datetime
) -> SessionEnd | None:
    """The end that is known by now; None: the vehicle may still be there."""
    start, stop = session.start, session.stop
    if start is None or stop is None or not start.idle_priced:
        return None
    unplugged = unplugged_at(session, telemetry)
    if unplugged is not None:
        return SessionEnd(unplugged, now, EndedBy.UNPLUGGED)
    latest = waits_until(session)
    return SessionEnd(latest, now, EndedBy.WAITED) if latest and latest <= now else None


def unplugged_at(session: ChargingSession, telemetry: SessionTelemetry) -> datetime | None:
    """The first proof that the vehicle left. What energy contradicts afterwards is none."""
    told = [*telemetry.readings, session.stop.reading if session.stop else None]
    registers = ((one.measured_at, one.register_wh) for one in told if one)
    readings = (Reading(at, wh) for at, wh in registers if wh is not None)
    rise = Register(readings, session.started_at).last_rise()
    since = max(rise.at if rise else session.started_at, session.started_at)
    gone = (one.at for one in telemetry.changes if one.signal is Signal.AVAILABLE)
    return min((at for at in gone if at >= since), default=None)


def waits_until(session: ChargingSession) -> datetime | None:
    """An unplug that never comes is waited for no longer, by the rules of the tariff."""
    if session.stop is None:
        return None
    return session.stop.stopped_at + timedelta(seconds=BY_DEFAULT.after_stop_s)
