"""A start that looks like the one of a session that is over: that start again, or another one?

A station without a clock names one moment for ever, and one that counts each session from zero
names one register: all its starts with a tag look alike. Energy must not be lost to a session that
has ended, so what may be another start is one: a session that nothing follows costs nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from csms.charging.facts import SessionStart
from csms.charging.model import ChargingSession
from csms.charging.places import recent_sessions
from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import SessionKey
from csms.ids import digest, positive_number

# No queue of an offline station is older: such a time is what a clock begins with.
OLDEST = timedelta(days=365)
ATTEMPTS = 8


def may_be_another(start: SessionStart, like: ChargingSession) -> bool:
    """Whether a session that a start looks like was over before, and nothing shows a repeat.

    Its station stopped it by the id that answered its start, so it waits for that answer no more.
    """
    stop = like.stop
    if stop is None or start.received_at <= stop.received_at:
        return False
    if stop.estimated and like.settlement is None:  # its own stop may come still
        return False
    # A clock that went on during the session would have gone on since.
    ticking = start.started_at < stop.stopped_at
    in_time = start.received_at - start.started_at < OLDEST
    return not (ticking and in_time) and not _register_tells(start, like)


def _register_tells(start: SessionStart, like: ChargingSession) -> bool:
    """A register that counts on for ever does not begin where it was before that session."""
    begin = start.reading.register_wh if start.reading else None
    end = like.stop.reading.register_wh if like.stop and like.stop.reading else None
    return bool(begin) and end is not None and end > (begin or 0)


def start_again(
    start: SessionStart, first: ChargingSession, sessions: SessionRepository
) -> ChargingSession:
    """The session of a start that is another one than the first that looked like it.

    Each follows the one before: a lost answer leads to the same id again, until that has stopped,
    too. The list of sessions, which lags behind, is only the short cut to the last of them.
    """
    over = _last_alike(start, first, sessions)
    for transaction_id in _following(start, over):
        key = SessionKey(start.key.station_id, transaction_id)
        session = sessions.record_start(replace(start, key=key))
        alike = session.start is not None and session.start.start_key == start.start_key
        if alike and not may_be_another(start, session):
            return session
    return sessions.record_start(replace(start, key=_of_its_own(start)))


def _last_alike(
    start: SessionStart, first: ChargingSession, sessions: SessionRepository
) -> ChargingSession:
    recent = recent_sessions(start.key.station_id, start.started_at, sessions)
    alike = (one for one in recent if one.start and one.start.start_key == start.start_key)
    return next(alike, first)


def _following(start: SessionStart, last: ChargingSession) -> Iterator[str]:
    """The last one, should it be running; then those after it, each derived from the one before."""
    before = last.key.transaction_id
    if not may_be_another(start, last):
        yield before
    for _ in range(ATTEMPTS):
        before = str(positive_number(digest(start.start_key, "after", before)))
        yield before


def _of_its_own(start: SessionStart) -> SessionKey:
    """When so many alike are not in the list yet: by the moment of receipt."""
    number = positive_number(digest(start.start_key, start.received_at))
    return SessionKey(start.key.station_id, str(number))
