"""Which channels hear of an incident: pure functions of rules, incident and time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from csms.alerts.model import Hours, Rule
from csms.incidents.model import Incident

DAYS = 7


def matching(rules: Iterable[Rule], incident: Incident, now: datetime) -> list[Rule]:
    """The rules that an incident falls under now."""
    return [one for one in rules if _holds(one, incident) and within(one.hours, now)]


def channels_of(rules: Iterable[Rule]) -> list[str]:
    """Each channel once, in the order of the rules."""
    return list(dict.fromkeys(channel_id for one in rules for channel_id in one.channel_ids))


def escalates_after(rules: Iterable[Rule], incident: Incident, now: datetime) -> timedelta | None:
    """The most impatient of the rules that it falls under; None: none of them asks for it."""
    waits = [
        one.escalate_after_minutes
        for one in matching(rules, incident, now)
        if one.escalate_after_minutes is not None
    ]
    return timedelta(minutes=min(waits)) if waits else None


def within(hours: Hours | None, now: datetime) -> bool:
    """Whether it is time; without hours it always is."""
    if hours is None:
        return True
    local = now.astimezone(ZoneInfo(hours.time_zone))
    clock, today = local.time().replace(tzinfo=None), local.weekday()
    if hours.begins < hours.ends:
        return today in hours.days and hours.begins <= clock < hours.ends
    since_midnight = clock < hours.ends
    began = (today - 1) % DAYS if since_midnight else today
    return began in hours.days and (since_midnight or clock >= hours.begins)


def _holds(rule: Rule, incident: Incident) -> bool:
    return (
        rule.enabled
        and incident.kind in (rule.kinds or {incident.kind})
        and incident.severity in (rule.severities or {incident.severity})
        and (not rule.site_ids or incident.place.site_id in rule.site_ids)
    )
