"""One customer at a time at each EVSE: who comes second is told so before money is reserved."""

from csms.errors import Conflict
from csms.payments.visits import Occupant, Visit
from csms.terminals.needs import GRACE, TO_PLUG_IN, Visiting, session_of


def occupy(station_id: str, evse_id: int, visit_id: str, needs: Visiting) -> None:
    """Take the EVSE for a visit; again: nothing. Conflict: another customer has it.

    It is free again once the visit before is over: settled, given up, not plugged in in time, or
    its session has stopped.
    """
    known = needs.visits.occupant(station_id, evse_id)
    if known is not None and known.visit_id == visit_id:
        return
    mine = Occupant(visit_id, needs.clock())
    if known is not None and not _gone(known, needs):
        raise _taken(station_id, evse_id)
    if not needs.visits.occupy(station_id, evse_id, mine, known):
        raise _taken(station_id, evse_id)


def occupies(visit: Visit, needs: Visiting) -> bool:
    """Whether the EVSE is still this visit's: it may have come too late."""
    known = needs.visits.occupant(visit.station_id, visit.evse_id)
    return known is not None and known.visit_id == visit.visit_id


def _taken(station_id: str, evse_id: int) -> Conflict:
    return Conflict(
        f"evse: another customer pays by card at EVSE {evse_id} of {station_id}. Nothing was "
        "reserved: take another EVSE, or repeat the request once that customer is done."
    )


def _gone(occupant: Occupant, needs: Visiting) -> bool:
    """A request that broke off between taking the EVSE and the visit left no visit."""
    visit, now = needs.visits.get(occupant.visit_id), needs.clock()
    if visit is None:
        return now >= occupant.since + TO_PLUG_IN
    if visit.ended is not None:
        return True
    session = session_of(visit, needs.sessions)
    return now >= visit.plug_in_by + GRACE if session is None else not session.active
