"""From changes of stored items to events: the tables' streams are the outbox.

A change is (old item, new item) in plain form. An event is made where a fact appears that was not
there before, so that the same change always makes the same event.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from csms import clock
from csms.events.envelope import Event
from csms.events.late_facts import heard_of, late_facts
from csms.ids import digest

Item = Mapping[str, Any]


def events_of(old: Item | None, new: Item | None, at: datetime | None = None) -> list[Event]:
    """The events that a change of one item means; none for most. `at` is when it was written,
    where the item does not say it.
    """
    if new is None:
        return _station_removed(old, at) if old else []
    if new["sk"] == "STATION":
        return _station_registered(old or {}, new, at)
    before = old or {}
    return [event for rule in _rules(new) for event in rule(before, new)]


def _rules(item: Item) -> list[Callable[[Item, Item], Iterator[Event]]]:
    """By the partition, else by the sort key: whole, or what stands before its first `#`."""
    by_partition = PARTITIONS.get(str(item["pk"]).partition("#")[0])
    if by_partition is not None:
        return by_partition
    head, divider, _ = str(item["sk"]).partition("#")
    return SORT_KEYS.get(head + divider, [])


def _session_started(old: Item, new: Item) -> Iterator[Event]:
    if "start_key" in new and "start_key" not in old:
        at = new["started_at"].partition("#")[0]
        yield _session_event("session.started", new, at)


def _start_refused(old: Item, new: Item) -> Iterator[Event]:
    """The station was told no: energy should not flow."""
    if "start_key" in new and "start_key" not in old:
        decision = new.get("start_decision")
        if decision not in {None, "Accepted"}:
            at = new["started_at"].partition("#")[0]
            told = _session_event("session.start_failed", new, at)
            yield replace(told, body=told.body | {"reason": str(decision)})


def _start_failed(old: Item, new: Item) -> Iterator[Event]:
    """A start from afar that the station refused, or did not answer. Offline is another matter."""
    failed = {"rejected", "failed", "timed_out"}
    if new.get("action") in REMOTE_STARTS and new.get("state") in failed != old.get("state"):
        said = {"reason": str(new["state"])}
        at = new.get("answered_at", new.get("sent_at", new["created_at"]))
        yield _station_event("session.start_failed", new, at, str(new["sk"]), said)


def _session_stopped(old: Item, new: Item) -> Iterator[Event]:
    if "stop_key" in new and "stop_key" not in old:
        yield _session_event("session.stopped", new, new["stopped_at"])


def _session_unplugged(old: Item, new: Item) -> Iterator[Event]:
    """A state that came behind the stop (2.x); before it, it says nothing of an end."""
    if "stop_key" in new and new.get("charging_state") == "Idle" != old.get("charging_state"):
        at = new.get("charging_state_order", new["stopped_at"]).partition("#")[0]
        yield _session_event("session.unplugged", new, at)


def _session_ended(old: Item, new: Item) -> Iterator[Event]:
    if _is_over(new) and not _is_over(old):
        yield _session_event("session.ended", new, new.get("over_at", new["stopped_at"]))


def _is_over(item: Item) -> bool:
    """Where parking is priced the stop is not the end: `over_at` is (`csms.settlement.ending`)."""
    return "stop_key" in item and ("over_at" in item or not item.get("idle_priced"))


def _session_settled(old: Item, new: Item) -> Iterator[Event]:
    settlement = new.get("settlement")
    if settlement and settlement["outcome"] != old.get("settlement", {}).get("outcome"):
        kind = "session.settled" if settlement["outcome"] == "settled" else "session.review"
        yield _session_event(kind, new, settlement["settled_at"])


def _session_silent(old: Item, new: Item) -> Iterator[Event]:
    if "silent" in new.get("flags", ()) and "silent" not in old.get("flags", ()):
        yield _session_event("session.silent", new, new["started_at"].partition("#")[0])


def _session_balance_low(old: Item, new: Item) -> Iterator[Event]:
    """Once: the first such moment stays (`csms.balance.guarding`)."""
    if "balance_low_at" in new and "balance_low_at" not in old:
        yield _session_event("session.balance_low", new, new["balance_low_at"])


def _session_late_fact(old: Item, new: Item) -> Iterator[Event]:
    at = max(late_facts(old, new), default=None)
    if at is not None:
        heard = heard_of(new)
        yield _session_event("session.late_fact", new, at, digest(heard), {"heard": heard})


def _session_corrected(old: Item, new: Item) -> Iterator[Event]:
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


def _station_connected(old: Item, new: Item) -> Iterator[Event]:
    connection_id = new.get("connection_id")
    if connection_id and connection_id != old.get("connection_id"):
        yield _station_event("station.connected", new, new["connected_at"], connection_id)


def _station_disconnected(old: Item, new: Item) -> Iterator[Event]:
    if "connection_id" in old and "connection_id" not in new:
        at = new["disconnected_at"]
        yield _station_event("station.disconnected", new, at, old["connection_id"])


def _station_offline(old: Item, new: Item) -> Iterator[Event]:
    """Gone for longer than the grace, or silent; once for each outage."""
    if "offline_since" in new and "offline_since" not in old:
        at, silent = new["offline_since"], "connection_id" in old
        said = {"reason": "silent" if silent else "disconnected"}
        yield _station_event("station.offline", new, at, at, said)


def _station_online(old: Item, new: Item) -> Iterator[Event]:
    if "offline_since" in old and "offline_since" not in new:
        said = {"offline_since": str(old["offline_since"])}
        at = new["connected_at"]
        yield _station_event("station.online", new, at, at, said)


def _station_booted(old: Item, new: Item) -> Iterator[Event]:
    if new["booted_at"] != old.get("booted_at"):
        yield _station_event("station.booted", new, new["booted_at"], new["booted_at"])


def _station_registered(old: Item, new: Item, at: datetime | None) -> list[Event]:
    """A new record, or one that says something else of where and what the station is."""
    if at is None or all(old.get(name) == new.get(name) for name in ("evses", "name", "site_id")):
        return []
    return [_record_event("station.registered", new, at)]


def _station_removed(old: Item, at: datetime | None) -> list[Event]:
    if at is None or old["sk"] != "STATION":
        return []
    return [_record_event("station.removed", old, at)]


def _record_event(kind: str, item: Item, at: datetime) -> Event:
    """Each write of a record counts its version up."""
    mark = str(int(item.get("credentials_version", 0)))
    said = {"site_id": str(item["site_id"])} if item.get("site_id") else {}
    return _station_event(kind, item, clock.to_text(at), mark, said)


def _connector_status_changed(old: Item, new: Item) -> Iterator[Event]:
    if new["status"] != old.get("status"):
        names = ("evse_id", "connector_id", "status", "error_code", "vendor_error_code")
        said = {name: _plain(new[name]) for name in names if name in new}
        mark = f"{new['sk']}:{new['reported_at']}:{new['status']}"
        yield _station_event("connector.status_changed", new, new["reported_at"], mark, said)


def _connector_status_late(old: Item, new: Item) -> Iterator[Event]:
    """A status of a time that may have been settled by now."""
    at = new.get("late_status_at")
    if at is not None and at != old.get("late_status_at"):
        said = {name: _plain(new[name]) for name in ("evse_id", "connector_id")}
        yield _station_event("connector.status_late", new, at, f"{new['sk']}:{at}", said)


def _security_event(old: Item, new: Item) -> Iterator[Event]:
    """Only critical ones are business facts; the journal has them all."""
    if new.get("critical") and not old:
        said = {"type": json.loads(new["content"])["type"]}
        at, place = new["occurred_at"], new["sk"]
        yield _station_event("station.security_event", new, at, place, said)


def _charging_needs(old: Item, new: Item) -> Iterator[Event]:
    """A vehicle asks for energy by a time: whoever manages energy may answer with a profile."""
    if new["kind"] == "NotifyEVChargingNeeds" and not old:
        said = {"evse_id": int(json.loads(new["content"])["evseId"])}
        yield _station_event("station.charging_needs", new, new["occurred_at"], new["sk"], said)


def _cable_unplugged(old: Item, new: Item) -> Iterator[Event]:
    """OCA's ConnectorUnplugged (1.6), which names its transaction."""
    if new["kind"] == "DataTransfer" and not old:
        understood = json.loads(new["content"]).get("understood", {})
        if "unplugged_at" in understood and "transaction_id" in understood:
            said = {"transaction_id": str(understood["transaction_id"])}
            yield _station_event("session.unplugged", new, new["occurred_at"], new["sk"], said)


def _configuration_drifted(old: Item, new: Item) -> Iterator[Event]:
    """Each report that differs from what is wanted, and the first that does not any more."""
    if new["sk"] == "REPORTED" and new["revision"] != old.get("revision"):
        drifted, before = new.get("drifted", []), old.get("drifted", [])
        at, mark = str(new["reported_at"]), str(int(new["revision"]))
        if drifted:
            said = {"names": [str(one) for one in drifted]}
            yield _station_event("station.configuration_drifted", new, at, mark, said)
        elif before:
            yield _station_event("station.configuration_agrees", new, at, mark)


def _certificate_ending(old: Item, new: Item) -> Iterator[Event]:
    """Nobody has renewed it; what is noted of it changes from soon to ended."""
    noted = new.get("ending")
    if noted and noted != old.get("ending"):
        ended = noted == "ended"
        kind = "station.certificate_expired" if ended else "station.certificate_ending"
        at = new["not_after"] if ended else new["recorded_at"]
        yield _certificate_event(kind, new, at, f"{new['serial']}:{noted}")


def _certificate_in_force(old: Item, new: Item) -> Iterator[Event]:
    if new["state"] == "active" != old.get("state"):
        at = new["recorded_at"]
        yield _certificate_event("station.certificate_in_force", new, at, new["serial"])


def _certificate_event(kind: str, item: Item, at: str, mark: str) -> Event:
    said = {"use": str(item["certificate_use"]), "not_after": str(item["not_after"])}
    return _station_event(kind, item, at, mark, said)


def _gap_found(old: Item, new: Item) -> Iterator[Event]:
    """One for each report with gaps; the report has the references."""
    if new["gap_count"] and not old:
        checks = sorted(str(one["check"]) for one in new["results"] if one["gap_count"])
        said = {"report_id": new["sk"], "gap_count": int(new["gap_count"]), "checks": checks}
        at = clock.from_text(new["ended_at"])
        yield Event(f"money.gap_found:{new['sk']}", "money.gap_found", at, said)


def _reservation_charged(old: Item, new: Item) -> Iterator[Event]:
    """A fee was decided and its transfer posted with it: once, for ever."""
    fee = new.get("fee")
    if not fee or not fee.get("transfer_id") or old.get("fee"):
        return
    station_id, number = str(new["sk"]), int(str(new["pk"]).partition("#")[2])
    said = {"station_id": station_id, "reservation_id": number, "driver_id": str(new["driver"])}
    said |= {"site_id": str(new["site_id"])} if new.get("site_id") else {}
    event_id = f"reservation.charged:{station_id}:{number}"
    yield Event(event_id, "reservation.charged", clock.from_text(fee["decided_at"]), said)


def _dispute_changed(old: Item, new: Item) -> Iterator[Event]:
    """Once for each state and sum of a dispute; the payment has the rest."""
    if not old:
        said = {name: new[name] for name in ("dispute_id", "payment_id", "state", "reason")}
        mark = f"{new['dispute_id']}:{new['sk']}"
        at = clock.from_text(new["noted_at"])
        yield Event(f"money.dispute_changed:{mark}", "money.dispute_changed", at, said)


def _terminal_trouble(old: Item, new: Item) -> Iterator[Event]:
    """Once for each trouble, and once for its end."""
    if not old:
        kind = "terminal.trouble_over" if new["over"] else "terminal.trouble_found"
        names = ("trouble", "object_id", "station_id", "session_id", "text")
        said = {name: new[name] for name in names if name in new}
        mark = f"{new['trouble']}:{new['object_id']}:{new['sk']}"
        yield Event(f"{kind}:{mark}", kind, clock.from_text(new["noted_at"]), said)


def _incident(old: Item, new: Item) -> Iterator[Event]:
    """Each notice once; what nobody shall be told (suppressed, flapping) counts none."""
    if new["sk"] == "RECORD" and new.get("notices", 0) != old.get("notices", 0):
        names = ("incident_id", "severity", "site_id", "station_id")
        said = {name: new[name] for name in names if name in new} | {"incident_kind": new["kind"]}
        kind, mark = NOTICES[new["notice"]], f"{new['incident_id']}:{int(new['notices'])}"
        yield Event(f"{kind}:{mark}", kind, clock.from_text(new["noticed_at"]), said)


def _books_agree(old: Item, new: Item) -> Iterator[Event]:
    """One for each report without gaps: what was found before is put right."""
    if not new["gap_count"] and not old:
        said, at = {"report_id": new["sk"]}, clock.from_text(new["ended_at"])
        yield Event(f"money.books_agree:{new['sk']}", "money.books_agree", at, said)


def _certificate_requested(old: Item, new: Item) -> Iterator[Event]:
    if not old:
        said = {"request_id": str(new["sk"]).partition("#")[2]}
        at = new["requested_at"]
        yield _station_event("station.certificate_requested", new, at, said["request_id"], said)


def _station_event(
    kind: str, item: Item, at: str, mark: str, body: dict[str, Any] | None = None
) -> Event:
    station_id = str(item["pk"]).partition("#")[2]
    return Event(
        f"{kind}:{station_id}:{mark}",
        kind,
        clock.from_text(at),
        {"station_id": station_id, **(body or {})},
    )


def _plain(value: Any) -> str | int:
    return value if isinstance(value, str) else int(value)


# Actions that begin a session from afar, as they are asked for.
REMOTE_STARTS = {"start", "RemoteStartTransaction", "RequestStartTransaction"}
# What the bus is told of an incident, by the last notice of its record.
NOTICES = {
    "opened": "incident.opened",
    "acknowledged": "incident.acknowledged",
    "escalated": "incident.escalated",
    "resolved": "incident.resolved",
}
# Items whose partition alone tells what they are.
PARTITIONS: dict[str, list[Callable[[Item, Item], Iterator[Event]]]] = {
    "LOG": [_security_event, _charging_needs, _cable_unplugged],
    "RECONCILIATION": [_gap_found, _books_agree],
    "CFG": [_configuration_drifted],
    "CMD": [_start_failed],
    "DISPUTE": [_dispute_changed],
    "TROUBLE": [_terminal_trouble],
    "INC": [_incident],
    "RSV": [_reservation_charged],
}
SORT_KEYS: dict[str, list[Callable[[Item, Item], Iterator[Event]]]] = {
    "REQ#": [_certificate_requested],
    "CERT#": [_certificate_ending, _certificate_in_force],
    "TX#": [
        _session_started,
        _start_refused,
        _session_stopped,
        _session_unplugged,
        _session_ended,
        _session_settled,
        _session_silent,
        _session_late_fact,
        _session_corrected,
        _session_balance_low,
    ],
    "CONNECTION": [
        _station_connected,
        _station_disconnected,
        _station_offline,
        _station_online,
    ],
    "BOOT": [_station_booted],
    "CONNECTOR#": [_connector_status_changed, _connector_status_late],
}
