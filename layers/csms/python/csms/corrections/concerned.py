"""Whom a late status of a connector concerns."""

from collections.abc import Iterator
from datetime import datetime

from csms.charging.places import place_of, recent_sessions
from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import SessionKey, SessionState


def settled_then(
    station_id: str, place: tuple[int, int], at: datetime, sessions: SessionRepository
) -> Iterator[SessionKey]:
    """The settled sessions of a connector whose price may depend on what it said at that time."""
    for session in recent_sessions(station_id, at, sessions):
        tariff = session.start.tariff if session.start else None
        indifferent = tariff is None or tariff.follows_energy
        here = place_of(session) == place and session.state is SessionState.SETTLED
        if here and not indifferent and session.ended_at and at <= session.ended_at:
            yield session.key
