from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from csms.events.catalogue import events_of
from csms.events.envelope import Event

SESSION = {
    "pk": "ST#CP1",
    "sk": "TX#T1",
    "station_id": "CP1",
    "transaction_id": "T1",
    "session_id": "S1",
    "started_at": "2026-01-20T12:00:00.000Z#S1",
    "site_id": "site-1",
}
STARTED = SESSION | {"start_key": "k"}
ENDED = STARTED | {"stop_key": "k", "stopped_at": "2026-01-20T13:00:00.000Z"}
SETTLEMENT = {"outcome": "settled", "settled_at": "2026-01-20T13:05:00.000Z"}
SETTLED = ENDED | {"settlement": SETTLEMENT}
REVIEWED = ENDED | {"settlement": SETTLEMENT | {"outcome": "review"}}
DECIDED = ENDED | {"settlement": SETTLEMENT | {"decided": ["waive", "sub", "at", "why"]}}
IN_IT, AFTER_IT = "2026-01-20T12:30:00.000Z#0001", "2026-01-20T13:05:00.001Z"
LATE_STOP = {"stop_key": "late", "stopped_at": "2026-01-20T12:50:00.000Z"}
CORRECTION = {"number": Decimal(1), "outcome": "charged", "at": "2026-01-20T14:00:00.000Z"}
LATE = "connector.status_late"
CONNECTION = {"pk": "ST#CP1", "sk": "CONNECTION"}
CONNECTED = CONNECTION | {"connection_id": "a", "connected_at": "2026-01-20T12:00:00.000Z"}
DISCONNECTED = CONNECTION | {
    "connected_at": "2026-01-20T12:00:00.000Z",
    "disconnected_at": "2026-01-20T12:05:00.000Z",
}
BOOT = {"pk": "ST#CP1", "sk": "BOOT", "booted_at": "2026-01-20T12:00:00.000Z"}
STATUS = {
    "pk": "ST#CP1",
    "sk": "CONNECTOR#0001#0001",
    "evse_id": Decimal(1),
    "connector_id": Decimal(1),
    "status": "Available",
    "reported_at": "2026-01-20T12:00:00.000Z",
}

LOGGED = {
    "pk": "LOG#CP1",
    "sk": "2026-01-20T12:00:00.000Z#SecurityEventNotification#abc",
    "kind": "SecurityEventNotification",
    "occurred_at": "2026-01-20T12:00:00.000Z",
    "content": '{"type":"TamperDetectionActivated","techInfo":"lid"}',
}
CRITICAL = LOGGED | {"critical": True}

Item = dict[str, Any]


def kinds(old: Item | None, new: Item | None) -> list[str]:
    return [event.kind for event in events_of(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, STARTED, ["session.started"]),
        (None, SESSION, []),
        (SESSION, STARTED, ["session.started"]),
        (STARTED, STARTED | {"latest_wh": 5}, []),
        (STARTED, ENDED, ["session.stopped", "session.ended"]),
        (None, ENDED, ["session.started", "session.stopped", "session.ended"]),
        (ENDED, SETTLED, ["session.settled"]),
        (ENDED, ENDED | {"settlement": SETTLEMENT | {"outcome": "review"}}, ["session.review"]),
        (SETTLED, SETTLED | {"flags": {"x"}}, []),
        (SETTLED, SETTLED | {"latest_order": IN_IT}, ["session.late_fact"]),
        (SETTLED, SETTLED | {"late_fact": IN_IT}, ["session.late_fact"]),
        (SETTLED, SETTLED | {"late_stop": LATE_STOP}, ["session.late_fact"]),
        (SETTLED, SETTLED | {"latest_order": AFTER_IT, "late_fact": AFTER_IT}, []),
        (ENDED, SETTLED | {"latest_order": IN_IT}, ["session.settled"]),
        (ENDED, ENDED | {"latest_order": IN_IT}, []),
        (REVIEWED, REVIEWED | {"late_fact": IN_IT}, []),
        (DECIDED, DECIDED | {"late_stop": LATE_STOP}, []),
        (SETTLED, SETTLED | {"corrections": [CORRECTION]}, ["session.corrected"]),
        (
            SETTLED | {"corrections": [CORRECTION]},
            SETTLED | {"corrections": [CORRECTION, CORRECTION | {"number": 2}]},
            ["session.corrected"],
        ),
        (STATUS, STATUS | {"late_status_at": "2026-01-20T11:00:00.000Z"}, [LATE]),
        (STATUS | {"late_status_at": "x"}, STATUS | {"late_status_at": "x"}, []),
        (None, CONNECTED, ["station.connected"]),
        (CONNECTED, CONNECTED | {"last_seen_at": "later"}, []),
        (CONNECTED, CONNECTED | {"connection_id": "b"}, ["station.connected"]),
        (CONNECTED, DISCONNECTED, ["station.disconnected"]),
        (DISCONNECTED, CONNECTED | {"connection_id": "b"}, ["station.connected"]),
        (None, BOOT, ["station.booted"]),
        (BOOT, BOOT | {"firmware_version": "2"}, []),
        (BOOT, BOOT | {"booted_at": "2026-01-21T12:00:00.000Z"}, ["station.booted"]),
        (None, STATUS, ["connector.status_changed"]),
        (STATUS, STATUS | {"reported_at": "2026-01-20T13:00:00.000Z"}, []),
        (STATUS, STATUS | {"status": "Faulted"}, ["connector.status_changed"]),
        (None, {"pk": "ST#CP1", "sk": "STATION"}, []),
        (None, {"pk": "ST#CP1", "sk": "ORPHAN#1"}, []),
        (None, {"pk": "CMD#CP1", "sk": "01ABC"}, []),
        (STARTED, None, []),
        (None, LOGGED, []),
        (None, CRITICAL, ["station.security_event"]),
        (CRITICAL, CRITICAL | {"received_at": "later"}, []),
        (None, {"pk": "REPORT#CP1", "sk": "7#NotifyReport#n0"}, []),
    ],
)
def test_event_is_made_where_a_fact_appears(
    old: Item | None, new: Item | None, expected: list[str]
) -> None:
    assert kinds(old, new) == expected


def test_same_change_makes_the_same_event() -> None:
    assert events_of(STARTED, ENDED) == events_of(STARTED, ENDED)


def test_event_of_a_session_says_whose_it_is() -> None:
    *_, event = events_of(STARTED, ENDED | {"driver_id": "driver-1"})
    assert event.event_id == "session.ended:S1"
    assert event.detail() == {
        "event_id": "session.ended:S1",
        "kind": "session.ended",
        "version": 1,
        "occurred_at": "2026-01-20T13:00:00.000Z",
        "session_id": "S1",
        "station_id": "CP1",
        "transaction_id": "T1",
        "site_id": "site-1",
        "driver_id": "driver-1",
    }


def test_event_of_a_connector_has_plain_numbers() -> None:
    (event,) = events_of(None, STATUS | {"error_code": "GroundFailure"})
    assert event.body == {
        "station_id": "CP1",
        "evse_id": 1,
        "connector_id": 1,
        "status": "Available",
        "error_code": "GroundFailure",
    }
    assert {type(value) for value in event.body.values()} == {str, int}


def test_end_of_a_socket_is_told_by_the_socket_that_ended() -> None:
    (event,) = events_of(CONNECTED, DISCONNECTED)
    assert event.event_id == "station.disconnected:CP1:a"


def test_each_socket_is_an_event_of_its_own() -> None:
    events: list[Event] = [
        event
        for connection_id in ("a", "b")
        for event in events_of(DISCONNECTED, CONNECTED | {"connection_id": connection_id})
    ]
    assert len({event.event_id for event in events}) == 2


def test_security_event_says_what_kind_it_is_and_no_more() -> None:
    (event,) = events_of(None, CRITICAL)
    assert event.event_id == f"station.security_event:CP1:{LOGGED['sk']}"
    assert event.body == {"station_id": "CP1", "type": "TamperDetectionActivated"}


def test_the_needs_of_a_vehicle_are_told_once_with_their_evse() -> None:
    needs = LOGGED | {"kind": "NotifyEVChargingNeeds", "content": '{"evseId":2}'}
    (event,) = events_of(None, needs)
    assert event.kind == "station.charging_needs"
    assert event.body == {"station_id": "CP1", "evse_id": 2}
    assert events_of(needs, needs) == []


def test_late_fact_says_what_was_heard_last_and_a_correction_what_it_was() -> None:
    late = SETTLED | {"latest_order": IN_IT, "late_fact": IN_IT}
    (event,) = events_of(SETTLED, late)
    assert event.body["heard"] == f"{IN_IT}|{IN_IT}|"
    assert event.occurred_at.isoformat() == "2026-01-20T12:30:00+00:00"
    (other,) = events_of(late, late | {"late_stop": LATE_STOP})
    assert event.event_id != other.event_id
    (corrected,) = events_of(SETTLED, SETTLED | {"corrections": [CORRECTION]})
    assert corrected.event_id == "session.corrected:S1:1"
    assert (corrected.body["number"], corrected.body["outcome"]) == (1, "charged")


WRITTEN_AT = datetime(2026, 1, 20, 12, tzinfo=UTC)
RECORD = {"pk": "ST#CP1", "sk": "STATION", "site_id": "site-1", "evses": []}


def told(old: Item | None, new: Item | None) -> list[str]:
    return [event.event_id for event in events_of(old, new, WRITTEN_AT)]


def test_a_station_that_is_new_other_or_gone_is_told() -> None:
    first, second = (RECORD | {"credentials_version": Decimal(n)} for n in (1, 2))
    assert told(None, first) == ["station.registered:CP1:1"]
    assert told(first, second) == []
    assert told(first, second | {"name": "North"}) == ["station.registered:CP1:2"]
    assert told(second, None) == ["station.removed:CP1:2"]
    assert told({"pk": "CMD#CP1", "sk": "1"}, None) == []


def test_a_return_says_since_when_the_station_was_away() -> None:
    away = DISCONNECTED | {"offline_since": "2026-01-20T12:05:00.000Z"}
    back = CONNECTION | {"connection_id": "b", "connected_at": "2026-01-20T14:00:00.000Z"}
    (online,) = (one for one in events_of(away, back) if one.kind == "station.online")
    assert online.body["offline_since"] == "2026-01-20T12:05:00.000Z"
