"""What a session costs, as far as a station may be told: by the rating that settles it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from csms.charging.facts import MeterReading, ToldState
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from csms.drivers.model import AuthorizationStatus
from csms.errors import Rejected
from csms.money import Money
from csms.pricing.facts import Signal
from csms.pricing.outlook import Outlook, outlook
from csms.settlement.rating import Rated, rate_session
from csms.settlement.session_facts import running_facts, trail_telemetry
from csms.settlement.session_price import PricedSession, price_session, timeline_of, zone_of

# What only an estimate could end is not told: a station shows its driver a final cost once.
NO_ESTIMATE = timedelta(days=36_500)


def final_cost(
    session: ChargingSession,
    now: datetime,
    readings: Sequence[MeterReading] = (),
    state: ToldState | None = None,
) -> Money | None:
    """What the session is, or will be, settled at; None while that is not known.

    `readings` and `state` came with its end: the trail does not have them. While the vehicle may
    be parked at a price, nothing is final.
    """
    settlement = session.settlement
    if settlement is not None:
        if settlement.outcome is not SessionState.SETTLED:
            return None
        return Money(settlement.gross_minor, settlement.currency or _currency(session))
    if _unknown(session):
        return None
    telemetry = trail_telemetry(session, readings, [state] if state else [])
    if session.awaiting_unplug and not any(
        one.signal is Signal.AVAILABLE and session.stop and one.at >= session.stop.stopped_at
        for one in telemetry.changes
    ):
        return None
    rated = rate_session(session, telemetry, now, NO_ESTIMATE)
    if not isinstance(rated, Rated):
        return None
    return rated.priced.gross if rated.priced else Money(0, _currency(session))


def told_price(session: ChargingSession) -> PricedSession | None:
    """What the APIs show: the settled price, else the one up to the newest reading."""
    settled = session.settlement
    if settled is None or settled.outcome is not SessionState.SETTLED or not settled.currency:
        return running_price(session)
    return PricedSession(
        settled.currency,
        settled.net_minor,
        settled.gross_minor,
        settled.lines,
        settled.taxes,
        settled.limit,
        settled.idle_seconds_billed,
        settled.idle,
        settled.doubts,
        settled.fingerprint or "",
    )


def running_price(session: ChargingSession) -> PricedSession | None:
    """The price up to the newest reading; None where no tariff, or too short a trail, tells it."""
    tariff = session.start.tariff if session.start else None
    if tariff is None or _unknown(session):
        return None
    try:
        return price_session(session, tariff, running_facts(session))
    except Rejected:
        return None


def running_cost(session: ChargingSession) -> Money | None:
    """The cost so far; None where it is not known, or nobody is charged for it."""
    payer = session.payer
    if payer is None or not payer.pays:
        return None
    if not (session.active or session.awaiting_unplug):
        return None
    if payer.authorization is not AuthorizationStatus.ACCEPTED:
        return None
    begin = session.start.reading.register_wh if session.start and session.start.reading else None
    latest = session.latest.register_wh if session.latest else begin
    if begin is None or latest is None or latest < begin:
        return None
    priced = running_price(session)
    return priced.gross if priced else None


def outlook_of(session: ChargingSession) -> Outlook | None:
    """The prices of now and those to come; None where they are not known."""
    start = session.start
    if start is None or start.tariff is None or _unknown(session):
        return None
    try:
        zone = zone_of(start.time_zone)
    except Rejected:
        return None
    timeline = timeline_of(running_facts(session), start.tariff).timeline
    return outlook(start.tariff.priced, timeline, zone, start.current_type)


def _unknown(session: ChargingSession) -> bool:
    """Whether the trail cannot tell the price: facts are missing that it rests on."""
    tariff = session.start.tariff if session.start else None
    if tariff is None or tariff.follows_energy:
        return False
    return session.trail.lost or session.trail.by not in {"", tariff.fingerprint}


def _currency(session: ChargingSession) -> str:
    """Nothing is nothing in any currency, so one need not be known."""
    return session.start.tariff.currency if session.start and session.start.tariff else ""
