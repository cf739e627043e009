"""What time brings to an incident: escalation, the end of flapping, the end of silence."""

from dataclasses import replace
from datetime import datetime, timedelta

from csms.incidents.lifecycle import end, noticed
from csms.incidents.model import RECOVERY, Change, Entry, Incident, Kind, Notice, State
from csms.incidents.policy import Policy


def look(incident: Incident, now: datetime, policy: Policy) -> Change | None:
    """What is due; None: nothing changes."""
    if not incident.live:
        return None
    quiet_since, quiet = _quiet(incident, policy)
    if quiet_since is not None and now - quiet_since >= quiet:
        return end(incident, now, RECOVERY, f"quiet for {int(quiet.total_seconds()) // 60} min")
    if _calm(incident, now, policy):
        entry = Entry(now, "steady", text="It does not flap any more: it stays.")
        return Change(replace(incident, flapping=False), (entry,))
    return _escalated(incident, now, policy)


def due_at(incident: Incident, now: datetime, policy: Policy) -> datetime | None:
    """When to look at it next; None: never by itself. A window may end before its time, and a
    mass outage is over when its stations are back.
    """
    if not incident.live:
        return None
    if incident.suppressed_until is not None:
        return min(incident.suppressed_until, now + policy.windows_every)
    quiet_since, quiet = _quiet(incident, policy)
    moments = [
        quiet_since + quiet if quiet_since else None,
        incident.recent[-1] + policy.flaps_within if incident.flapping else None,
        incident.escalate_at if incident.state is State.OPEN else None,
        now + policy.looks_every if incident.kind is Kind.MASS_OUTAGE else None,
    ]
    return min((one for one in moments if one is not None), default=None)


def _quiet(incident: Incident, policy: Policy) -> tuple[datetime | None, timedelta]:
    tally = policy.tallies.get(incident.kind)
    if tally is not None:
        return incident.last_seen_at, tally.quiet
    return incident.gone_since, policy.flap_quiet


def _calm(incident: Incident, now: datetime, policy: Policy) -> bool:
    """A flapping one that has been there all the time since it came last."""
    return (
        incident.flapping
        and incident.gone_since is None
        and now - incident.recent[-1] >= policy.flaps_within
    )


def _escalated(incident: Incident, now: datetime, policy: Policy) -> Change | None:
    due = incident.escalate_at
    if incident.state is not State.OPEN or incident.suppressed_by or due is None or now < due:
        return None
    level = incident.escalation_level + 1
    wait = timedelta(seconds=incident.escalate_after_s or 0)
    again = now + wait if level < policy.highest_escalation and wait else None
    louder = replace(incident, escalation_level=level, escalate_at=again)
    entry = Entry(now, "escalated", text=f"Nobody has acknowledged it (level {level}).")
    return Change(noticed(louder, Notice.ESCALATED, now), (entry,))
