"""A change with what follows from it: when to look again, who is told again, what is counted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms.charging.ports import SessionRepository
from csms.clock import Clock
from csms.incidents.lifecycle import escalating
from csms.incidents.looking import due_at
from csms.incidents.model import Change, Incident, Track
from csms.incidents.outages import members
from csms.incidents.policy import PATIENCE, Policy
from csms.incidents.ports import Counts, IncidentStore
from csms.incidents.windows import WindowRepository
from csms.stations.ports import StationRepository

# After how long an incident that nobody acknowledges is told again; None: never.
Escalation = Callable[[Incident], timedelta | None]


@dataclass(frozen=True, slots=True)
class Needs:
    """What the life of incidents needs."""

    store: IncidentStore
    stations: StationRepository
    sessions: SessionRepository
    windows: WindowRepository
    escalation: Escalation
    clock: Clock
    policy: Policy = PATIENCE


def write(
    change: Change,
    before: Incident | None,
    now: datetime,
    needs: Needs,
    track: Track | None = None,
    lost_in: tuple[str, ...] = (),
) -> Incident:
    """Store it, all or nothing. Overtaken: somebody else changed the incident meanwhile."""
    told_anew = before is None or change.incident.notices != before.notices
    if told_anew:
        change = escalating(change, needs.escalation(change.incident), now)
    incident = change.incident
    due = replace(incident, look_at=due_at(incident, now, needs.policy))
    counts = Counts(lost_in, now, members(before, due))
    return needs.store.write(replace(change, incident=due), track, counts)
