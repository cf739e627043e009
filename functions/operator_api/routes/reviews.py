"""Sessions that a person has to decide: each is settled once, as decided."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends

from csms import bootstrap
from csms.audit.auditing import Order
from csms.charging.model import ChargingSession
from csms.corrections.by_hand import Verdict, leave
from csms.errors import NotFound
from csms.settlement.posting import Posting
from csms.settlement.reviewing import decide, require_same
from csms.web.fields import Identifier
from csms.web.needs import Needs, Orders
from operator_api.schemas.reviews import LeaveIn, ReviewIn, ruling_of
from operator_api.schemas.sessions import OperatorSessionView, listed_view

router = APIRouter(prefix="/sessions")
ACTION = "session.review"


def _posting() -> Posting:
    return bootstrap.posting()


@router.post("/{session_id}/review", summary="Decide a session in review")
def review(
    session_id: Identifier,
    wanted: ReviewIn,
    needs: Needs,
    posting: Annotated[Posting, Depends(_posting)],
    orders: Orders,
) -> OperatorSessionView:
    """Settle it at an energy or an amount, or waive it. The same again changes nothing.

    A card at a terminal pays up to what it has authorised; waived, all of it is released. 409 where
    it is not in review, was decided otherwise, or the card has not authorised so much. 503: the
    payment provider has not answered; decide the same again.
    """
    session = _session(session_id, needs)
    ruling = ruling_of(wanted, orders.subject)
    order = Order(ACTION, session_id, wanted.reason, _told(session))

    def settled() -> ChargingSession:
        telemetry = bootstrap.seeing().of(session, needs.clock())
        decide(session, ruling, telemetry, needs.clock(), posting, bootstrap.capturing)
        found = needs.sessions.get(session.key) or session
        require_same(found, ruling)
        return found

    return listed_view(orders.carry_out(order, settled, _told))


@router.post("/{session_id}/late-facts/leave", summary="Leave what is charged as it is")
def leave_late_facts(
    session_id: Identifier, wanted: LeaveIn, needs: Needs, orders: Orders
) -> OperatorSessionView:
    """Late facts that wait for a decision (`corrections`, outcome `review`) change nothing.

    To charge more: POST /money-orders, kind `charge`; to give back: POST .../corrections. 409
    where nothing waits, or something else by now. The same again changes nothing.
    """
    session = _session(session_id, needs)
    verdict = Verdict(orders.subject, wanted.reason, wanted.correction_number)
    order = Order("session.late_facts_left", session_id, wanted.reason, _told(session))
    return listed_view(
        orders.carry_out(order, lambda: leave(session.key, verdict, bootstrap.deciding()), _told)
    )


def _told(session: ChargingSession) -> Mapping[str, str]:
    settled = session.settlement
    figures = {
        "state": session.state.value,
        "energy_wh": str(session.energy_wh),
        "gross_minor": str(settled.gross_minor) if settled else None,
        "currency": settled.currency if settled else None,
        "transfer_id": settled.transfer_id if settled else None,
        "decision": settled.decided.decision if settled and settled.decided else None,
    }
    return {name: value for name, value in figures.items() if value is not None}


def _session(session_id: str, needs: Needs) -> ChargingSession:
    """Its index may lag, the session itself does not."""
    found = needs.sessions.find(session_id)
    session = needs.sessions.get(found.key) if found else None
    if session is None:
        raise NotFound(f"Session {session_id} is not known: see GET /sessions.")
    return session
