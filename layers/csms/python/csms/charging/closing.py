"""Close a session that its station will not end: the stop was lost, or the station is gone."""

from datetime import datetime

from csms.charging.model import ChargingSession, EndedBy, Flag, SessionEnd, SessionStop
from csms.charging.ports import SessionRepository
from csms.ids import digest


def close_session(
    session: ChargingSession, reason: str, now: datetime, sessions: SessionRepository
) -> ChargingSession:
    """Record a stop at the latest reading, and the end. One that is over stays as it is.

    A stop of the station that arrives later is kept as a conflict: the first one counts.
    """
    stopped = session if session.stop else _stopped(session, reason, now, sessions)
    if not stopped.awaiting_unplug:
        return stopped
    sessions.record_end(stopped.key, SessionEnd(now, now, EndedBy.OPERATOR))
    return sessions.get(stopped.key) or stopped


def _stopped(
    session: ChargingSession, reason: str, now: datetime, sessions: SessionRepository
) -> ChargingSession:
    stop = SessionStop(
        key=session.key,
        stop_key=digest(session.session_id, Flag.CLOSED_BY_OPERATOR),
        stopped_at=now,
        received_at=now,
        reason=reason,
        reading=session.latest,
        flags=frozenset({Flag.CLOSED_BY_OPERATOR.value}),
    )
    return sessions.record_stop(stop) or session
