"""Authorisations of cards at a terminal, each for one session."""

from http import HTTPStatus

from fastapi import APIRouter

from csms.errors import Conflict, Rejected
from csms.payments.outcomes import Seen
from csms.payments.terminal import TerminalWish
from csms.payments.visits import VisitEnd
from csms.terminals.beginning import VisitWish, begin_visit
from csms.terminals.giving_back import give_back
from csms.terminals.registry import Terminal
from csms.terminals.stopping import stop_visit
from csms.terminals.viewing import Viewed, view_visit
from csms.web.fields import Identifier
from csms.web.needs import Needs
from terminal_api.keys import Calling
from terminal_api.needs import Reference, VisitingNeeds
from terminal_api.receipts import Links
from terminal_api.schemas.authorisations import (
    AuthorisationIn,
    AuthorisationView,
    authorisation_view,
)

router = APIRouter(prefix="/authorisations")


@router.post("", summary="Reserve an amount and start charging", status_code=HTTPStatus.ACCEPTED)
def create_authorisation(
    wanted: AuthorisationIn,
    caller: Calling,
    needs: Needs,
    visiting: VisitingNeeds,
    links: Links,
    reference: Reference,
) -> AuthorisationView:
    """The same Idempotency-Key gets the same authorisation, and brings it on.

    `pending` and `awaiting_card`: repeat the request; never use another key for the same customer.
    """
    _require_served(wanted, caller)
    _require_currency(wanted, needs.assignments.currency())
    amount = wanted.amount.money()
    card = TerminalWish(caller.terminal_id, reference, amount, wanted.payment_method_id)
    begun = begin_visit(VisitWish(wanted.evse.station_id, wanted.evse.evse_id, card), visiting)
    viewed = view_visit(begun.visit.visit_id, caller.terminal_id, visiting)
    return _shown(viewed, links, begun.asked.seen)


@router.get("/{authorisation_id}", summary="Get an authorisation")
def get_authorisation(
    authorisation_id: Identifier, caller: Calling, visiting: VisitingNeeds, links: Links
) -> AuthorisationView:
    """Live figures while it charges, what was captured once it is settled."""
    return _shown(view_visit(authorisation_id, caller.terminal_id, visiting), links)


@router.post("/{authorisation_id}/stop", summary="Stop charging", status_code=HTTPStatus.ACCEPTED)
def stop(
    authorisation_id: Identifier, caller: Calling, visiting: VisitingNeeds, links: Links
) -> AuthorisationView:
    """Ask the station to stop; again: nothing more while it has not answered."""
    viewed = view_visit(authorisation_id, caller.terminal_id, visiting)
    if viewed.session is None:
        raise Conflict("Nothing is being charged: cancel the authorisation instead.")
    if viewed.session.active:
        session = viewed.session
        bound = viewed.visit.bound(session.session_id, session.key.transaction_id)
        visiting.visits.save(stop_visit(bound, session, visiting))
    return _shown(view_visit(authorisation_id, caller.terminal_id, visiting), links)


@router.post(
    "/{authorisation_id}/cancel", summary="Cancel before charging", status_code=HTTPStatus.ACCEPTED
)
def cancel(
    authorisation_id: Identifier, caller: Calling, visiting: VisitingNeeds, links: Links
) -> AuthorisationView:
    """Release all of it. 409 once a session has begun: stop that."""
    viewed = view_visit(authorisation_id, caller.terminal_id, visiting)
    if viewed.session is not None:
        raise Conflict("The session has begun: it must be stopped, not cancelled.")
    give_back(viewed.visit, VisitEnd.CANCELLED, visiting)
    return _shown(view_visit(authorisation_id, caller.terminal_id, visiting), links)


def _shown(viewed: Viewed, links: Links, seen: Seen | None = None) -> AuthorisationView:
    receipt = links.of(viewed.session.session_id) if viewed.session else None
    return authorisation_view(viewed, seen, receipt)


def _require_served(wanted: AuthorisationIn, caller: Terminal) -> None:
    """What it serves is the operator's to say."""
    evse = wanted.evse
    if not caller.serves(evse.station_id, evse.evse_id):
        raise Rejected(
            f"evse: this terminal does not serve EVSE {evse.evse_id} of {evse.station_id}: have "
            "an operator add it by PUT /operator/v1/terminals/{id}."
        )


def _require_currency(wanted: AuthorisationIn, currency: str | None) -> None:
    if currency is not None and wanted.amount.currency != currency:
        raise Rejected(f"amount.currency: this network charges in {currency}.")
