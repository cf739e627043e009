"""What happens to a session: started, stopped, unplugged, over, settled, corrected."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from csms import clock
from csms.events.changes import Item, station_event
from csms.events.envelope import Event
from csms.events.late_facts import heard_of, late_facts
from csms.ids import digest

# Actions that begin a session from afar, as they are asked for.
REMOTE_STARTS = {"start", "RemoteStartTransaction", "RequestStartTransaction"}


def session_started(old: Item, new: Item) -> Iterator[Event]:
    if "start_key" in new and "start_key" not in old:
        at = new["started_at"].partition("#")[0]
        yield _session_event("session.started", new, at)


def start_refused(old: Item, new: Item) -> Iterator[Event]:
    """The station was told no: energy should not flow."""
    if "start_key" in new and "start_key" not in old:
        decision = new.get("start_decision")
        if decision not in {None, "Accepted"}:
            at = new["started_at"].partition("#")[0]
            told = _session_event("session.start_failed", new, at)
            yield replace(told, body=told.body | {"reason": str(decision)})


def start_failed(old: Item, new: Item) -> Iterator[Event]:
    """A start from afar that the station refused, or did not answer. Offline is another matter."""
    failed = {"rejected", "failed", "timed_out"}
    if new.get("action") in REMOTE_STARTS and new.get("state") in failed != old.get("state"):
        said = {"reason": str(new["state"])}
        at = new.get("answered_at", new.get("sent_at", new["created_at"]))
        yield station_event("session.start_failed", new, at, str(new["sk"]), said)


def session_stopped(old: Item, new: Item) -> Iterator[Event]:
    if "stop_key" in new and "stop_key" not in old:
        yield _session_event("session.stopped", new, new["stopped_at"])


def session_unplugged(old: Item, new: Item) -> Iterator[Event]:
    """A state that came behind the stop (2.x); before it, it says nothing of an end."""
    if "stop_key" in new and new.get("charging_state") == "Idle" != old.get("charging_state"):
        at = new.get("charging_state_order", new["stopped_at"]).partition("#")[0]
        yield _session_event("session.unplugged", new, at)


def session_ended(old: Item, new: Item) -> Iterator[Event]:
    if _is_over(new) and not _is_over(old):
        yield _session_event("session.ended", new, new.get("over_at", new["stopped_at"]))


def _is_over(item: Item) -> bool:
    """Where parking is priced the stop is not the end: `over_at` is (`csms.settlement.ending`)."""
    return "stop_key" in item and ("over_at" in item or not item.get("idle_priced"))


def session_settled(old: Item, new: Item) -> Iterator[Event]:
    settlement = new.get("settlement")
    if settlement and settlement["outcome"] != old.get("settlement", {}).get("outcome"):
        kind = "session.settled" if settlement["outcome"] == "settled" else "session.review"
        yield _session_event(kind, new, settlement["settled_at"])


def session_silent(old: Item, new: Item) -> Iterator[Event]:
    if "silent" in new.get("flags", ()) and "silent" not in old.get("flags", ()):
        yield _session_event("session.silent", new, new["started_at"].partition("#")[0])


def session_balance_low(old: Item, new: Item) -> Iterator[Event]:
    """Once: the first such moment stays (`csms.balance.guarding`)."""
    if "balance_low_at" in new and "balance_low_at" not in old:
        yield _session_event("session.balance_low", new, new["balance_low_at"])


def session_late_fact(old: Item, new: Item) -> Iterator[Event]:
    at = max(late_facts(old, new), default=None)
    if at is not None:
        heard = heard_of(new)
        yield _session_event("session.late_fact", new, at, digest(heard), {"heard": heard})


def session_corrected(old: Item, new: Item) -> Iterator[Event]:
    for one in new.get("corrections", ())[len(old.get("corrections", ())) :]:
        said = {"number": int(one["number"]), "outcome": one["outcome"]}
        yield _session_event("session.corrected", new, one["at"], str(said["number"]), said)


def _session_event(
    kind: str, item: Item, at: str, mark: str | None = None, said: dict[str, Any] | None = None
) -> Event:
    """`mark` tells events apart that a session may have several of."""
    names = ("session_id", "station_id", "transaction_id", "site_id", "driver_id")
    body = {name: item[name] for name in names if name in item} | (said or {})
    event_id = f"{kind}:{item['session_id']}" + (f":{mark}" if mark else "")
    return Event(event_id, kind, clock.from_text(at), body)
