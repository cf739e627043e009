"""The outbox: a change in a stream becomes events on the bus, the same change the same event."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT
from tests.functional.streams import stream_event

from event_consumers import publish_outbox

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

SESSION = {
    "pk": "ST#CP1",
    "sk": "TX#7",
    "station_id": "CP1",
    "transaction_id": "7",
    "session_id": "01SESSION",
    "started_at": "2026-11-23T10:00:00.000Z#01SESSION",
    "start_key": "start",
    "driver_id": "driver-1",
}
STOPPED = SESSION | {"stop_key": "stop", "stopped_at": "2026-11-23T11:00:00.000Z"}
SETTLED = STOPPED | {"settlement": {"outcome": "settled", "settled_at": "2026-11-23T11:00:09.000Z"}}


class Subscriber:
    """A queue that gets everything on the bus."""

    def __init__(self) -> None:
        self._sqs: SQSClient = boto3.client("sqs")
        self._url = self._sqs.create_queue(QueueName="all")["QueueUrl"]
        arn = "arn:aws:sqs:eu-central-1:123456789012:all"
        events = boto3.client("events")
        events.create_event_bus(Name="bus")
        pattern = json.dumps({"source": ["stationmaster"]})
        events.put_rule(Name="all", EventBusName="bus", EventPattern=pattern)
        events.put_targets(Rule="all", EventBusName="bus", Targets=[{"Id": "q", "Arn": arn}])

    def received(self) -> list[dict[str, Any]]:
        answer = self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10)
        return [json.loads(one["Body"]) for one in answer.get("Messages", [])]


@pytest.fixture
def subscriber(deployment: None, monkeypatch: pytest.MonkeyPatch) -> Subscriber:
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    forget_services()
    return Subscriber()


def publish(*changes: tuple[dict[str, Any] | None, dict[str, Any]]) -> None:
    answer = publish_outbox.handler(stream_event(*changes), CONTEXT)
    assert answer["batchItemFailures"] == []


def test_the_life_of_a_session_is_told(subscriber: Subscriber) -> None:
    publish((None, SESSION), (SESSION, STOPPED), (STOPPED, SETTLED))

    received = sorted(subscriber.received(), key=lambda one: str(one["time"]))
    told = [(one["detail-type"], one["detail"]["event_id"]) for one in received]
    assert told == [
        ("session.started", "session.started:01SESSION"),
        ("session.stopped", "session.stopped:01SESSION"),
        ("session.ended", "session.ended:01SESSION"),
        ("session.settled", "session.settled:01SESSION"),
    ]
    assert received[1]["detail"]["transaction_id"] == "7"


def test_where_parking_is_priced_the_stop_is_not_the_end(subscriber: Subscriber) -> None:
    stopped = STOPPED | {"idle_priced": True}
    publish((SESSION | {"idle_priced": True}, stopped))
    assert [one["detail-type"] for one in subscriber.received()] == ["session.stopped"]

    ended = stopped | {"over_at": "2026-11-23T12:00:00.000Z", "over_by": "unplugged"}
    publish((stopped, ended), (ended, ended | {"over_at": "2026-11-23T11:30:00.000Z"}))
    (told,) = subscriber.received()
    assert told["detail-type"] == "session.ended"
    assert told["detail"]["occurred_at"] == "2026-11-23T12:00:00.000Z"


def test_a_vehicle_that_is_away_is_told_only_behind_the_stop(subscriber: Subscriber) -> None:
    gone = {"charging_state": "Idle", "charging_state_order": "2026-11-23T11:05:00.000Z#0000000004"}
    publish((SESSION, SESSION | gone), (STOPPED, STOPPED | gone), (STOPPED | gone, STOPPED | gone))
    (told,) = subscriber.received()
    assert told["detail-type"] == "session.unplugged"
    assert told["detail"]["occurred_at"] == "2026-11-23T11:05:00.000Z"


def test_progress_is_no_business_fact(subscriber: Subscriber) -> None:
    publish((SESSION, SESSION | {"latest_wh": 5}), (STOPPED, STOPPED | {"latest_wh": 5}))

    assert subscriber.received() == []


def test_a_session_under_review_is_told(subscriber: Subscriber) -> None:
    review = {"outcome": "review", "settled_at": "2026-11-23T11:00:09.000Z"}
    publish((STOPPED, STOPPED | {"settlement": review}))

    assert [one["detail-type"] for one in subscriber.received()] == ["session.review"]


def test_reservation_that_is_charged_is_told_once(subscriber: Subscriber) -> None:
    kept = {"pk": "RSV#0000000007", "sk": "CP1", "driver": "driver-1", "site_id": "site-1"}
    fee = {
        "decided_at": "2026-11-23T10:00:00.000Z",
        "reason": "expired",
        "transfer_id": "rsv:CP1:7",
    }
    charged, free = kept | {"fee": fee}, kept | {"fee": fee | {"transfer_id": None}}
    publish((kept, free), (None, kept), (kept, charged), (charged, charged | {"answer": "x"}))

    (told,) = subscriber.received()
    assert told["detail-type"] == "reservation.charged"
    assert told["detail"] == {
        "event_id": "reservation.charged:CP1:7",
        "kind": "reservation.charged",
        "version": 1,
        "occurred_at": "2026-11-23T10:00:00.000Z",
        "station_id": "CP1",
        "reservation_id": 7,
        "driver_id": "driver-1",
        "site_id": "site-1",
    }


def test_what_a_station_does_is_told(subscriber: Subscriber) -> None:
    online = {
        "pk": "ST#CP1",
        "sk": "CONNECTION",
        "connection_id": "c",
        "connected_at": "2026-11-23T10:00:00.000Z",
    }
    seen = online | {"last_seen_at": "2026-11-23T10:05:00.000Z"}
    offline = {
        "pk": "ST#CP1",
        "sk": "CONNECTION",
        "connected_at": "2026-11-23T10:00:00.000Z",
        "disconnected_at": "2026-11-23T10:09:00.000Z",
    }
    free = {
        "pk": "ST#CP1",
        "sk": "CONNECTOR#0001#0001",
        "evse_id": 1,
        "connector_id": 1,
        "status": "Available",
        "reported_at": "2026-11-23T10:01:00.000Z",
    }
    publish((None, online), (online, seen), (seen, offline), (None, free), (free, free))

    kinds = sorted(one["detail-type"] for one in subscriber.received())
    assert kinds == ["connector.status_changed", "station.connected", "station.disconnected"]


def test_an_outage_is_told_once_with_its_reason_and_so_is_its_end(subscriber: Subscriber) -> None:
    there = {
        "pk": "ST#CP1",
        "sk": "CONNECTION",
        "connection_id": "c",
        "connected_at": "2026-11-23T10:00:00.000Z",
    }
    ended = {"disconnected_at": "2026-11-23T10:09:00.000Z"}
    closed = {"pk": "ST#CP1", "sk": "CONNECTION", "connected_at": there["connected_at"]} | ended
    gone = closed | {"offline_since": "2026-11-23T10:09:00.000Z"}
    back = there | {"connection_id": "d", "connected_at": "2026-11-23T11:00:00.000Z"}
    publish((closed, gone), (gone, gone), (gone, back), (back, back))
    publish((there, gone))

    told = [one["detail"] for one in subscriber.received()]
    offline = [one for one in told if one["kind"] == "station.offline"]
    assert [one["reason"] for one in offline] == ["disconnected", "silent"]
    assert {one["occurred_at"] for one in offline} == {"2026-11-23T10:09:00.000Z"}
    (online,) = (one for one in told if one["kind"] == "station.online")
    assert online["occurred_at"] == "2026-11-23T11:00:00.000Z"


def test_a_silent_session_is_told_once(subscriber: Subscriber) -> None:
    flagged = SESSION | {"flags": {"silent"}}
    publish((SESSION, flagged), (flagged, flagged | {"latest_wh": 5}))

    assert [one["detail-type"] for one in subscriber.received()] == ["session.silent"]


def test_a_critical_security_event_is_told_once(subscriber: Subscriber) -> None:
    entry = {
        "pk": "LOG#CP1",
        "sk": "2026-11-23T10:00:00.000Z#SecurityEventNotification#abc",
        "kind": "SecurityEventNotification",
        "occurred_at": "2026-11-23T10:00:00.000Z",
        "content": '{"type":"TamperDetectionActivated"}',
    }
    critical = entry | {"critical": True}
    publish((None, entry), (None, critical), (critical, critical))

    (told,) = subscriber.received()
    assert told["detail-type"] == "station.security_event"
    assert told["detail"]["type"] == "TamperDetectionActivated"


def test_a_start_that_fails_is_told_whoever_refused_it(subscriber: Subscriber) -> None:
    refused = SESSION | {"start_decision": "Blocked"}
    command = {
        "pk": "CMD#CP1",
        "sk": "01COMMAND",
        "action": "start",
        "state": "sent",
        "created_at": "2026-11-23T10:00:00.000Z",
        "sent_at": "2026-11-23T10:00:01.000Z",
    }
    late = command | {"state": "timed_out"}
    publish((None, refused), (None, command), (command, late), (late, late))
    publish((None, command | {"action": "reset", "state": "rejected"}))
    publish((None, SESSION | {"start_decision": "Accepted"}))

    told = [one["detail"] for one in subscriber.received()]
    failed = {one["reason"]: one for one in told if one["kind"] == "session.start_failed"}
    assert failed.keys() == {"Blocked", "timed_out"}
    assert failed["Blocked"]["session_id"] == "01SESSION"
    assert failed["timed_out"]["station_id"] == "CP1"
    assert failed["timed_out"]["occurred_at"] == "2026-11-23T10:00:01.000Z"


def test_a_configuration_that_drifts_is_told_at_each_report(subscriber: Subscriber) -> None:
    def report(revision: int, *drifted: str) -> dict[str, Any]:
        head = {"pk": "CFG#CP1", "sk": "REPORTED", "readings": {}, "revision": revision}
        return head | {"drifted": list(drifted), "reported_at": "2026-11-23T10:00:00.000Z"}

    first, second, third = report(1, "A"), report(2, "A", "B"), report(3)
    publish((None, first), (first, second), (second, third), (third, third), (third, report(4)))
    publish((None, {"pk": "CFG#CP1", "sk": "WANTED", "settings": {}}))

    told = sorted((one["detail"] for one in subscriber.received()), key=lambda one: one["event_id"])
    kinds = [one["kind"].rpartition("_")[2] for one in told]
    assert kinds == ["agrees", "drifted", "drifted"]
    assert told[2]["names"] == ["A", "B"]


def test_a_certificate_that_ends_is_told_and_so_is_the_next(subscriber: Subscriber) -> None:
    issued = {
        "pk": "CERT#CP1",
        "sk": "CERT#AB",
        "serial": "AB",
        "certificate_use": "V2GCertificate",
        "not_after": "2027-01-31T00:00:00.000Z",
        "recorded_at": "2026-11-23T10:00:00.000Z",
        "state": "issued",
    }
    active = issued | {"state": "active"}
    soon, ended = active | {"ending": "soon"}, active | {"ending": "ended"}
    publish((None, issued), (issued, active), (active, soon), (soon, soon), (soon, ended))

    told = sorted(one["detail-type"] for one in subscriber.received())
    assert told == [
        "station.certificate_ending",
        "station.certificate_expired",
        "station.certificate_in_force",
    ]


def test_a_reconciliation_is_told_whether_it_found_gaps_or_not(subscriber: Subscriber) -> None:
    report = {"pk": "RECONCILIATION", "sk": "R1", "ended_at": "2026-11-23T10:00:00.000Z"}
    gap = {"check": "journal_sums_to_zero", "gap_count": 1}
    publish(
        (None, report | {"gap_count": 0, "results": []}),
        (None, report | {"sk": "R2", "gap_count": 1, "results": [gap]}),
    )
    told = sorted(one["detail"]["event_id"] for one in subscriber.received())
    assert told == ["money.books_agree:R1", "money.gap_found:R2"]


def test_a_bus_that_fails_leaves_the_record_for_another_try(
    deployment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENT_BUS_NAME", "no-such-bus")
    forget_services()
    with pytest.raises(Exception, match=r"."):
        publish_outbox.handler(stream_event((None, SESSION)), CONTEXT)
