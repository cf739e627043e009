"""The life of an incident as pure functions: a signal or the time in, a change out; None: nothing.

open → acknowledged → resolved. What comes back soon is the same incident again; what does so too
often flaps: it stays live, and nobody hears of it, until it has been quiet for a while.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms.incidents.model import RECOVERY, Change, Entry, Incident, Notice, Severity, State
from csms.incidents.policy import Policy
from csms.incidents.signals import Signal
from csms.incidents.wording import Words


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why nobody is told: a maintenance window until `until`, or the incident it is part of."""

    by: str
    until: datetime | None = None
    absorbed: bool = False


def begin(
    incident_id: str,
    signal: Signal,
    words: Words,
    now: datetime,
    suppression: Suppression | None,
) -> Change:
    """A new incident."""
    incident = Incident(
        incident_id=incident_id,
        kind=signal.kind,
        object_id=signal.object_id,
        place=signal.place,
        severity=words.severity,
        title=words.title,
        cause=words.cause,
        advice=words.advice,
        opened_at=now,
        last_seen_at=now,
        recent=(now,),
    )
    entry = Entry(now, "opened", text=words.cause)
    if suppression is None:
        return Change(noticed(incident, Notice.OPENED, now), (entry,))
    quiet = replace(
        incident,
        suppressed_by=suppression.by,
        absorbed=suppression.absorbed,
        suppressed_until=suppression.until,
    )
    return Change(quiet, (entry, Entry(now, "suppressed", text=suppression.by)))


def see(incident: Incident, words: Words, now: datetime, policy: Policy) -> Change:
    """The trouble of a live incident is seen once more; that it is worse by now is told."""
    seen = replace(incident, last_seen_at=now, count=incident.count + 1)
    if incident.gone_since is not None:
        seen = replace(seen, gone_since=None, recent=_recent(incident, now, policy))
    if not _worse(words.severity, incident.severity):
        return Change(seen)
    worse = replace(
        seen,
        severity=words.severity,
        title=words.title,
        cause=words.cause,
        advice=words.advice,
    )
    return Change(_told(worse, Notice.OPENED, now), (Entry(now, "worse", text=words.cause),))


def _worse(this: Severity, that: Severity) -> bool:
    order = list(Severity)
    return order.index(this) < order.index(that)


def comes_back(incident: Incident, now: datetime, policy: Policy) -> bool:
    """Whether trouble now is this resolved incident again; what a person ended is not reopened."""
    return (
        incident.resolved_by == RECOVERY
        and incident.resolved_at is not None
        and now - incident.resolved_at < policy.reopens_within
    )


def reopen(incident: Incident, words: Words, now: datetime, policy: Policy) -> Change:
    """The same incident again; too often, and it flaps: that is told once."""
    recent = _recent(incident, now, policy)
    flapping = len(recent) >= policy.flaps_at
    opened = replace(
        incident,
        state=State.OPEN,
        severity=words.severity,
        cause=words.cause,
        advice=words.advice,
        title=words.title + (" (flapping)" if flapping else ""),
        acknowledged_at=None,
        acknowledged_by=None,
        resolved_at=None,
        resolved_by=None,
        last_seen_at=now,
        count=incident.count + 1,
        recent=recent,
        flapping=flapping,
        escalation_level=0,
    )
    entry = Entry(now, "flapping" if flapping else "reopened", text=words.cause)
    return Change(_told(opened, Notice.OPENED, now), (entry,))


def recover(incident: Incident, now: datetime) -> Change:
    """The trouble is over. One that flaps is not believed at once."""
    if not incident.flapping:
        return end(incident, now, RECOVERY)
    if incident.gone_since is not None:
        return Change(incident)
    return Change(replace(incident, gone_since=now))


def end(incident: Incident, now: datetime, by: str, text: str | None = None) -> Change:
    """Resolved, by recovery or by a person."""
    ended = replace(
        incident,
        state=State.RESOLVED,
        resolved_at=now,
        resolved_by=by,
        flapping=False,
        gone_since=None,
        escalate_at=None,
    )
    entry = Entry(now, "resolved", by, text)
    return Change(_told(ended, Notice.RESOLVED, now), (entry,))


def suppress(incident: Incident, suppression: Suppression, now: datetime) -> Change:
    """From now on nobody is told."""
    quiet = replace(
        incident,
        suppressed_by=suppression.by,
        absorbed=suppression.absorbed,
        suppressed_until=suppression.until,
        escalate_at=None,
    )
    return Change(quiet, (Entry(now, "suppressed", text=suppression.by),))


def release(incident: Incident, now: datetime) -> Change:
    """It is still there after what suppressed it is over: now people are told."""
    free = replace(incident, suppressed_by=None, suppressed_until=None, absorbed=False)
    return Change(noticed(free, Notice.OPENED, now), (Entry(now, "released"),))


def escalating(change: Change, after: timedelta | None, now: datetime) -> Change:
    """The change of one that was just told: when to tell it again if nobody acknowledges."""
    incident = change.incident
    if after is None or incident.notice is not Notice.OPENED or incident.suppressed_by:
        return change
    at = now + after
    told = replace(incident, escalate_after_s=int(after.total_seconds()), escalate_at=at)
    return replace(change, incident=told)


def noticed(incident: Incident, notice: Notice, now: datetime) -> Incident:
    """Something that the bus shall be told."""
    return replace(incident, notices=incident.notices + 1, notice=notice, noticed_at=now)


def _told(incident: Incident, notice: Notice, now: datetime) -> Incident:
    return incident if incident.suppressed_by else noticed(incident, notice, now)


def _recent(incident: Incident, now: datetime, policy: Policy) -> tuple[datetime, ...]:
    return (*(one for one in incident.recent if now - one < policy.flaps_within), now)
