"""Every minute: what is to be done for a visit whose time has come."""

from dataclasses import replace
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from csms.commands.model import CommandState
from csms.payments.model import FINAL, Payment, PaymentState
from csms.payments.visits import Visit, VisitEnd
from csms.terminals.beginning import LOOK, bring_on
from csms.terminals.giving_back import give_back, release
from csms.terminals.limits import too_near
from csms.terminals.needs import GRACE, Visiting, session_of
from csms.terminals.stopping import stop_visit
from csms.terminals.troubles import TerminalTrouble, TroubleKind

WITHOUT_START = {
    CommandState.REJECTED,
    CommandState.FAILED,
    CommandState.TIMED_OUT,
    CommandState.EXPIRED,
}
# So long a station may take to stop, asked again and again; after that a person has to go there.
STOPS_WITHIN = timedelta(minutes=15)


def watch_visit(visit_id: str, needs: Visiting) -> Visit | None:
    """One look; it may be run at any time, and again. None: no such visit.

    Overtaken: somebody else works on it; the next round comes.
    """
    seen_at, visit = needs.clock(), needs.visits.get(visit_id)
    payment = needs.paying.payments.get(visit.payment_id) if visit else None
    if visit is None:
        return None
    session = None if visit.ended else session_of(visit, needs.sessions)
    if session is not None and payment is not None:
        visit = _with_session(visit, session, payment, seen_at, needs)
    else:
        visit = _without_session(visit, payment, needs)
    return needs.visits.save(replace(visit, look_at=_next(visit, payment, needs.clock())))


def _without_session(visit: Visit, payment: Payment | None, needs: Visiting) -> Visit:
    if visit.ended:
        if payment is not None and payment.state not in FINAL:
            release(visit, needs)
        return visit
    if payment is None:
        late = needs.clock() >= visit.plug_in_by
        return give_back(visit, VisitEnd.NOT_AUTHORISED, needs) if late else visit
    if _refused(visit, needs):
        return give_back(visit, VisitEnd.START_REFUSED, needs)
    if needs.clock() >= visit.plug_in_by + GRACE:
        return give_back(visit, VisitEnd.NOT_PLUGGED_IN, needs)
    return bring_on(visit, payment.state, needs)


def _refused(visit: Visit, needs: Visiting) -> bool:
    """Whether the station said no, or nothing, to the start."""
    if visit.start_command is None:
        return False
    commands = needs.requesting.commands
    command = commands.get(visit.station_id, visit.start_command)
    return command is not None and command.state_at(needs.clock()) in WITHOUT_START


def _with_session(
    visit: Visit, session: ChargingSession, payment: Payment, seen_at: datetime, needs: Visiting
) -> Visit:
    """Bound at the first sight of it; stopped where the authorisation comes to an end."""
    bound = visit.bound(session.session_id, session.key.transaction_id)
    if session.active and too_near(session, payment, needs.clock()):
        return _stopped(bound, session, payment, needs)
    if session.settlement is not None and payment.state in FINAL:
        return replace(bound, ended=VisitEnd.SETTLED)
    if session.state is SessionState.SETTLED:
        release(bound, needs)  # waived by a person: nothing was captured, nothing ever will be
        return bound
    return _warned(bound, session, payment, seen_at, needs)


def _stopped(visit: Visit, session: ChargingSession, payment: Payment, needs: Visiting) -> Visit:
    """Nothing is captured while it runs: what cannot be stopped is told to the operator, once,
    while the authorisation still holds.
    """
    now, after = needs.clock(), stop_visit(visit, session, needs)
    since = visit.stopping_since or now
    if not visit.stuck and now - since >= STOPS_WITHIN:
        text = (
            f"Station {visit.station_id} was asked to stop since {since}; "
            f"the card's authorisation of {payment.authorized_minor} {payment.asked.currency} "
            f"(minor units) ends at {payment.expires_at}. Stop it at the station."
        )
        needs.tell(_trouble(TroubleKind.NOT_STOPPED, visit, session, text, since))
        after = replace(after, stuck=True)
    return replace(after, stopping_since=since)


def _warned(
    visit: Visit, session: ChargingSession, payment: Payment, seen_at: datetime, needs: Visiting
) -> Visit:
    """What nobody settles while the authorisation runs out is told to the operator, once.

    As of before the session was read: whoever settles it meanwhile ends the trouble, whichever of
    both is told first. Who looks at the same time tells the same, which is nothing.
    """
    held = payment.state == PaymentState.AUTHORIZED
    if visit.warned or session.active or not held:
        return visit
    if session.settlement is None and not too_near(session, payment, needs.clock()):
        return visit
    text = f"The card's authorisation ends at {payment.expires_at}."
    needs.tell(_trouble(TroubleKind.NOT_SETTLED, visit, session, text, seen_at))
    return replace(visit, warned=True)


def _trouble(
    kind: TroubleKind, visit: Visit, session: ChargingSession, text: str, since: datetime
) -> TerminalTrouble:
    """Since when it is so: a stop that comes after that ends it, whenever it is told."""
    session_id = session.session_id
    return TerminalTrouble(kind, session_id, visit.station_id, since, text, session_id)


def _next(visit: Visit, payment: Payment | None, now: datetime) -> datetime | None:
    """None when all is done."""
    over = visit.ended is not None and (payment is None or payment.state in FINAL)
    return None if over else now + LOOK
