"""A session that a card pays which the station's own terminal settles (OCPP 2.1 C20-C22).

Nothing is captured here: the station has done it, or will, and tells how it ended. What it took is
compared with our own price. The payment is bound to one session, and what was taken for it is
written down before anything is posted, so that what is told later can be compared with it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession
from csms.errors import Conflict, Overtaken
from csms.ledger import chart
from csms.ledger.model import Leg
from csms.money import Money
from csms.payments.at_stations import (
    Contradicted,
    NotPaid,
    Settled,
    StationPayment,
    StationPaymentRepository,
    paid,
)
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated

# The workflow doubles it, up to an hour.
AGAIN_S = 15
# So long a station may take to tell; the workflow would go on for two hours more.
TOLD_WITHIN = timedelta(hours=12)


def settled_at_station(
    rated: Rated, now: datetime, payments: StationPaymentRepository
) -> StationPayment | Wait | Review:
    """The payment as the terminal has settled it; Wait: the station has not told of it.

    Review: more was taken than is due, nothing although something is, or it is contradicted.
    Overtaken: the station tells more at this moment; run again.
    """
    try:
        payment = _bound(rated.session, payments)
    except Overtaken:
        raise
    except Conflict as error:
        return Review(str(error))
    due_minor = rated.priced.gross.minor if rated.priced else 0
    match payment.outcome:
        case Contradicted(words):
            return Review(f"the terminal has told {' and '.join(words)}")
        case Settled() as outcome:
            return _compared(payment, outcome, due_minor, rated, payments)
        case _ if due_minor == 0:
            return _kept(payment, payments)
        case NotPaid(status):
            return Review(f"the terminal's payment is {status}, {due_minor} (minor units) are due")
        case None:
            return _later(rated.session, now)


def legs_at_station(
    gross: Money, session: ChargingSession, payments: StationPaymentRepository, *, by_person: bool
) -> tuple[Leg, ...]:
    """What the terminal took; what is missing is written off, what is too much we owe.

    A machine posts what it wrote down before, whatever is told since. Conflict: that is nothing,
    or more than is due. A person may say that it was paid though the station did not.
    """
    payer = session.payer
    known = payments.get(session.key.station_id, payer.psp_ref or "") if payer else None
    if by_person:
        told = paid(known, gross.currency)
        minor = told.minor if told is not None else gross.minor
    else:
        minor = _taken(known, session, gross)
    currency = gross.currency
    over = chart.write_offs if minor < gross.minor else chart.overpaid
    clearing = chart.psp_clearing(chart.AT_STATIONS, currency)
    legs = (Leg(clearing, -minor), Leg(over(currency), minor - gross.minor))
    return tuple(leg for leg in legs if leg.minor)


def _taken(payment: StationPayment | None, session: ChargingSession, gross: Money) -> int:
    mine = payment is not None and payment.session_id == session.session_id
    taken = payment.taken if payment is not None and mine else None
    minor = Settled(taken).minor(gross.currency) if taken is not None else None
    if minor is None or minor > gross.minor:
        raise Conflict(f"the terminal has not taken {gross.minor} for {session.session_id}")
    return minor


def decide_at_station(rated: Rated, payments: StationPaymentRepository) -> None:
    """Before a person's decision is posted: the session has its payment, and what it took.

    Conflict: it is to be waived, and the terminal has taken something; or it pays for another one.
    """
    session = rated.session
    if rated.priced is not None and rated.priced.gross.minor:
        _kept(_bound(session, payments), payments)
        return
    ref = session.payer.psp_ref if session.payer else None
    known = payments.get(session.key.station_id, ref) if ref else None
    mine = known is not None and known.session_id in {None, session.session_id}
    outcome = known.outcome if known and mine else None
    if isinstance(outcome, Contradicted) or (isinstance(outcome, Settled) and outcome.amount):
        raise Conflict(
            f"Session {session.session_id}: the terminal has taken money. Settle it at that amount,"
            " then correct it."
        )


def _bound(session: ChargingSession, payments: StationPaymentRepository) -> StationPayment:
    """The session's payment, its own from now on. Conflict: it pays for another one."""
    assert session.payer is not None
    assert session.payer.psp_ref is not None
    assert session.stop is not None
    place = session.key.station_id, session.payer.psp_ref
    new = StationPayment(*place, created_at=session.stop.received_at)
    known = payments.get(*place) or new
    bound = known.bound(session.session_id, session.key.transaction_id)
    return known if bound == known else payments.save(bound)


def _compared(
    payment: StationPayment,
    outcome: Settled,
    due_minor: int,
    rated: Rated,
    payments: StationPaymentRepository,
) -> StationPayment | Review:
    tariff = rated.session.start.tariff if rated.session.start else None
    currency = rated.priced.currency if rated.priced else tariff.currency if tariff else ""
    taken = outcome.minor(currency)
    if taken is None or taken < 0:
        return Review(f"the terminal has taken {outcome.amount}, which is no amount of {currency}")
    if taken > due_minor or (taken == 0 and due_minor):
        return Review(f"the terminal has taken {taken}, {due_minor} are due (minor units)")
    return _kept(payment, payments)


def _kept(payment: StationPayment, payments: StationPaymentRepository) -> StationPayment:
    """What the settlement rests on."""
    outcome = payment.outcome
    taken = outcome.amount if isinstance(outcome, Settled) else None
    return payment if payment.taken == taken else payments.save(replace(payment, taken=taken))


def _later(session: ChargingSession, now: datetime) -> Wait | Review:
    assert session.stop is not None
    if now - session.stop.received_at < TOLD_WITHIN:
        return Wait(AGAIN_S)
    return Review("the station never told how its terminal settled (NotifySettlement)")
