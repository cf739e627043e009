"""Incident items to the domain and back. Index attributes are there only where a list shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.incidents.model import (
    Entry,
    Incident,
    Kind,
    Notice,
    Place,
    Severity,
    State,
    Track,
)
from csms.incidents.ports import Head

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item

RECORD, COUNT, TRACK = "RECORD", "COUNT", "TRACK"
MOMENTS = (
    "opened_at", "last_seen_at", "acknowledged_at", "resolved_at", "escalate_at",
    "suppressed_until", "gone_since", "look_at", "noticed_at",
)  # fmt: skip
TEXTS = (
    "object_id", "title", "cause", "advice", "acknowledged_by", "resolved_by", "suppressed_by",
)  # fmt: skip
NUMBERS = ("count", "escalation_level", "escalate_after_s", "notices", "version")
PLACES = ("site_id", "station_id", "evse_id", "connector_id", "session_id")
OPEN = "open"
# Index, its partition attribute, its sort attribute.
LIVE = ("by_list", "list_name", "listed")


def partition(incident_id: str) -> str:
    """Partition of an incident with its timeline and the counts of its children."""
    return f"INC#{incident_id}"


def group_of(suppressed_by: str) -> str:
    """Partition of the index that has what a window or a mass outage keeps quiet."""
    return f"QUIET#{suppressed_by}"


def track_partition(kind: Kind, object_id: str) -> str:
    """Partition of what is remembered of an object."""
    return f"TRACK#{kind}#{object_id}"


def incident_item(incident: Incident) -> Item:
    """The whole record, with the attributes of its indexes."""
    moments = {name: _text(getattr(incident, name)) for name in MOMENTS}
    plain = {name: getattr(incident, name) for name in (*TEXTS, *NUMBERS)}
    places = {name: getattr(incident.place, name) for name in PLACES}
    return {
        "pk": partition(incident.incident_id),
        "sk": RECORD,
        "incident_id": incident.incident_id,
        "kind": incident.kind.value,
        "severity": incident.severity.value,
        "state": incident.state.value,
        "absorbed": incident.absorbed or None,
        "flapping": incident.flapping or None,
        "notice": incident.notice.value if incident.notice else None,
        "recent": [clock.to_text(one) for one in incident.recent],
        **moments,
        **plain,
        **places,
        **_indexed(incident),
    }


def _indexed(incident: Incident) -> Item:
    """`listed` is in order of time, and tells what a summary counts without another read."""
    opened, place = clock.to_text(incident.opened_at), incident.place
    quiet = "quiet" if incident.suppressed_by else "told"
    head = (opened, incident.incident_id, incident.severity.value, quiet, place.site_id or "")
    listed = not incident.absorbed
    return {
        "listed": "#".join(head),
        "list_name": OPEN if incident.live and listed else None,
        "group_name": group_of(incident.suppressed_by) if incident.suppressed_by else None,
        "month": opened[:7] if listed else None,
        "due": OPEN if incident.look_at else None,
    }


def incident_from(item: Item) -> Incident:
    """A record as it is stored."""
    moments = {name: _moment(item, name) for name in MOMENTS}
    texts = {name: item.get(name) for name in TEXTS}
    numbers = {name: int(item[name]) for name in NUMBERS if name in item}
    place = Place(
        item.get("site_id"),
        item.get("station_id"),
        _number(item, "evse_id"),
        _number(item, "connector_id"),
        item.get("session_id"),
    )
    rest: dict[str, Any] = {**moments, **texts, **numbers}
    return Incident(
        incident_id=item["incident_id"],
        kind=Kind(item["kind"]),
        severity=Severity(item["severity"]),
        state=State(item["state"]),
        place=place,
        absorbed=bool(item.get("absorbed")),
        flapping=bool(item.get("flapping")),
        notice=Notice(item["notice"]) if "notice" in item else None,
        recent=tuple(clock.from_text(one) for one in item["recent"]),
        **rest,
    )


def head_from(item: Item) -> Head:
    """What the index alone tells of a live incident."""
    _, incident_id, severity, quiet, site_id = str(item["listed"]).split("#", 4)
    return Head(incident_id, Severity(severity), site_id or None, quiet == "quiet")


def track_item(track: Track) -> Item:
    """What is remembered of an object, one version on."""
    return {
        "pk": track_partition(track.kind, track.object_id),
        "sk": TRACK,
        "incident_id": track.incident_id,
        "last_at": _text(track.last_at),
        "marks": list(track.marks),
        "tally": [clock.to_text(one) for one in track.tally],
        "version": track.version + 1,
    }


def track_from(kind: Kind, object_id: str, item: Item | None) -> Track:
    """What is stored, or nothing yet."""
    if item is None:
        return Track(kind, object_id)
    return Track(
        kind,
        object_id,
        item.get("incident_id"),
        _moment(item, "last_at"),
        tuple(item["marks"]),
        tuple(clock.from_text(one) for one in item["tally"]),
        int(item["version"]),
    )


def entry_item(incident_id: str, version: int, number: int, entry: Entry) -> Item:
    """A line of the timeline; versions keep the order of lines of one moment."""
    return {
        "pk": partition(incident_id),
        "sk": f"TIME#{clock.to_text(entry.at)}#{version:06d}#{number}",
        "at": clock.to_text(entry.at),
        "what": entry.what,
        "by": entry.by,
        "text": entry.text,
    }


def entry_from(item: Item) -> Entry:
    """A line as it is stored."""
    return Entry(clock.from_text(item["at"]), item["what"], item.get("by"), item.get("text"))


def _text(moment: datetime | None) -> str | None:
    return clock.to_text(moment) if moment else None


def _moment(item: Item, name: str) -> datetime | None:
    return clock.from_text(item[name]) if name in item else None


def _number(item: Item, name: str) -> int | None:
    return int(item[name]) if name in item else None
