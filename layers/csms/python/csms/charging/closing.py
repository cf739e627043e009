"""Close a session that its station will not end: the stop was lost, or the station is gone."""

from datetime import datetime

from csms.charging.facts import SessionEnd, SessionStop
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import EndedBy, Flag
from csms.ids import digest


def close_session(
    session: ChargingSession, reason: str, now: datetime, sessions: SessionRepository
) -> ChargingSession:
    """Record a stop at the latest reading, and the end. One that is over stays as it is.

    A stop of the station that arrives later is kept as a conflict: the first one counts. Nobody
    pays for the time until somebody noticed that a stop was lost.
    """
    stopped = session if session.stop else _stopped(session, reason, now, sessions)
    if not stopped.awaiting_unplug:
        return stopped
    at = now if session.stop else _last_heard_at(session, now)
    sessions.record_end(stopped.key, SessionEnd(at, now, EndedBy.OPERATOR))
    return sessions.get(stopped.key) or stopped


def _last_heard_at(session: ChargingSession, now: datetime) -> datetime:
    """The end that is proven; without a reading it is the beginning."""
    heard = session.latest.measured_at if session.latest else session.started_at
    return min(max(heard, session.started_at), now)


def _stopped(
    session: ChargingSession, reason: str, now: datetime, sessions: SessionRepository
) -> ChargingSession:
    stop = SessionStop(
        key=session.key,
        stop_key=digest(session.session_id, Flag.CLOSED_BY_OPERATOR),
        stopped_at=_last_heard_at(session, now),
        received_at=now,
        reason=reason,
        reading=session.latest,
        flags=frozenset({Flag.CLOSED_BY_OPERATOR.value}),
    )
    return sessions.record_stop(stop) or session
