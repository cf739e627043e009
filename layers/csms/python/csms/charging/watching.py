"""Running sessions that time has overtaken: the connector is free, or nothing is heard."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms import clock
from csms.charging.facts import SessionStop
from csms.charging.model import ChargingSession
from csms.charging.places import place_of
from csms.charging.ports import SessionFilter, SessionRepository
from csms.charging.vocabulary import Flag, SessionState
from csms.ids import digest
from csms.stations.model import ConnectorStatus, StationState
from csms.stations.ports import StationRepository

PAGE = 100
FREE = "Available"


@dataclass(frozen=True, slots=True)
class Watching:
    """What the watch needs, and its bounds.

    `free_for`: so long a connector is Available before its session counts as over. `silent_for`:
    so long a session is without a reading before it is flagged.
    """

    sessions: SessionRepository
    stations: StationRepository
    station_silent_after: timedelta
    free_for: timedelta
    silent_for: timedelta


@dataclass(frozen=True, slots=True)
class Watched:
    """How many running sessions were looked at, closed, and flagged as silent."""

    seen: int = 0
    closed: int = 0
    silent: int = 0


def watch_running(now: datetime, needs: Watching) -> Watched:
    """One round over all running sessions that are old enough to be stale."""
    done = Watched()
    for session in _pages(now - needs.free_for, needs.sessions):
        closed = _close_if_free(session, now, needs)
        silent = not closed and _flag_if_silent(session, now, needs)
        done = replace(
            done, seen=done.seen + 1, closed=done.closed + closed, silent=done.silent + silent
        )
    return done


def _pages(started_by: datetime, sessions: SessionRepository) -> Iterator[ChargingSession]:
    cursor: str | None = f"{clock.to_text(started_by)}~"
    while cursor is not None:
        found, cursor = sessions.page(SessionFilter(active=True), PAGE, cursor)
        yield from found


def _close_if_free(session: ChargingSession, now: datetime, needs: Watching) -> bool:
    """The mark's time is ours, and the first: stations repeat Available with ever newer times."""
    state = needs.stations.state(session.key.station_id).as_of(now, needs.station_silent_after)
    free = _free_connector(session, state)
    if free is None:
        if session.free_since is not None and state.online:
            needs.sessions.mark_free(session.key, None)
        return False
    if session.free_since is None:
        needs.sessions.mark_free(session.key, now)
        return False
    if now - session.free_since < needs.free_for:
        return False
    stopped = needs.sessions.record_stop(_estimate(session, free, now))
    return stopped is not None and not stopped.active


def _free_connector(session: ChargingSession, state: StationState) -> ConnectorStatus | None:
    """The session's connector, if its connected station has said since that it is Available.

    Since its start, and since its latest reading: what still measures is no stale session.
    """
    place = place_of(session)
    if not state.online or place is None:
        return None
    for one in state.connectors:
        if (one.evse_id, one.connector_id) == place and one.status == FREE:
            return one if one.reported_at > _heard_at(session) else None
    return None


def _estimate(session: ChargingSession, free: ConnectorStatus, now: datetime) -> SessionStop:
    """The end at the latest reading; a real stop takes its place until it is settled."""
    latest = session.latest
    begin = session.start.reading if session.start else None
    unknown = begin if session.state is SessionState.REFUSED else None
    return SessionStop(
        key=session.key,
        stop_key=digest(session.session_id, Flag.STOP_MISSING, FREE),
        stopped_at=latest.measured_at if latest else free.reported_at,
        received_at=now,
        reason="Other",
        reading=latest or unknown,
        known_only=True,
        estimated=True,
    )


def _flag_if_silent(session: ChargingSession, now: datetime, needs: Watching) -> bool:
    if Flag.SILENT in session.flags or now - _heard_at(session) < needs.silent_for:
        return False
    return needs.sessions.flag_running(session.key, Flag.SILENT)


def _heard_at(session: ChargingSession) -> datetime:
    """The station's time of its start or latest reading."""
    latest = session.latest
    return max(session.started_at, latest.measured_at if latest else session.started_at)
