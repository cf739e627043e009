"""From changes of stored items to events: the tables' streams are the outbox.

A change is (old item, new item) in plain form. An event is made where a fact appears that was not
there before, so that the same change always makes the same event.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from csms.events import (
    of_certificates,
    of_incidents,
    of_money,
    of_reports,
    of_sessions,
    of_stations,
)
from csms.events.changes import Item
from csms.events.envelope import Event

type Rule = Callable[[Item, Item], Iterator[Event]]


def events_of(old: Item | None, new: Item | None, at: datetime | None = None) -> list[Event]:
    """The events that a change of one item means; none for most. `at` is when it was written,
    where the item does not say it.
    """
    if new is None:
        return of_stations.station_removed(old, at) if old else []
    if new["sk"] == "STATION":
        return of_stations.station_registered(old or {}, new, at)
    before = old or {}
    return [event for rule in _rules(new) for event in rule(before, new)]


def _rules(item: Item) -> list[Rule]:
    """By the partition, else by the sort key: whole, or what stands before its first `#`."""
    by_partition = PARTITIONS.get(str(item["pk"]).partition("#")[0])
    if by_partition is not None:
        return by_partition
    head, divider, _ = str(item["sk"]).partition("#")
    return SORT_KEYS.get(head + divider, [])


# Items whose partition alone tells what they are.
PARTITIONS: dict[str, list[Rule]] = {
    "LOG": [of_reports.security_event, of_reports.charging_needs, of_reports.cable_unplugged],
    "RECONCILIATION": [of_money.gap_found, of_money.books_agree],
    "CFG": [of_stations.configuration_drifted],
    "CMD": [of_sessions.start_failed],
    "DISPUTE": [of_money.dispute_changed],
    "TROUBLE": [of_money.terminal_trouble],
    "INC": [of_incidents.incident],
    "RSV": [of_money.reservation_charged],
}
SORT_KEYS: dict[str, list[Rule]] = {
    "REQ#": [of_certificates.certificate_requested],
    "CERT#": [of_certificates.certificate_ending, of_certificates.certificate_in_force],
    "TX#": [
        of_sessions.session_started,
        of_sessions.start_refused,
        of_sessions.session_stopped,
        of_sessions.session_unplugged,
        of_sessions.session_ended,
        of_sessions.session_settled,
        of_sessions.session_silent,
        of_sessions.session_late_fact,
        of_sessions.session_corrected,
        of_sessions.session_balance_low,
    ],
    "CONNECTION": [
        of_stations.station_connected,
        of_stations.station_disconnected,
        of_stations.station_offline,
        of_stations.station_online,
    ],
    "BOOT": [of_stations.station_booted],
    "CONNECTOR#": [of_reports.connector_status_changed, of_reports.connector_status_late],
}
