"""Times of the wire in the form of RFC 3339; what is odd about them gets a name.

Whether a time is believed is decided where it is read (`csms.ocpp.times`).
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from csms import clock
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload

AHEAD = timedelta(minutes=5)
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)
_EPOCH = re.compile(r"\d{10}(\d{3})?")
_ZONE = re.compile(r"(?:[zZ]|[+-]\d\d:?\d\d)$")
_USUAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def readable(payload: Payload, notes: Notes, zone: tzinfo | None) -> Payload:
    """The payload with readable times; `facts["timestamp"]` keeps what a changed one was."""
    if "timestamp" in payload:
        written = payload["timestamp"]
        meant = _meant(written, notes, zone)
        if meant != written:
            notes.facts["timestamp"] = written
            payload = payload | {"timestamp": meant}
    entries = payload.get("meterValue") or payload.get("transactionData")
    if isinstance(entries, list) and any(_odd(one) for one in entries):
        name = "meterValue" if "meterValue" in payload else "transactionData"
        payload = payload | {name: [_entry(one, notes, zone) for one in entries]}
    return payload


def _odd(entry: object) -> bool:
    text = entry.get("timestamp") if isinstance(entry, dict) else None
    return not (isinstance(text, str) and _USUAL.fullmatch(text))


def _entry(entry: Payload, notes: Notes, zone: tzinfo | None) -> Payload:
    if "timestamp" not in entry:
        return entry | {"timestamp": clock.to_text(notes.received_at)}
    return entry | {"timestamp": _meant(entry["timestamp"], notes, zone)}


def _meant(written: str, notes: Notes, zone: tzinfo | None) -> str:
    """The text of the moment; unreadable ones stay as they are."""
    try:
        moment = _moment(written, notes, zone)
    except (ValueError, OverflowError):
        notes.add(Anomaly.TIME_UNREADABLE)
        return written
    if moment > notes.received_at + AHEAD:
        notes.add(Anomaly.CLOCK_AHEAD)
    elif moment < EARLIEST:
        notes.add(Anomaly.CLOCK_UNSET)
    return written if _USUAL.fullmatch(written) else moment.isoformat().replace("+00:00", "Z")


def _moment(written: str, notes: Notes, zone: tzinfo | None) -> datetime:
    text = written.strip().upper().replace(",", ".")
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if _ZONE.search(text):
        return clock.from_text(text)
    moment = datetime.fromisoformat(text).replace(tzinfo=zone or UTC).astimezone(UTC)
    notes.add(Anomaly.TIME_NO_ZONE)
    return moment
