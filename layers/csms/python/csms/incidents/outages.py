"""Mass outages: many stations gone at once are one incident, which takes theirs in."""

from datetime import datetime

from csms.incidents.model import Children, Incident, Kind, Place
from csms.incidents.policy import MassOutage, Policy
from csms.incidents.ports import IncidentStore, Member
from csms.incidents.signals import Signal

NETWORK = "network"


def scopes_of(place: Place) -> tuple[str, ...]:
    """Where a lost station counts, the widest first."""
    return (NETWORK, *((f"site:{place.site_id}",) if place.site_id else ()))


def limits(scope: str, policy: Policy) -> MassOutage:
    """What makes a mass outage of a scope."""
    return policy.network_outage if scope == NETWORK else policy.site_outage


def parent_of(incident: Incident, store: IncidentStore) -> str | None:
    """The live mass outage that takes an incident in, the widest."""
    for scope in wider_scopes(incident):
        found = store.track(Kind.MASS_OUTAGE, scope).incident_id
        parent = store.get(found) if found else None
        if parent is not None and parent.live and parent.incident_id != incident.incident_id:
            return parent.incident_id
    return None


def wider_scopes(incident: Incident) -> tuple[str, ...]:
    """Scopes of a mass outage that could take this one in."""
    if incident.kind is Kind.STATION_OFFLINE:
        return scopes_of(incident.place)
    if incident.kind is Kind.MASS_OUTAGE and incident.object_id != NETWORK:
        return (NETWORK,)
    return ()


def outage_signal(
    incident: Incident, now: datetime, store: IncidentStore, policy: Policy
) -> Signal | None:
    """The widest mass outage that the loss of this station completes, if it does."""
    for scope in scopes_of(incident.place):
        terms = limits(scope, policy)
        lost = store.outages(scope, now - terms.within)
        if lost >= terms.at_least and lost >= terms.needed(store.size(scope)):
            site_id = incident.place.site_id if scope != NETWORK else None
            name = "the network" if scope == NETWORK else f"site {site_id}"
            mark = f"{scope}:{incident.incident_id}:{incident.notices}"
            return Signal(
                Kind.MASS_OUTAGE,
                scope,
                now,
                mark,
                present=True,
                place=Place(site_id=site_id),
                facts={"scope": name},
            )
    return None


def is_over(children: Children, policy: Policy) -> bool:
    """The rest are stragglers, which stand for themselves again."""
    return children.live <= min(policy.stragglers, children.ever // 10)


def members(before: Incident | None, after: Incident) -> tuple[Member, ...]:
    """What a change means to the counts of the mass outages it was, or is, part of."""
    was, now = _membership(before), _membership(after)
    if was == now:
        return ()
    left = [Member(was[0], 0, -1)] if was and was[1] else []
    if was and now and was[0] == now[0]:
        return (Member(now[0], 0, int(now[1]) - int(was[1])),)
    return (*left, *([Member(now[0], 1, int(now[1]))] if now else []))


def _membership(incident: Incident | None) -> tuple[str, bool] | None:
    """Its mass outage, and whether it is live in it."""
    if incident is None or not incident.absorbed or incident.suppressed_by is None:
        return None
    return incident.suppressed_by, incident.live
