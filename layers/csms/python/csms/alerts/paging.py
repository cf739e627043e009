"""An alert for those who page people: PagerDuty's Events API v2 and Opsgenie's Alert API.

Sources: developer.pagerduty.com/docs/send-alert-event; docs.opsgenie.com/docs/alert-api. Both join
the end to the beginning by a key of ours: the incident's id.
"""

from typing import Any

from csms import clock
from csms.alerts.model import Alert, Transition
from csms.alerts.wording import body, facts, headline
from csms.incidents.model import Severity

PAGERDUTY_URL = "https://events.pagerduty.com/v2/enqueue"
OPSGENIE_URL = "https://api.opsgenie.com"
SOURCE = "stationmaster"
_PAGERDUTY = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.INFO: "info",
}
_OPSGENIE = {
    Severity.CRITICAL: "P1",
    Severity.MAJOR: "P2",
    Severity.MINOR: "P3",
    Severity.INFO: "P5",
}
LONGEST_SUMMARY = 1_024
LONGEST_MESSAGE = 130


def pagerduty(alert: Alert, routing_key: str) -> dict[str, Any]:
    """An event: `trigger` or `resolve`. A repeat with the same dedup_key opens nothing new."""
    key = {"routing_key": routing_key, "dedup_key": alert.incident_id}
    if alert.transition is Transition.RESOLVED:
        return key | {"event_action": "resolve"}
    payload = {
        "summary": headline(alert)[:LONGEST_SUMMARY],
        "source": alert.station_id or alert.site_id or SOURCE,
        "severity": _PAGERDUTY[alert.severity],
        "timestamp": clock.to_text(alert.opened_at),
        "component": alert.station_id,
        "group": alert.site_id,
        "class": alert.kind,
        "custom_details": {"cause": alert.cause, "advice": alert.advice, **dict(facts(alert))},
    }
    event: dict[str, Any] = key | {
        "event_action": "trigger",
        "client": "Stationmaster",
        "payload": {name: value for name, value in payload.items() if value is not None},
    }
    return event | ({"client_url": alert.link} if alert.link else {})


def opsgenie(alert: Alert) -> tuple[str, dict[str, Any]]:
    """Path and body: a new alert, or the end of the one with this alias."""
    if alert.transition is Transition.RESOLVED:
        path = f"/v2/alerts/{alert.incident_id}/close?identifierType=alias"
        return path, {"source": SOURCE, "note": headline(alert)}
    made = {
        "message": headline(alert)[:LONGEST_MESSAGE],
        "alias": alert.incident_id,
        "description": body(alert),
        "entity": alert.station_id or alert.site_id,
        "source": SOURCE,
        "priority": _OPSGENIE[alert.severity],
        "tags": [alert.kind],
        "details": dict(facts(alert)),
    }
    return "/v2/alerts", {name: value for name, value in made.items() if value is not None}
