"""A mass outage takes in what belongs to it, and lets go of it in the end."""

from collections.abc import Callable
from datetime import datetime

from csms.errors import Conflict, Overtaken
from csms.incidents import lifecycle
from csms.incidents.lifecycle import Suppression
from csms.incidents.model import RECOVERY, Change, Incident, IncidentFilter, Kind
from csms.incidents.outages import is_over, limits, outage_signal, wider_scopes
from csms.incidents.signals import Signal
from csms.incidents.writing import Needs, write

# So many of a page are looked through for what belongs to a new mass outage.
LOOKED_THROUGH = 200


def gather(
    lost: Incident, needs: Needs, take_in: Callable[[Signal, Needs], Incident | None]
) -> Incident | None:
    """Open a mass outage, if the loss of this station completes one; None: it does not."""
    now = needs.clock()
    signal = outage_signal(lost, now, needs.store, needs.policy)
    parent = take_in(signal, needs) if signal else None
    if parent is not None and parent.live:
        absorb(parent, needs)
    return parent


def absorb(parent: Incident, needs: Needs) -> int:
    """Take in what was opened shortly before; how many."""
    now, scope = needs.clock(), parent.object_id
    since = now - limits(scope, needs.policy).within
    taken = 0
    for one in _recent(parent, needs):
        if one.opened_at >= since and scope in wider_scopes(one) and not one.suppressed_by:
            taken += _change(one.incident_id, needs, lambda it, at: _taken(it, parent, at))
    return taken


def _recent(parent: Incident, needs: Needs) -> list[Incident]:
    wanted = IncidentFilter(site_id=parent.place.site_id)
    found, _ = needs.store.page(wanted, LOOKED_THROUGH, None)
    kinds = (Kind.STATION_OFFLINE, Kind.MASS_OUTAGE)
    return [one for one in found if one.kind in kinds and one.incident_id != parent.incident_id]


def _taken(incident: Incident, parent: Incident, now: datetime) -> Change | None:
    if not incident.live or incident.suppressed_by:
        return None
    return lifecycle.suppress(incident, Suppression(parent.incident_id, absorbed=True), now)


def conclude(parent_id: str, needs: Needs) -> bool:
    """End a mass outage whose stations are back; those that are not stand for themselves again."""
    parent = needs.store.get(parent_id)
    if parent is None or not parent.live:
        return False
    if not is_over(needs.store.children(parent_id), needs.policy):
        return False
    _change(parent_id, needs, lambda it, now: lifecycle.end(it, now, RECOVERY) if it.live else None)
    let_go(parent_id, needs)
    return True


def require_end(incident: Incident, needs: Needs) -> None:
    """Conflict: a mass outage with many stations that are still away; what it keeps quiet would be
    told by nobody, or by thousands at once.
    """
    live = needs.store.children(incident.incident_id).live
    if live > needs.policy.stragglers:
        raise Conflict(
            f"{live} of its incidents are still there: acknowledge it; it is over when they are."
        )


def let_go(parent_id: str, needs: Needs) -> None:
    """Whatever is still live in a mass outage that is over is told by itself."""
    wanted = IncidentFilter(suppressed_by=parent_id)
    cursor: str | None = None
    while True:
        found, cursor = needs.store.page(wanted, LOOKED_THROUGH, cursor)
        for one in found:
            _change(one.incident_id, needs, lambda it, now: _free(it, parent_id, now))
        if cursor is None:
            return


def _free(incident: Incident, parent_id: str, now: datetime) -> Change | None:
    if not incident.live or incident.suppressed_by != parent_id:
        return None
    return lifecycle.release(incident, now)


def _change(
    incident_id: str, needs: Needs, decide: Callable[[Incident, datetime], Change | None]
) -> int:
    """Read, decide, write; 1 if something was written."""
    for _attempt in range(8):
        incident, now = needs.store.get(incident_id), needs.clock()
        change = decide(incident, now) if incident else None
        if change is None:
            return 0
        try:
            write(change, incident, now, needs)
        except Overtaken:
            continue
        return 1
    return 0
