"""Incidents: what is wrong, and what people do about it."""

from collections.abc import Callable
from enum import StrEnum
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from csms import bootstrap
from csms.errors import NotFound, Overtaken, Unavailable
from csms.incidents.handling import acknowledge, comment, resolve
from csms.incidents.mass import let_go, require_end
from csms.incidents.model import Change, Incident, IncidentFilter, Kind, Severity, State
from csms.incidents.writing import Needs as IncidentNeeds
from csms.incidents.writing import write
from csms.web.authentication import Principal, SignedIn
from csms.web.fields import Identifier, StationIdentity
from csms.web.pagination import Page, PagingQuery
from csms.web.searching import searched
from operator_api.schemas.incidents import (
    CommentIn,
    IncidentDetailView,
    IncidentView,
    RemarkIn,
    SummaryView,
    incident_detail_view,
    incident_view,
    summary_view,
)

router = APIRouter(prefix="/incidents")
Incidents = Annotated[IncidentNeeds, Depends(bootstrap.incident_needs)]
SHOWN_ENTRIES = 200
# Of more the summary says that it is not complete.
COUNTED = 5_000
ATTEMPTS = 5


class Shown(StrEnum):
    """Which incidents: `live` are those that are open or acknowledged."""

    LIVE = "live"
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    ALL = "all"


STATES: dict[Shown, frozenset[State] | None] = {
    Shown.LIVE: None,
    Shown.OPEN: frozenset({State.OPEN}),
    Shown.ACKNOWLEDGED: frozenset({State.ACKNOWLEDGED}),
    Shown.RESOLVED: frozenset({State.RESOLVED}),
    Shown.ALL: frozenset(State),
}


class IncidentQuery(BaseModel):
    """Filters; each one given must hold."""

    state: Shown = Shown.LIVE
    kind: Kind | None = None
    severity: Severity | None = None
    site_id: Identifier | None = None
    station_id: StationIdentity | None = None
    suppressed_by: Identifier | None = None


@router.get("", summary="List incidents")
def list_incidents(
    needs: Incidents,
    paging: PagingQuery,
    wanted: Annotated[IncidentQuery, Query()],
    caller: SignedIn,
) -> Page[IncidentView]:
    """Newest first. What a mass outage has taken in is shown by `suppressed_by`, or at its station.
    A page may be short, even empty: go on while there is a `next`.
    """
    chosen = IncidentFilter(
        STATES[wanted.state],
        wanted.kind,
        wanted.severity,
        wanted.site_id,
        wanted.station_id,
        wanted.suppressed_by,
    )

    def read(limit: int, cursor: str | None) -> tuple[list[Incident], str | None]:
        return needs.store.page(chosen, limit, cursor)

    shown = searched(read, lambda one: caller.may_see(one.place.site_id)) if caller.sites else read
    return paging.page(shown, incident_view, *wanted.model_dump().values(), sorted(caller.sites))


@router.get("/summary", summary="Count live incidents")
def summarise_incidents(needs: Incidents) -> SummaryView:
    """By severity and site. One request of storage for some thousands."""
    heads = list(islice(needs.store.heads(), COUNTED + 1))
    return summary_view(heads[:COUNTED], complete=len(heads) <= COUNTED)


@router.get("/{incident_id}", summary="Get an incident")
def get_incident(incident_id: Identifier, needs: Incidents) -> IncidentDetailView:
    """With its timeline."""
    return _detail(_known(incident_id, needs), needs)


@router.post("/{incident_id}/acknowledge", summary="Take care of an incident")
def acknowledge_incident(
    incident_id: Identifier, needs: Incidents, caller: SignedIn, said: RemarkIn | None = None
) -> IncidentDetailView:
    """It does not escalate any more. Again: nothing new. 409 if it is resolved."""
    by, text = _person(caller), said.text if said else None
    return _changed(incident_id, needs, lambda it: acknowledge(it, by, needs.clock(), text))


@router.post("/{incident_id}/resolve", summary="Resolve an incident")
def resolve_incident(
    incident_id: Identifier, needs: Incidents, caller: SignedIn, said: RemarkIn | None = None
) -> IncidentDetailView:
    """If the trouble is seen again, a new incident is opened. Again: nothing new. 409 for a mass
    outage most of which is still there; what is left of one stands for itself again.
    """
    by, text = _person(caller), said.text if said else None
    require_end(_known(incident_id, needs), needs)
    changed = _changed(incident_id, needs, lambda it: resolve(it, by, needs.clock(), text))
    let_go(incident_id, needs)
    return changed


@router.post("/{incident_id}/comments", summary="Comment on an incident")
def comment_on_incident(
    incident_id: Identifier, wanted: CommentIn, needs: Incidents, caller: SignedIn
) -> IncidentDetailView:
    """A line in its timeline."""
    by = _person(caller)
    return _changed(incident_id, needs, lambda it: comment(it, by, needs.clock(), wanted.text))


def _person(caller: Principal) -> str:
    return f"person:{caller.called or caller.subject}"


def _changed(
    incident_id: str, needs: IncidentNeeds, decide: Callable[[Incident], Change]
) -> IncidentDetailView:
    for _attempt in range(ATTEMPTS):
        incident = _known(incident_id, needs)
        change = decide(incident)
        if change == Change(incident):
            return _detail(incident, needs)
        try:
            return _detail(write(change, incident, needs.clock(), needs), needs)
        except Overtaken:
            continue
    raise Unavailable("incident: too many changes at once")


def _known(incident_id: str, needs: IncidentNeeds) -> Incident:
    incident = needs.store.get(incident_id)
    if incident is None:
        raise NotFound(f"There is no incident {incident_id}: see GET /incidents.")
    return incident


def _detail(incident: Incident, needs: IncidentNeeds) -> IncidentDetailView:
    timeline, _ = needs.store.timeline(incident.incident_id, SHOWN_ENTRIES)
    children = needs.store.children(incident.incident_id)
    return incident_detail_view(incident, timeline, children.ever, children.live)
