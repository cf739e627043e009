"""Which transaction a message means that names none, or one that nobody knows.

There is no pointer to a connector's transaction: the newest sessions of a station tell it by event
time, whatever the order of arrival (`docs/adr/0010`).
"""

from datetime import datetime, timedelta

from csms import clock
from csms.charging.facts import SessionStop
from csms.charging.meter_evidence import ROUNDING_WH, MeterEvidence, Point
from csms.charging.meter_samples import sample_kind
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter, SessionRepository
from csms.charging.session_evidence import evidence_of
from csms.stations.meters import MeterKind

# A station's newest sessions before a moment: enough for each of its connectors to have one.
RECENT = 20
LATE_SAMPLE = timedelta(minutes=10)
# What a wrong clock may hide.
UNDATED = timedelta(days=1)
LARGEST_ID = (1 << 31) - 1


def is_given_id(transaction_id: str) -> bool:
    """Whether a 1.6 transaction id can be one of ours: positive, 31 bits (1.6e 3.18, 3.54)."""
    return transaction_id.isdecimal() and 0 < int(transaction_id) <= LARGEST_ID


def recent_sessions(
    station_id: str, until: datetime, sessions: SessionRepository
) -> list[ChargingSession]:
    """The station's newest sessions that had started by then, newest first."""
    found, _ = sessions.page(SessionFilter(station_id), RECENT, f"{clock.to_text(until)}~")
    return [one for one in found if one.start is not None and one.started_at <= until]


def session_at(
    station_id: str, place: tuple[int, int], at: datetime, sessions: SessionRepository
) -> ChargingSession | None:
    """The session that a sample of a connector belongs to: the one running then, or just over."""
    here = (one for one in recent_sessions(station_id, at, sessions) if place_of(one) == place)
    session = next(here, None)
    if session is None or session.stop is None or session.stop.estimated:
        return session
    return session if at <= session.stop.stopped_at + LATE_SAMPLE else None


def session_of_stop(
    stop: SessionStop, sessions: SessionRepository, *, named: bool
) -> ChargingSession | None:
    """The session that a stop without a usable id ends; None if there is more than one.

    `named`: the stop has an id that could be ours but is not known; then a token must agree. One
    that says neither who, nor how much, nor when, ends nobody's session.
    """
    if not named and _says_nothing(stop):
        return None
    recent = recent_sessions(stop.key.station_id, stop.stopped_at, sessions)
    for one in recent:
        if one.stop is not None and one.stop.stop_key == stop.stop_key:
            return one
    newest = {place_of(one): one for one in reversed(recent)}
    fitting = [one for one in newest.values() if _open(one) and _fits(one, stop, named=named)]
    return fitting[0] if len(fitting) == 1 else None


def place_of(session: ChargingSession) -> tuple[int, int] | None:
    """EVSE and connector, once the start told them."""
    return (session.start.evse_id, session.start.connector_id) if session.start else None


def _says_nothing(stop: SessionStop) -> bool:
    """The moment of receipt stands where a station names no time, or none to be believed."""
    unmeasured = stop.reading is None or stop.reading.register_wh is None
    return stop.token_id is None and unmeasured and stop.stopped_at == stop.received_at


def _open(session: ChargingSession) -> bool:
    if session.stop is None:
        return True
    return session.stop.estimated and session.settlement is None


def _fits(session: ChargingSession, stop: SessionStop, *, named: bool) -> bool:
    token_id = session.payer.token_id if session.payer else None
    if named and stop.token_id is not None and stop.token_id != token_id:
        return False
    if not stop.reading or stop.reading.register_wh is None:
        return True
    end_wh = stop.reading.register_wh
    evidence = evidence_of(session, [session.latest] if session.latest else [], session.registers)
    dated = not (session.clock_skewed or stop.misdated or stop.reported_at)
    return all(
        -ROUNDING_WH
        <= end_wh - one.value
        <= evidence.likely_wh(stop.stopped_at - one.at if dated else UNDATED)
        for one in _comparable(session, evidence)
    )


def _comparable(session: ChargingSession, evidence: MeterEvidence) -> list[Point]:
    """The registers of a session that a stop's may be compared with: those of its kind."""
    begin = session.start.reading if session.start else None
    samples = evidence.believed[-1:] if sample_kind(evidence) is MeterKind.REGISTER else ()
    if begin is None or begin.register_wh is None:
        return list(samples)
    own_zero = begin.register_wh == 0 and not evidence.from_zero
    opening = Point(session.started_at, begin.register_wh)
    return [opening, *(one for one in samples if not own_zero)]
