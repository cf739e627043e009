"""What happens to a station: its socket, its record, its boots and its configuration."""

from collections.abc import Iterator
from datetime import datetime

from csms import clock
from csms.events.changes import Item, station_event
from csms.events.envelope import Event


def station_connected(old: Item, new: Item) -> Iterator[Event]:
    connection_id = new.get("connection_id")
    if connection_id and connection_id != old.get("connection_id"):
        yield station_event("station.connected", new, new["connected_at"], connection_id)


def station_disconnected(old: Item, new: Item) -> Iterator[Event]:
    if "connection_id" in old and "connection_id" not in new:
        at = new["disconnected_at"]
        yield station_event("station.disconnected", new, at, old["connection_id"])


def station_offline(old: Item, new: Item) -> Iterator[Event]:
    """Gone for longer than the grace, or silent; once for each outage."""
    if "offline_since" in new and "offline_since" not in old:
        at, silent = new["offline_since"], "connection_id" in old
        said = {"reason": "silent" if silent else "disconnected"}
        yield station_event("station.offline", new, at, at, said)


def station_online(old: Item, new: Item) -> Iterator[Event]:
    if "offline_since" in old and "offline_since" not in new:
        said = {"offline_since": str(old["offline_since"])}
        at = new["connected_at"]
        yield station_event("station.online", new, at, at, said)


def station_booted(old: Item, new: Item) -> Iterator[Event]:
    if new["booted_at"] != old.get("booted_at"):
        yield station_event("station.booted", new, new["booted_at"], new["booted_at"])


def station_registered(old: Item, new: Item, at: datetime | None) -> list[Event]:
    """A new record, or one that says something else of where and what the station is."""
    if at is None or all(old.get(name) == new.get(name) for name in ("evses", "name", "site_id")):
        return []
    return [_record_event("station.registered", new, at)]


def station_removed(old: Item, at: datetime | None) -> list[Event]:
    if at is None or old["sk"] != "STATION":
        return []
    return [_record_event("station.removed", old, at)]


def _record_event(kind: str, item: Item, at: datetime) -> Event:
    """Each write of a record counts its version up."""
    mark = str(int(item.get("credentials_version", 0)))
    said = {"site_id": str(item["site_id"])} if item.get("site_id") else {}
    return station_event(kind, item, clock.to_text(at), mark, said)


def configuration_drifted(old: Item, new: Item) -> Iterator[Event]:
    """Each report that differs from what is wanted, and the first that does not any more."""
    if new["sk"] == "REPORTED" and new["revision"] != old.get("revision"):
        drifted, before = new.get("drifted", []), old.get("drifted", [])
        at, mark = str(new["reported_at"]), str(int(new["revision"]))
        if drifted:
            said = {"names": [str(one) for one in drifted]}
            yield station_event("station.configuration_drifted", new, at, mark, said)
        elif before:
            yield station_event("station.configuration_agrees", new, at, mark)
