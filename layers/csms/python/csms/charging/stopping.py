"""The end of a session: the session it means, or an orphan fact; never refused, never lost."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from csms import clock
from csms.charging.facts import MeterReading, SessionStop
from csms.charging.model import ChargingSession
from csms.charging.places import is_given_id, session_of_stop
from csms.charging.ports import OrphanFact, SessionRepository
from csms.charging.vocabulary import Flag, SessionKey, SessionState
from csms.ids import digest

STOP, LATE_STOP = "stop", "late_stop"
SKEWED = frozenset({Flag.CLOCK_SKEWED.value})


def stop_session(
    stop: SessionStop, sessions: SessionRepository, *, ghost: bool = False
) -> ChargingSession | None:
    """Record a stop; None if it belongs to no session yet: then it is kept as an orphan fact.

    A stop that comes too late, or contradicts the first one, is kept as a fact of its own too.
    `ghost`: a station that sends stops of nothing; without a session it means none.
    """
    session = record_stop(stop, sessions)
    if session is None:
        if not ghost:
            sessions.record_orphan(orphan_of(stop, STOP))
    elif session.stop and session.stop.stop_key != stop.stop_key:
        sessions.record_orphan(replace(orphan_of(stop, LATE_STOP), session_id=session.session_id))
    return session


def record_stop(stop: SessionStop, sessions: SessionRepository) -> ChargingSession | None:
    """By the id; for an id that is none of ours by what was open at that time (1.6e 3.18).

    What was matched stays a fact of its own: a start that comes later may show another owner.
    """
    named = is_given_id(stop.key.transaction_id)
    if stop.reported_at is not None:
        stop = replace(stop, flags=stop.flags | SKEWED)
    if named or not stop.known_only:
        session = sessions.record_stop(stop)
        if session is not None:
            return session
    meant = session_of_stop(stop, sessions, named=named)
    if meant is None and stop.misdated and not named:
        received = replace(stop, stopped_at=stop.received_at)
        meant = session_of_stop(received, sessions, named=False)
    if meant is None:
        return None
    stop = replace(stop, stopped_at=max(stop.stopped_at, meant.started_at))
    if meant.stop is None or meant.stop.stop_key != stop.stop_key:
        fact = replace(orphan_of(stop, STOP), session_id=meant.session_id)
        sessions.record_orphan(fact)
        sessions.resolve_orphan(fact, meant.session_id)
    return sessions.record_stop(replace(stop, key=meant.key, matched=True))


def orphan_of(stop: SessionStop, kind: str) -> OrphanFact:
    """The stop as a fact that can be read, and matched once its start is there."""
    key, reading = stop.key, stop.reading
    content: dict[str, Any] = {
        "transaction_id": key.transaction_id,
        "register_wh": reading.register_wh if reading else None,
        "reason": stop.reason,
        "stop_key": stop.stop_key,
        "token_id": stop.token_id,
        "group_id": stop.group_id,
        "organisation_id": stop.organisation_id,
        "reported_at": stop.reported_at,
    }
    fact = digest(kind, key.transaction_id, stop.stop_key)
    return OrphanFact(key.station_id, fact, kind, stop.stopped_at, stop.received_at, content)


def stop_of(orphan: OrphanFact) -> SessionStop:
    """The inverse of `orphan_of`."""
    content = orphan.content
    return SessionStop(
        key=SessionKey(orphan.station_id, content["transaction_id"]),
        stop_key=content["stop_key"],
        stopped_at=orphan.occurred_at,
        received_at=orphan.received_at,
        reason=content["reason"],
        reading=MeterReading(orphan.occurred_at, content.get("register_wh")),
        known_only=True,
        token_id=content.get("token_id"),
        group_id=content.get("group_id"),
        organisation_id=content.get("organisation_id"),
        reported_at=content.get("reported_at"),
    )


def estimated_stop(session: ChargingSession, successor: ChargingSession) -> SessionStop:
    """The end of a session that another one followed: its latest reading, till a real stop comes.

    Made of the session and its successor alone, so that it is the same whenever it is made.
    """
    latest = session.latest
    known = latest is not None and latest.measured_at <= successor.started_at
    at = latest.measured_at if latest and known else successor.started_at
    stopped_at = max(at, session.started_at)
    received_at = max(one.start.received_at for one in (session, successor) if one.start)
    return SessionStop(
        key=session.key,
        stop_key=_followed_key(session, stopped_at),
        stopped_at=stopped_at,
        received_at=received_at,
        reason="Other",
        reading=latest if known else _nothing_delivered(session, successor),
        estimated=True,
    )


def was_followed(session: ChargingSession) -> bool:
    """Whether its end is estimated by the session after it: what comes later may be of that one."""
    stop = session.stop
    return stop is not None and stop.stop_key == _followed_key(session, stop.stopped_at)


def _followed_key(session: ChargingSession, stopped_at: datetime) -> str:
    return digest(session.session_id, Flag.STOP_MISSING, clock.to_text(stopped_at))


def stop_by_status(session: ChargingSession, at: datetime, received_at: datetime) -> SessionStop:
    """The end of a session whose connector is free again, at its latest reading till a real stop.

    Without any reading what was delivered is unknown, and a person decides.
    """
    latest = session.latest
    known = latest is not None and latest.measured_at <= at
    stopped_at = latest.measured_at if latest and known else at
    return SessionStop(
        key=session.key,
        stop_key=digest(session.session_id, "available", clock.to_text(at)),
        stopped_at=max(stopped_at, session.started_at),
        received_at=received_at,
        reason="Other",
        reading=latest if known else None,
        estimated=True,
    )


def _nothing_delivered(session: ChargingSession, successor: ChargingSession) -> MeterReading | None:
    """The opening reading, if it is also the closing one: refused, or the meter did not move.

    Otherwise what was delivered is unknown, and a person decides.
    """
    begin = session.start.reading if session.start else None
    after = successor.start.reading if successor.start else None
    refused = session.state is SessionState.REFUSED
    unmoved = begin and after and begin.register_wh == after.register_wh
    return begin if refused or unmoved else None
