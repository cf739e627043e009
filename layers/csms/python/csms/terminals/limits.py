"""When a session must stop, so that what it costs stays within its authorisation."""

from datetime import datetime, timedelta

from csms.charging.model import ChargingSession
from csms.payments.model import Payment
from csms.settlement.telling import running_cost

# From the look at a session to the end of its energy: a round of the watch, the station's answer.
LOOK_AHEAD = timedelta(seconds=120)
# Settlement may wait for a station's queue for six hours, and for the provider after that.
BEFORE_EXPIRY = timedelta(hours=12)


def too_near(session: ChargingSession, payment: Payment, now: datetime) -> bool:
    """Whether the amount, or the time, of the authorisation comes to an end."""
    return now >= settle_by(payment, now) or cost_ahead(session, now) >= payment.authorized_minor


def settle_by(payment: Payment, now: datetime) -> datetime:
    """Half of a short authorisation is for charging."""
    if payment.expires_at is None:
        return now + BEFORE_EXPIRY
    life = payment.expires_at - payment.created_at
    return payment.expires_at - min(BEFORE_EXPIRY, life / 2)


def cost_ahead(session: ChargingSession, now: datetime) -> int:
    """What it will cost shortly, if it goes on as it went: minor units, rounded up."""
    cost, latest = running_cost(session), session.latest
    if cost is None or latest is None:
        return 0
    told = latest.measured_at - session.started_at
    if told <= timedelta(0):
        return cost.minor
    ahead = max(now + LOOK_AHEAD - session.started_at, told)
    return -(-cost.minor * (ahead // timedelta(seconds=1)) // max(1, told // timedelta(seconds=1)))
