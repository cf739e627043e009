"""What a start means for what is known already: runs behind the stream, again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from csms import clock
from csms.charging.facts import MeterReading, Progress, SessionEnd
from csms.charging.model import ChargingSession
from csms.charging.places import RECENT, place_of, session_at
from csms.charging.ports import OrphanFact, SessionFilter, SessionRepository
from csms.charging.stopping import STOP, estimated_stop, record_stop, stop_of
from csms.charging.vocabulary import EndedBy, SessionKey

METER_VALUES = "meter_values"
ORPHANS = 50


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many sessions were closed, were over with the next one, and orphan facts matched."""

    closed: int = 0
    ended: int = 0
    matched: int = 0


def reconcile_start(key: SessionKey, sessions: SessionRepository) -> Reconciled:
    """Close sessions that were followed by another, then match the facts since the start.

    Facts that had been matched are looked at again: this start may show another owner.
    """
    session = sessions.get(key)
    if session is None or session.start is None:
        return Reconciled()
    neighbours = list(pairwise(_at_its_place(session, sessions)))
    closed = sum(_close(older, newer, sessions) for older, newer in neighbours)
    ended = sum(_end(older, newer, sessions) for older, newer in neighbours)
    since = clock.to_text(session.started_at)
    orphans, _ = sessions.orphans_of(key.station_id, ORPHANS, since)
    return Reconciled(closed, ended, sum(_match(one, sessions) for one in orphans))


def _at_its_place(session: ChargingSession, sessions: SessionRepository) -> list[ChargingSession]:
    """The sessions of its connector, oldest first; the index may not know itself yet."""
    place = place_of(session)
    if place is None or place[0] == 0:
        return []
    found, _ = sessions.page(SessionFilter(session.key.station_id), RECENT, None)
    here = {one.key: one for one in found if place_of(one) == place}
    here[session.key] = sessions.get(session.key) or session
    return sorted(here.values(), key=lambda one: (one.started_at, one.key))


def _close(older: ChargingSession, newer: ChargingSession, sessions: SessionRepository) -> bool:
    if older.started_at == newer.started_at:
        return False
    estimate = estimated_stop(older, newer)
    if older.stop is not None and not older.stop.gives_way_to(estimate):
        return False
    return sessions.record_stop(estimate) is not None


def _end(older: ChargingSession, newer: ChargingSession, sessions: SessionRepository) -> bool:
    """A vehicle that was waited for has left before the next one came."""
    priced = older.start is not None and older.start.idle_priced
    if not priced or older.settlement is not None or newer.start is None:
        return False
    if older.started_at == newer.started_at:
        return False
    end = SessionEnd(newer.started_at, newer.start.received_at, EndedBy.NEXT_SESSION)
    return sessions.record_end(older.key, end)


def _match(orphan: OrphanFact, sessions: SessionRepository) -> bool:
    session: ChargingSession | None = None
    if orphan.kind == STOP:
        session = record_stop(stop_of(orphan), sessions)
    elif orphan.kind == METER_VALUES and orphan.session_id is None:
        session = _measured(orphan, sessions)
    if session is None or session.session_id == orphan.session_id:
        return False
    sessions.resolve_orphan(orphan, session.session_id)
    return True


def _measured(orphan: OrphanFact, sessions: SessionRepository) -> ChargingSession | None:
    content = orphan.content
    place = content.get("evse_id", 0), content.get("connector_id", 0)
    session = session_at(orphan.station_id, place, orphan.occurred_at, sessions)
    if session is None:
        return None
    names = ("register_wh", "power_w", "soc_percent")
    reading = MeterReading(orphan.occurred_at, *(content.get(name) for name in names))
    sessions.record_progress(progress_of(session.key, reading))
    return session


def progress_of(
    key: SessionKey,
    reading: MeterReading,
    evse_id: int | None = None,
    readings: Sequence[MeterReading] = (),
) -> Progress:
    """A 1.6 reading moves a session on in the order of its time, one of its own EVSE.

    `readings` are all of its message, the newest of which it is.
    """
    order = clock.to_text(reading.measured_at)
    return Progress(key, order, reading, known_only=True, evse_id=evse_id, readings=tuple(readings))
