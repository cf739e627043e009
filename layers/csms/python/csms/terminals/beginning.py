"""A card at a terminal: the amount is reserved, then the station is asked to start."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms.commands.requesting import CommandRequest, request_command
from csms.drivers.model import Token, TokenStatus, TokenType
from csms.drivers.visitors import visit_id_of
from csms.errors import Conflict, NotFound, Rejected
from csms.payments.asking import Asked
from csms.payments.model import FINAL, PaymentState
from csms.payments.terminal import TerminalWish, authorise_terminal, terminal_payment_id
from csms.payments.visits import Visit, VisitEnd
from csms.terminals.giving_back import give_back
from csms.terminals.needs import TO_PLUG_IN, Visiting
from csms.terminals.places import occupies, occupy

LOOK = timedelta(seconds=30)
V21 = "ocpp2.1"


@dataclass(frozen=True, slots=True)
class VisitWish:
    """Where a terminal's customer wants to charge, and how much may be reserved."""

    station_id: str
    evse_id: int
    card: TerminalWish


@dataclass(frozen=True, slots=True)
class Begun:
    """A visit, its payment, and what the terminal has to do, if the provider just said so."""

    visit: Visit
    asked: Asked


def begin_visit(wish: VisitWish, needs: Visiting) -> Begun:
    """Reserve the amount and ask the station to start; again with the same wish: brought on.

    Conflict: the reference was used for another amount, card or EVSE, or another customer has the
    EVSE: then nothing is reserved.
    """
    wanted = _visit(wish, needs.clock())
    visit = needs.visits.get(wanted.visit_id)
    if visit is None:
        occupy(wish.station_id, wish.evse_id, wanted.visit_id, needs)
        visit = needs.visits.add(wanted)
    if (visit.station_id, visit.evse_id) != (wish.station_id, wish.evse_id):
        raise Conflict("This Idempotency-Key was used for another EVSE: use a new one.")
    asked = authorise_terminal(wish.card, needs.paying)
    return Begun(bring_on(visit, asked.payment.state, needs), asked)


def bring_on(visit: Visit, state: PaymentState, needs: Visiting) -> Visit:
    """Ask the station to start once the money is reserved; a visit without money is over."""
    if visit.ended is not None or visit.start_command is not None:
        return visit
    if state in FINAL:
        return give_back(visit, VisitEnd.NOT_AUTHORISED, needs)
    if state != PaymentState.AUTHORIZED:
        return visit
    if not occupies(visit, needs):
        return give_back(visit, VisitEnd.PLACE_TAKEN, needs)
    return _start(visit, needs)


def _start(visit: Visit, needs: Visiting) -> Visit:
    """The token is good until the plug must be in. Asking again asks nothing new."""
    kind = TokenType.CENTRAL
    token = Token(visit.visit_id, TokenStatus.ACCEPTED, expires_at=visit.plug_in_by, type=kind)
    needs.tokens.put(replace(token, concurrent=False))
    payload = {"evse_id": visit.evse_id, "token_id": visit.visit_id} | _limit(visit, needs)
    wanted = CommandRequest(visit.station_id, "start", payload, visit.visit_id, may_queue=False)
    try:
        command = request_command(wanted, needs.requesting)
    except (Conflict, NotFound, Rejected):
        return give_back(visit, VisitEnd.START_REFUSED, needs)
    return needs.visits.save(replace(visit, start_command=command.command_id))


def _limit(visit: Visit, needs: Visiting) -> dict[str, dict[str, int]]:
    """A station of 2.1 stops by itself at what is authorised."""
    connection = needs.requesting.stations.state(visit.station_id).connection
    payment = needs.paying.payments.get(visit.payment_id)
    if payment is None or connection is None or connection.protocol != V21:
        return {}
    return {"limit": {"max_cost_minor": payment.authorized_minor}}


def _visit(wish: VisitWish, now: datetime) -> Visit:
    card = wish.card
    payment_id = terminal_payment_id(card.terminal_id, card.reference)
    return Visit(
        visit_id=visit_id_of(payment_id),
        payment_id=payment_id,
        terminal_id=card.terminal_id,
        station_id=wish.station_id,
        evse_id=wish.evse_id,
        created_at=now,
        plug_in_by=now + TO_PLUG_IN,
        look_at=now + LOOK,
    )
