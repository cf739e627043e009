"""What a station reports of its connectors, its security and a vehicle."""

import json
from collections.abc import Iterator
from typing import Any

from csms.events.changes import Item, station_event
from csms.events.envelope import Event


def connector_status_changed(old: Item, new: Item) -> Iterator[Event]:
    if new["status"] != old.get("status"):
        names = ("evse_id", "connector_id", "status", "error_code", "vendor_error_code")
        said = {name: _plain(new[name]) for name in names if name in new}
        mark = f"{new['sk']}:{new['reported_at']}:{new['status']}"
        yield station_event("connector.status_changed", new, new["reported_at"], mark, said)


def connector_status_late(old: Item, new: Item) -> Iterator[Event]:
    """A status of a time that may have been settled by now."""
    at = new.get("late_status_at")
    if at is not None and at != old.get("late_status_at"):
        said = {name: _plain(new[name]) for name in ("evse_id", "connector_id")}
        yield station_event("connector.status_late", new, at, f"{new['sk']}:{at}", said)


def security_event(old: Item, new: Item) -> Iterator[Event]:
    """Only critical ones are business facts; the journal has them all."""
    if new.get("critical") and not old:
        said = {"type": json.loads(new["content"])["type"]}
        at, place = new["occurred_at"], new["sk"]
        yield station_event("station.security_event", new, at, place, said)


def charging_needs(old: Item, new: Item) -> Iterator[Event]:
    """A vehicle asks for energy by a time: whoever manages energy may answer with a profile."""
    if new["kind"] == "NotifyEVChargingNeeds" and not old:
        said = {"evse_id": int(json.loads(new["content"])["evseId"])}
        yield station_event("station.charging_needs", new, new["occurred_at"], new["sk"], said)


def cable_unplugged(old: Item, new: Item) -> Iterator[Event]:
    """OCA's ConnectorUnplugged (1.6), which names its transaction."""
    if new["kind"] == "DataTransfer" and not old:
        understood = json.loads(new["content"]).get("understood", {})
        if "unplugged_at" in understood and "transaction_id" in understood:
            said = {"transaction_id": str(understood["transaction_id"])}
            yield station_event("session.unplugged", new, new["occurred_at"], new["sk"], said)


def _plain(value: Any) -> str | int:
    return value if isinstance(value, str) else int(value)
