"""What happens to the certificates of stations."""

from collections.abc import Iterator

from csms.events.changes import Item, station_event
from csms.events.envelope import Event


def certificate_ending(old: Item, new: Item) -> Iterator[Event]:
    """Nobody has renewed it; what is noted of it changes from soon to ended."""
    noted = new.get("ending")
    if noted and noted != old.get("ending"):
        ended = noted == "ended"
        kind = "station.certificate_expired" if ended else "station.certificate_ending"
        at = new["not_after"] if ended else new["recorded_at"]
        yield _certificate_event(kind, new, at, f"{new['serial']}:{noted}")


def certificate_in_force(old: Item, new: Item) -> Iterator[Event]:
    if new["state"] == "active" != old.get("state"):
        at = new["recorded_at"]
        yield _certificate_event("station.certificate_in_force", new, at, new["serial"])


def _certificate_event(kind: str, item: Item, at: str, mark: str) -> Event:
    said = {"use": str(item["certificate_use"]), "not_after": str(item["not_after"])}
    return station_event(kind, item, at, mark, said)


def certificate_requested(old: Item, new: Item) -> Iterator[Event]:
    if not old:
        said = {"request_id": str(new["sk"]).partition("#")[2]}
        at = new["requested_at"]
        yield station_event("station.certificate_requested", new, at, said["request_id"], said)
