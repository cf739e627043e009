"""When a session is over whose parking costs: the vehicle has left, or is waited for no longer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from csms.charging.facts import SessionEnd
from csms.charging.model import ChargingSession
from csms.charging.places import place_of, recent_sessions
from csms.charging.ports import SessionRepository, SessionTelemetry
from csms.charging.seeing import Seeing
from csms.charging.vocabulary import EndedBy, SessionKey
from csms.errors import Rejected
from csms.pricing.building import unplugged_at
from csms.pricing.facts import SessionFacts
from csms.pricing.quantities import Item
from csms.settlement.energy_curve import energy_curve
from csms.settlement.finality import FinalEnergy, final_energy
from csms.settlement.session_facts import final_facts, running_facts, stopped_at
from csms.settlement.session_price import price_session
from csms.tariffs.model import Tariff

# So long the frames of one queue may take to arrive.
REPLAY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ending:
    """What a look at a session needs."""

    sessions: SessionRepository
    seeing: Seeing


def look(key: SessionKey, now: datetime, needs: Ending) -> bool:
    """Note the end of a session that has one. It may be looked at any number of times."""
    session = needs.sessions.get(key)
    if session is None or session.stop is None or session.settlement is not None:
        return False
    end = end_of(session, needs.seeing.of(session, now), now)
    if end is None:
        return False
    return needs.sessions.record_end(key, _before_next(session, end, needs.sessions))


def _before_next(
    session: ChargingSession, end: SessionEnd, sessions: SessionRepository
) -> SessionEnd:
    """What a connector says behind the start of the next session is about that one: nobody has
    told the session before of it yet, maybe.
    """
    begun = [
        one.started_at
        for one in recent_sessions(session.key.station_id, end.at, sessions)
        if place_of(one) == place_of(session) and one.started_at > session.started_at
    ]
    return SessionEnd(min(begun), end.received_at, EndedBy.NEXT_SESSION) if begun else end


def waiting_at(
    station_id: str, place: tuple[int, int], at: datetime, sessions: SessionRepository
) -> Iterator[ChargingSession]:
    """The sessions of a connector that its unplug may end."""
    for session in recent_sessions(station_id, at, sessions):
        if place_of(session) == place and session.awaiting_unplug:
            yield session


def end_of(
    session: ChargingSession, telemetry: SessionTelemetry, now: datetime
) -> SessionEnd | None:
    """The end that is known by now; None: the vehicle may still be there.

    By the facts that its price is built from, so that both agree on when it left.
    """
    start, stop = session.start, session.stop
    if start is None or stop is None or start.tariff is None or not start.idle_priced:
        return None
    facts = _facts(session, telemetry, now)
    unplugged = unplugged_at(facts)
    if unplugged is not None:
        return SessionEnd(unplugged, now, EndedBy.UNPLUGGED)
    capped = _capped_at(session, start.tariff, facts)
    if capped is not None:
        return SessionEnd(capped, now, EndedBy.CAPPED)
    at = stop.stopped_at + timedelta(seconds=start.tariff.rules.after_stop_s)
    return SessionEnd(at, now, EndedBy.WAITED) if waits_until(session, now) <= now else None


def _facts(session: ChargingSession, telemetry: SessionTelemetry, now: datetime) -> SessionFacts:
    """While its energy is not known, as far as the session's own record tells it."""
    energy = final_energy(session, telemetry.readings, now, timedelta(0))
    if isinstance(energy, FinalEnergy):
        curve = energy_curve(session, telemetry.readings, energy, stopped_at(session))
        return final_facts(session, telemetry, curve)
    return replace(running_facts(session), changes=telemetry.changes)


def _capped_at(session: ChargingSession, tariff: Tariff, facts: SessionFacts) -> datetime | None:
    """The last proof of a vehicle whose parking costs no more, whatever comes."""
    most = tariff.priced.parking_cap.per_session
    if most is None:
        return None
    try:
        priced = price_session(session, tariff, facts)
    except Rejected:  # the settlement puts it before a person
        return None
    parking = (one for one in priced.lines if one.item == Item.PARKING_TIME)
    if sum((Fraction(one.amount) for one in parking), Fraction(0)) < most:
        return None
    return max((one.end for one in priced.idle), default=None)


def waits_until(session: ChargingSession, now: datetime) -> datetime:
    """An unplug that never comes is waited for no longer, by the rules of the tariff; now, if it
    is not waited for. A stop of days ago is part of a replay, which may go on.
    """
    stop, tariff = session.stop, session.start.tariff if session.start else None
    if stop is None or tariff is None:
        return now
    wait = timedelta(seconds=tariff.rules.after_stop_s)
    return max(stop.stopped_at + wait, stop.received_at + min(wait, REPLAY))
