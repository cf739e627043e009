"""What a connector said, and when its station was away, on the trail of the session there.

Such messages (1.6) name no session. They are looked up behind the stream, with the next reading.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from csms.charging.model import ChargingSession
from csms.charging.places import place_of
from csms.charging.ports import SessionRepository
from csms.charging.seeing import AHEAD
from csms.charging.states import STATUSES
from csms.charging.trail import Kind, Noted
from csms.stations.history import StationHistory, ToldStatus


def overhear(
    session: ChargingSession, history: StationHistory, sessions: SessionRepository, now: datetime
) -> ChargingSession:
    """The session with what is new; two queries, and where there is news a write and two reads.

    Where the price follows from the energy alone nobody asks.
    """
    tariff = session.start.tariff if session.start else None
    if tariff is None or tariff.follows_energy or session.settlement is not None:
        return session
    new = session.trail.new_of(_said(session, history, now))
    if not new:
        return session
    sessions.note(session.key, new)
    return sessions.get(session.key) or session


def _said(session: ChargingSession, history: StationHistory, now: datetime) -> Iterator[Noted]:
    station_id, place, since = session.key.station_id, place_of(session), session.started_at
    over = session.stop is not None and not session.awaiting_unplug
    until = session.stop.stopped_at if session.stop and over else now + AHEAD
    statuses = history.statuses(station_id, place, since, until) if place else []
    yield from (Noted(one.at, Kind.STATUS, one.status) for one in _news(statuses))
    for lost in history.outages(station_id, since, until):
        yield Noted(lost, Kind.OUTAGE)


def _news(statuses: Sequence[ToldStatus]) -> Iterator[ToldStatus]:
    """The first of those that say the same in a row."""
    for word, said in groupby(statuses, key=lambda one: one.status):
        if word in STATUSES:
            yield next(said)
