"""Times of the wire, as RFC 3339 has them; what is odd about them has a name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csms.clock import from_text
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes
from csms.vendors.times import readable

if TYPE_CHECKING:
    from datetime import tzinfo

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def read(text: Any, zone: tzinfo | None = None) -> tuple[Any, list[Anomaly], Any]:
    notes = Notes(NOW)
    payload = readable({"timestamp": text}, notes, zone)
    return payload["timestamp"], notes.anomalies, notes.facts.get("timestamp")


@pytest.mark.parametrize(
    "text",
    ["2026-11-23T11:00:00Z", "2026-11-23T11:00:00.123Z", "2026-11-23T12:00:00+01:00"],
)
def test_a_usual_time_stays_as_it_was_written(text: str) -> None:
    assert read(text) == (text, [], None)


@pytest.mark.parametrize(
    ("text", "zone", "meant", "anomalies"),
    [
        ("2026-11-23T12:00:00+0100", None, "2026-11-23T11:00:00Z", []),
        ("2026-11-23 11:00:00Z", None, "2026-11-23T11:00:00Z", []),
        ("2026-11-23T11:00:00,5z", None, "2026-11-23T11:00:00.500000Z", []),
        ("2026-11-23T11:00:00", None, "2026-11-23T11:00:00Z", [Anomaly.TIME_NO_ZONE]),
        ("2026-11-23T11:00:00", BERLIN, "2026-11-23T10:00:00Z", [Anomaly.TIME_NO_ZONE]),
        ("2026-07-23T11:00:00", BERLIN, "2026-07-23T09:00:00Z", [Anomaly.TIME_NO_ZONE]),
        ("1795431600", None, "2026-11-23T11:00:00Z", []),
        ("1795431600123", None, "2026-11-23T11:00:00Z", []),
        ("2026-11-23T13:00:00Z", None, "2026-11-23T13:00:00Z", [Anomaly.CLOCK_AHEAD]),
        ("1970-01-01T00:01:00Z", None, "1970-01-01T00:01:00Z", [Anomaly.CLOCK_UNSET]),
        ("yesterday", None, "yesterday", [Anomaly.TIME_UNREADABLE]),
        ("2026-02-30T11:00:00Z", None, "2026-02-30T11:00:00Z", [Anomaly.TIME_UNREADABLE]),
        ("0001-01-01T00:00:00", BERLIN, "0001-01-01T00:00:00", None),
        ("", None, "", [Anomaly.TIME_UNREADABLE]),
    ],
)
def test_an_odd_time_is_read_and_named(
    text: str, zone: tzinfo | None, meant: str, anomalies: list[Anomaly] | None
) -> None:
    found, named, written = read(text, zone)
    assert found == meant
    assert written == (text if text != meant else None), "the station's own words are kept"
    assert anomalies is None or named == anomalies


@given(
    st.text(max_size=30)
    | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[Z+:0-9.]*", fullmatch=True)
)
def test_any_text_is_read_or_named(text: str) -> None:
    found, named, _ = read(text, BERLIN)
    if Anomaly.TIME_UNREADABLE in named:
        assert found == text
    else:
        assert from_text(found).tzinfo is not None


@given(
    st.datetimes(datetime(2015, 1, 2), datetime(2026, 11, 22)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_a_moment_is_the_same_in_every_zone(local: datetime, minutes: int) -> None:
    moment = local.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    found, named, _ = read(moment.isoformat())
    assert named == []
    assert from_text(found) == moment


def test_times_of_meter_values_are_read_too() -> None:
    notes = Notes(NOW)
    entries = [{"timestamp": "2026-11-23T11:00:00", "sampledValue": []}, {"sampledValue": []}]
    payload = readable({"meterValue": entries}, notes, None)
    times = [one["timestamp"] for one in payload["meterValue"]]
    assert times == ["2026-11-23T11:00:00Z", "2026-11-23T12:00:00.000Z"]
    assert notes.anomalies == [Anomaly.TIME_NO_ZONE]
    stop = readable({"transactionData": entries}, Notes(NOW), BERLIN)
    assert stop["transactionData"][0]["timestamp"] == "2026-11-23T10:00:00Z"


def test_a_payload_of_usual_times_is_the_same_object() -> None:
    payload = {"timestamp": "2026-11-23T11:00:00Z", "meterValue": []}
    assert readable(payload, Notes(NOW), None) is payload
