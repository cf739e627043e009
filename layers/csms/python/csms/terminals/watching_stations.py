"""What stations tell of their own terminals, looked at until it agrees with a settled session.

Nothing is booked here: the workflow of the session does that. An operator is told, once of each
kind, what nobody would see: money without a session, and words that come too late or contradict.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter, SessionRepository
from csms.charging.vocabulary import SessionKey, SessionState
from csms.clock import Clock
from csms.drivers.model import normal_token_id
from csms.payments.at_stations import (
    Contradicted,
    Settled,
    StationPayment,
    StationPaymentRepository,
)
from csms.terminals.troubles import TellTrouble, TerminalTrouble, TroubleKind

LOOK = timedelta(minutes=1)
# A station that was away replays its queue when it is back.
SESSION_WITHIN = timedelta(days=1)
# After that nobody learns anything more of it by looking.
WATCHED = timedelta(days=7)
NEWEST = 10


@dataclass(frozen=True, slots=True)
class WatchingStations:
    """What a look needs."""

    payments: StationPaymentRepository
    sessions: SessionRepository
    tell: TellTrouble
    clock: Clock


def watch_station_payment(place: tuple[str, str], needs: WatchingStations) -> None:
    """One look; it may be run at any time, and again. Overtaken: the station tells more now."""
    payment = needs.payments.get(*place)
    if payment is None or payment.look_at is None:
        return
    now = needs.clock()
    session = _session(payment, needs.sessions)
    wrong = _wrong(payment, session, now)
    if wrong is not None:
        _found(payment, session, wrong, now, needs)
        return
    over = _is_over(payment, session)
    if over and payment.alerted:
        needs.tell(replace(_trouble(payment, session, ("", "It agrees."), now), over=True))
    _save(payment, over, now, needs)


def _found(
    payment: StationPayment,
    session: ChargingSession | None,
    wrong: tuple[str, str],
    now: datetime,
    needs: WatchingStations,
) -> None:
    """The mark is stored first, so that nothing is told that nobody would take back; then it is
    told, at the next look again, in case that this one dies between both: the same is nothing.
    """
    mark = wrong[0]
    marked = replace(payment, alerted=payment.alerted | {mark})
    _save(marked, mark in payment.alerted and _is_over(payment, session), now, needs)
    needs.tell(_trouble(payment, session, wrong, now))


def _save(payment: StationPayment, over: bool, now: datetime, needs: WatchingStations) -> None:
    done = over or now - payment.created_at >= WATCHED
    needs.payments.save(replace(payment, look_at=None if done else now + LOOK))


def _trouble(
    payment: StationPayment, session: ChargingSession | None, wrong: tuple[str, str], now: datetime
) -> TerminalTrouble:
    object_id = f"{payment.station_id}/{payment.psp_ref}"
    session_id = session.session_id if session else None
    text = f"Payment {payment.psp_ref}: {wrong[1]}."
    kind = TroubleKind.PAYMENT
    return TerminalTrouble(kind, object_id, payment.station_id, now, text, session_id, wrong[0])


def _wrong(
    payment: StationPayment, session: ChargingSession | None, now: datetime
) -> tuple[str, str] | None:
    """A name for it, and what an operator has to know."""
    outcome = payment.outcome
    if isinstance(outcome, Contradicted):
        return "contradicted", f"the terminal has told {' and '.join(outcome.words)}"
    if not isinstance(outcome, Settled) or not outcome.amount:
        return None
    if session is None:
        if now - payment.created_at < SESSION_WITHIN:
            return None
        return "no_session", f"{outcome.amount} were taken, and no session is known for it"
    return _late(payment, outcome, session)


def _late(
    payment: StationPayment, outcome: Settled, session: ChargingSession
) -> tuple[str, str] | None:
    settled = session.settlement
    if settled is None or outcome.amount == payment.taken:
        return None
    if session.state is SessionState.SETTLED:
        why = (
            f"session {session.session_id} is settled without the {outcome.amount} that were taken"
        )
        return "after_settlement", why
    if max(one.received_at for one in payment.told) <= settled.settled_at:
        return None  # the review says why
    why = f"session {session.session_id} is in review; {outcome.amount} were taken, told after that"
    return "after_review", why


def _is_over(payment: StationPayment, session: ChargingSession | None) -> bool:
    """Nothing was taken and nothing waits for it; or what was taken is what was settled."""
    outcome = payment.outcome
    if session is None:
        return not isinstance(outcome, Settled | Contradicted)
    return session.state is SessionState.SETTLED


def _session(payment: StationPayment, sessions: SessionRepository) -> ChargingSession | None:
    """By the transaction that it was told for, else by its reference, which is the token."""
    named = {one.transaction_id for one in payment.told} | {payment.transaction_id}
    for transaction_id in named - {None}:
        found = sessions.get(SessionKey(payment.station_id, transaction_id or ""))
        if found is not None:
            return found
    token_id = normal_token_id(payment.psp_ref)
    listed, _ = sessions.page(SessionFilter(token_id=token_id), NEWEST, None)
    return next((one for one in listed if one.key.station_id == payment.station_id), None)
