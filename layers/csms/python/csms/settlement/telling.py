"""What a session costs, as far as a station may be told: by the rating that settles it."""

from datetime import datetime, timedelta

from csms.charging.model import ChargingSession, SessionState
from csms.drivers.model import AuthorizationStatus
from csms.money import Money
from csms.settlement.rating import Rated, price_energy, rate_session

# What only an estimate could end is not told: a station shows its driver a final cost once.
NO_ESTIMATE = timedelta(days=36_500)


def final_cost(session: ChargingSession, now: datetime) -> Money | None:
    """What the session is, or will be, settled at; None while that is not known."""
    settlement = session.settlement
    if settlement is not None:
        if settlement.outcome is not SessionState.SETTLED:
            return None
        return Money(settlement.gross_minor, settlement.currency or _currency(session))
    rated = rate_session(session, (), now, NO_ESTIMATE)
    if not isinstance(rated, Rated):
        return None
    return rated.priced.gross if rated.priced else Money(0, _currency(session))


def running_cost(session: ChargingSession, now: datetime) -> Money | None:
    """The cost of the energy so far; None where it is not known, or nobody is charged for it."""
    tariff = session.start.tariff if session.start else None
    payer = session.payer
    if tariff is None or payer is None or payer.driver_id is None or not session.active:
        return None
    if payer.authorization is not AuthorizationStatus.ACCEPTED:
        return None
    begin = session.start.reading.register_wh if session.start and session.start.reading else None
    latest = session.latest.register_wh if session.latest else None
    if begin is None or latest is None or latest < begin:
        return None
    return price_energy(session, tariff, latest - begin, now).gross


def _currency(session: ChargingSession) -> str:
    """Nothing is nothing in any currency, so one need not be known."""
    return session.start.tariff.currency if session.start and session.start.tariff else ""
