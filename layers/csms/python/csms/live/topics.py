"""What a page may listen to, and which of it an event is about."""

import re
from collections.abc import Mapping
from typing import Any

from csms.errors import Rejected

MOST_TOPICS = 20
NETWORK = frozenset({"overview", "stations", "sessions", "incidents"})
TOPIC = re.compile(r"(station|session|site):.{1,255}")
# What of an event goes to a page: ids, and what has become of what they name. No person.
IDS = (
    "event_id",
    "kind",
    "occurred_at",
    "site_id",
    "station_id",
    "session_id",
    "incident_id",
    "evse_id",
    "connector_id",
)
CHANGED = ("status", "error_code", "vendor_error_code", "reason", "severity", "incident_kind")


def topics_of_request(wanted: object) -> frozenset[str]:
    """Those that a page asks for. Rejected: it asks for something else, or for too many."""
    if not isinstance(wanted, list) or not all(isinstance(one, str) for one in wanted):
        raise Rejected("subscribe: a list of topics")
    if len(wanted) > MOST_TOPICS:
        raise Rejected(f"subscribe: {MOST_TOPICS} topics at most")
    fits = (one in NETWORK or (one.isprintable() and TOPIC.fullmatch(one)) for one in wanted)
    if not all(fits):
        raise Rejected(
            "subscribe: overview, stations, sessions, incidents, station:, session:, site:"
        )
    return frozenset(wanted)


def topics_of_event(detail: Mapping[str, Any]) -> list[str]:
    """Every topic that an event is about."""
    subject = str(detail["kind"]).partition(".")[0]
    lists = {"station": "stations", "connector": "stations"}
    topics = ["overview", lists.get(subject, f"{subject}s")]
    for name in ("station", "session", "site"):
        if detail.get(f"{name}_id"):
            topics.append(f"{name}:{detail[f'{name}_id']}")
    return topics


def told(detail: Mapping[str, Any]) -> dict[str, Any]:
    """What a page is told of an event."""
    return {
        "event": {name: detail[name] for name in IDS if name in detail},
        "changed": {name: detail[name] for name in CHANGED if name in detail},
    }
