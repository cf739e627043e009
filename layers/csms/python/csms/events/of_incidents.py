"""What the bus is told of incidents."""

from collections.abc import Iterator

from csms import clock
from csms.events.changes import Item
from csms.events.envelope import Event

# By the last notice of its record.
NOTICES = {
    "opened": "incident.opened",
    "acknowledged": "incident.acknowledged",
    "escalated": "incident.escalated",
    "resolved": "incident.resolved",
}


def incident(old: Item, new: Item) -> Iterator[Event]:
    """Each notice once; what nobody shall be told (suppressed, flapping) counts none."""
    if new["sk"] == "RECORD" and new.get("notices", 0) != old.get("notices", 0):
        names = ("incident_id", "severity", "site_id", "station_id")
        said = {name: new[name] for name in names if name in new} | {"incident_kind": new["kind"]}
        kind, mark = NOTICES[new["notice"]], f"{new['incident_id']}:{int(new['notices'])}"
        yield Event(f"{kind}:{mark}", kind, clock.from_text(new["noticed_at"]), said)
