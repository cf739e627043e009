"""What a session costs, as far as a station may be told: by the rating that settles it."""

from datetime import datetime, timedelta

from csms.charging.model import ChargingSession, SessionState
from csms.charging.ports import SessionTelemetry
from csms.drivers.model import AuthorizationStatus
from csms.errors import Rejected
from csms.money import Money
from csms.settlement.rating import Rated, rate_session
from csms.settlement.session_facts import running_facts
from csms.settlement.session_price import PricedSession, price_session

# What only an estimate could end is not told: a station shows its driver a final cost once.
NO_ESTIMATE = timedelta(days=36_500)


def final_cost(session: ChargingSession, now: datetime) -> Money | None:
    """What the session is, or will be, settled at; None while that is not known."""
    settlement = session.settlement
    if settlement is not None:
        if settlement.outcome is not SessionState.SETTLED:
            return None
        return Money(settlement.gross_minor, settlement.currency or _currency(session))
    tariff = session.start.tariff if session.start else None
    if tariff is not None and not tariff.follows_energy:
        return None  # by the time and the power of every reading, which are not at hand here
    rated = rate_session(session, SessionTelemetry(), now, NO_ESTIMATE)
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
    """The price up to the newest reading; None where no tariff can tell it."""
    tariff = session.start.tariff if session.start else None
    try:
        return price_session(session, tariff, running_facts(session)) if tariff else None
    except Rejected:
        return None


def running_cost(session: ChargingSession) -> Money | None:
    """The cost so far; None where it is not known, or nobody is charged for it."""
    payer = session.payer
    if payer is None or payer.driver_id is None or not session.active:
        return None
    if payer.authorization is not AuthorizationStatus.ACCEPTED:
        return None
    begin = session.start.reading.register_wh if session.start and session.start.reading else None
    latest = session.latest.register_wh if session.latest else None
    if begin is None or latest is None or latest < begin:
        return None
    priced = running_price(session)
    return priced.gross if priced else None


def _currency(session: ChargingSession) -> str:
    """Nothing is nothing in any currency, so one need not be known."""
    return session.start.tariff.currency if session.start and session.start.tariff else ""
