"""A trail is cut back to what the price so far rests on, off the path of the station."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.charging.trail import Kind, Noted, Trail
from csms.errors import Rejected
from csms.pricing.facts import SessionFacts
from csms.pricing.thinning import thinned
from csms.settlement.session_facts import noted_readings, running_facts
from csms.settlement.session_price import zone_of


def trim(session: ChargingSession, sessions: SessionRepository) -> bool:
    """Thin a long trail. False: it is short, or has grown meanwhile: then the next one will do."""
    trail = session.trail
    if not trail.is_long:
        return False
    return sessions.replace_trail(session.key, trail, trimmed(session))


def trimmed(session: ChargingSession) -> Trail:
    """The trail with what the price by the session's tariff rests on."""
    tariff = session.start.tariff if session.start else None
    by = tariff.fingerprint if tariff else ""
    return session.trail.thinned(_kept(session), by)


def _kept(session: ChargingSession) -> tuple[Noted, ...]:
    """What of a trail is needed; nothing where there is no tariff to price by."""
    facts = _needed(session)
    if facts is None:
        return ()
    read = {one.at for one in facts.readings} | set(_pinned(noted_readings(session)))
    told = {one.at for one in facts.changes}
    kept = (
        one for one in session.trail.noted if one.at in (read if one.kind is Kind.READING else told)
    )
    return tuple(sorted(dict.fromkeys(kept), key=lambda one: one.at))


def _needed(session: ChargingSession) -> SessionFacts | None:
    start = session.start
    if start is None or start.tariff is None:
        return None
    tariff, pinned = start.tariff, set(_pinned(noted_readings(session)))
    try:
        zone = zone_of(start.time_zone)
    except Rejected:
        return None
    return thinned(running_facts(session), tariff.priced, zone, tariff.rules, pinned)


def _pinned(readings: Sequence[MeterReading]) -> Iterator[datetime]:
    """The first two, which tell what a meter counts, and those between which a register fell."""
    yield from (one.measured_at for one in readings[:2])
    for before, after in pairwise(readings):
        if (after.register_wh or 0) < (before.register_wh or 0):
            yield before.measured_at
            yield after.measured_at
