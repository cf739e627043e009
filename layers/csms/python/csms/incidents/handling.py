"""What people do with an incident: acknowledge, comment, resolve."""

from dataclasses import replace
from datetime import datetime

from csms.errors import Conflict
from csms.incidents.lifecycle import end, noticed
from csms.incidents.model import Change, Entry, Incident, Notice, State


def acknowledge(incident: Incident, by: str, now: datetime, text: str | None = None) -> Change:
    """Somebody takes care: it does not escalate any more. Again: nothing new.

    Conflict: it is resolved.
    """
    if not incident.live:
        raise Conflict(f"Incident {incident.incident_id} is resolved: there is nothing to take.")
    if incident.state is State.ACKNOWLEDGED:
        return Change(incident, (Entry(now, "commented", by, text),) if text else ())
    taken = replace(
        incident,
        state=State.ACKNOWLEDGED,
        acknowledged_at=now,
        acknowledged_by=by,
        escalate_at=None,
    )
    return Change(noticed(taken, Notice.ACKNOWLEDGED, now), (Entry(now, "acknowledged", by, text),))


def resolve(incident: Incident, by: str, now: datetime, text: str | None = None) -> Change:
    """Somebody says that it is over, whatever the signals say. Again: nothing new."""
    return end(incident, now, by, text) if incident.live else Change(incident)


def comment(incident: Incident, by: str, now: datetime, text: str) -> Change:
    """A remark, also on one that is resolved."""
    return Change(incident, (Entry(now, "commented", by, text),))
