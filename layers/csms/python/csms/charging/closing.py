"""Close a session that its station will not end: the stop was lost, or the station is gone."""

from datetime import datetime

from csms.charging.model import ChargingSession, Flag, SessionStop
from csms.charging.ports import SessionRepository
from csms.ids import digest


def close_session(
    session: ChargingSession, reason: str, now: datetime, sessions: SessionRepository
) -> ChargingSession:
    """Record a stop at the latest reading. A session that has stopped stays as it is.

    A stop of the station that arrives later is kept as a conflict: the first one counts.
    """
    if not session.active:
        return session
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
