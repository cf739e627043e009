"""Incidents at the surface: events in from the queue, the operator's API, events out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event

from csms import bootstrap
from csms.clock import to_text, utc_now
from event_consumers import publish_outbox
from incident_work import take_in, watch

if TYPE_CHECKING:
    from tests.http_api import Caller

ALARM = {
    "version": "0",
    "id": "2dde0eb1-528b-d2d5-9ca6-6d590caf2329",
    "detail-type": "CloudWatch Alarm State Change",
    "source": "aws.cloudwatch",
    "account": "123456789012",
    "time": "2026-11-28T10:00:00Z",
    "region": "eu-central-1",
    "resources": ["arn:aws:cloudwatch:eu-central-1:123456789012:alarm:s-ReceiptDeadLettersAlarm-X"],
    "detail": {
        "alarmName": "s-ReceiptDeadLettersAlarm-X",
        "configuration": {"description": "Receipt has dead letters", "metrics": []},
        "previousState": {"value": "OK", "timestamp": "2026-11-28T09:00:00.000+0000"},
        "state": {"value": "ALARM", "reason": "Threshold", "timestamp": "2026-11-28T10:00:00.000"},
    },
}
EXECUTION = {
    "version": "0",
    "id": "315c1398-40ff-a850-213b-158f73e60175",
    "detail-type": "Step Functions Execution Status Change",
    "source": "aws.states",
    "account": "123456789012",
    "time": "2026-11-28T10:00:00Z",
    "region": "eu-central-1",
    "resources": ["arn:aws:states:eu-central-1:123456789012:execution:settle:S1"],
    "detail": {
        "executionArn": "arn:aws:states:eu-central-1:123456789012:execution:settle:S1",
        "stateMachineArn": "arn:aws:states:eu-central-1:123456789012:stateMachine:settle",
        "name": "S1",
        "status": "FAILED",
    },
}


def deliver(*events: dict[str, Any]) -> None:
    """As the queue hands them over."""
    records = [
        {"messageId": str(number), "body": json.dumps(one)} for number, one in enumerate(events)
    ]
    assert take_in.handler({"Records": records}, CONTEXT) == {"batchItemFailures": []}


def an_event(kind: str, event_id: str = "", **body: Any) -> dict[str, Any]:
    at = to_text(utc_now())
    detail = {"event_id": event_id or f"{kind}:{body}:{at}", "kind": kind, "occurred_at": at}
    return {"source": "stationmaster", "detail-type": kind, "detail": detail | body}


def told_by_stream() -> list[dict[str, Any]]:
    """Every change of the tables so far, as its stream would have it, through the publisher."""
    queue = boto3.client("sqs").create_queue(QueueName="all")["QueueUrl"]
    found = boto3.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return [json.loads(one["Body"])["detail"] for one in found.get("Messages", [])]


def records() -> list[dict[str, Any]]:
    table = boto3.resource("dynamodb").Table("IncidentsTable")
    found: list[dict[str, Any]] = table.scan()["Items"]
    return [one for one in found if one["sk"] == "RECORD" and str(one["pk"]).startswith("INC#")]


def fault(station: Station, status: str = "Faulted", code: str = "HighTemperature") -> None:
    """A frame, and the event that its change becomes."""
    payload = {"connectorId": 1, "errorCode": code, "status": status}
    station.call("StatusNotification", payload | {"timestamp": to_text(utc_now())})
    place: dict[str, Any] = {"station_id": "CP1", "evse_id": 1, "connector_id": 1}
    deliver(an_event("connector.status_changed", status=status, error_code=code, **place))


def test_a_fault_is_listed_with_its_advice_and_gone_from_the_list_with_it(
    network: None, operator: Caller
) -> None:
    station = Station()
    fault(station)
    (incident,) = operator.get("/incidents").json["items"]
    assert incident["kind"] == "connector_faulted"
    assert incident["severity"] == "critical"
    assert (incident["site_id"], incident["station_id"]) == ("site-1", "CP1")
    assert (incident["evse_id"], incident["connector_id"]) == (1, 1)
    assert incident["cause"] == "The station is too hot."
    assert incident["advice"]
    fault(station, "Available", "NoError")
    assert operator.get("/incidents").json["items"] == []
    (ended,) = operator.get("/incidents", state="resolved").json["items"]
    assert (ended["incident_id"], ended["resolved_by"]) == (incident["incident_id"], "recovery")


def test_people_acknowledge_comment_and_resolve(network: None, operator: Caller) -> None:
    fault(Station())
    (incident,) = operator.get("/incidents", state="open").json["items"]
    path = f"/incidents/{incident['incident_id']}"
    assert operator.post(f"{path}/acknowledge").json["state"] == "acknowledged"
    assert operator.post(f"{path}/acknowledge", {"text": "again"}).status == 200
    assert operator.post(f"{path}/comments", {"text": "ordered a fan"}).status == 200
    detail = operator.post(f"{path}/resolve", {"text": "replaced"}).json
    assert (detail["state"], detail["resolved_by"]) == ("resolved", "person:operator-1")
    assert operator.post(f"{path}/resolve").json["timeline"] == detail["timeline"]
    told = [(one["what"], one["by"], one["text"]) for one in detail["timeline"]]
    assert told == [
        ("opened", None, "The station is too hot."),
        ("acknowledged", "person:operator-1", None),
        ("commented", "person:operator-1", "again"),
        ("commented", "person:operator-1", "ordered a fan"),
        ("resolved", "person:operator-1", "replaced"),
    ]
    assert operator.post(f"{path}/acknowledge").status == 409
    assert operator.get("/incidents/nothing").status == 404
    assert operator.post(f"{path}/comments", {}).status == 422


def test_lists_filter_and_the_summary_counts(network: None, operator: Caller) -> None:
    fault(Station())
    deliver(
        an_event("session.review", session_id="S1", station_id="CP1", site_id="site-1"),
        an_event("station.security_event", station_id="CP1", type="TamperDetectionActivated"),
        ALARM,
    )
    for query, count in (
        ({"kind": "session_review"}, 1),
        ({"severity": "critical"}, 3),
        ({"site_id": "site-1"}, 3),
        ({"station_id": "CP1", "severity": "major"}, 1),
        ({"state": "all"}, 4),
        ({"state": "acknowledged"}, 0),
    ):
        assert len(operator.get("/incidents", **query).json["items"]) == count, query
    summary = operator.get("/incidents/summary").json
    assert summary["open"] == {"critical": 3, "major": 1, "minor": 0, "info": 0}
    by_site = {one["site_id"]: one["critical"] for one in summary["by_site"]}
    assert by_site == {"site-1": 2, None: 1}
    first = operator.get("/incidents", limit=3).json
    second = operator.get("/incidents", limit=3, cursor=first["next"]).json
    assert len(first["items"] + second["items"]) == 4


def test_a_dead_letter_alarm_comes_and_goes(network: None, operator: Caller) -> None:
    ok = ALARM | {"id": "another", "time": "2026-11-28T10:05:00Z"}
    ok |= {"detail": ALARM["detail"] | {"state": {"value": "OK"}}}  # type: ignore[operator]
    deliver(ALARM)
    (incident,) = operator.get("/incidents").json["items"]
    assert (incident["kind"], incident["severity"]) == ("dead_letters", "critical")
    assert incident["cause"] == "Receipt has dead letters"
    deliver(ok)
    assert operator.get("/incidents").json["items"] == []


def test_a_failed_settlement_is_over_when_the_session_is_settled(
    network: None, operator: Caller
) -> None:
    deliver(EXECUTION)
    (incident,) = operator.get("/incidents").json["items"]
    assert (incident["kind"], incident["session_id"]) == ("settlement_failed", "S1")
    deliver(an_event("session.settled", session_id="S1", station_id="CP1"))
    assert operator.get("/incidents").json["items"] == []


def test_what_means_nothing_and_what_cannot_be_read(network: None, operator: Caller) -> None:
    deliver(an_event("session.started", session_id="S1"))
    broken = {"Records": [{"messageId": "1", "body": json.dumps({"detail": {}})}]}
    with pytest.raises(Exception, match="detail-type"):
        take_in.handler(broken, CONTEXT)
    assert operator.get("/incidents").json["items"] == []


def test_each_notice_becomes_one_event(
    network: None, operator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    forget_services()
    boto3.client("events").create_event_bus(Name="bus")
    arn = "arn:aws:sqs:eu-central-1:123456789012:all"
    boto3.client("sqs").create_queue(QueueName="all")
    events = boto3.client("events")
    events.put_rule(
        Name="all", EventBusName="bus", EventPattern=json.dumps({"source": ["stationmaster"]})
    )
    events.put_targets(Rule="all", EventBusName="bus", Targets=[{"Id": "q", "Arn": arn}])
    fault(Station())
    (opened,) = records()
    (item,) = operator.get("/incidents").json["items"]
    operator.post(f"/incidents/{item['incident_id']}/comments", {"text": "hm"})
    (commented,) = records()
    operator.post(f"/incidents/{item['incident_id']}/acknowledge")
    (taken,) = records()
    changes = stream_event((None, opened), (opened, commented), (commented, taken), (taken, taken))
    assert publish_outbox.handler(changes, CONTEXT) == {"batchItemFailures": []}
    told = sorted(told_by_stream(), key=lambda one: str(one["event_id"]))
    assert [one["kind"] for one in told] == ["incident.acknowledged", "incident.opened"]
    assert told[1] == {
        "event_id": f"incident.opened:{item['incident_id']}:1",
        "kind": "incident.opened",
        "version": 1,
        "occurred_at": item["opened_at"],
        "incident_id": item["incident_id"],
        "incident_kind": "connector_faulted",
        "severity": "critical",
        "site_id": "site-1",
        "station_id": "CP1",
    }


def test_the_watch_looks_and_counts_stations(network: None, operator: Caller) -> None:
    fault(Station())
    watch.handler({}, CONTEXT)
    assert (bootstrap.incidents().size("network"), bootstrap.incidents().size("site:site-1")) == (
        1,
        1,
    )


def test_the_overview_counts_what_somebody_is_told_of(network: None, operator: Caller) -> None:
    """Of the site that is asked for; not what a window keeps quiet."""

    def counted(**query: str) -> int:
        counts = operator.get("/reports/overview", **query).json["open_incidents"]
        return sum(counts.values())

    fault(Station())
    assert (counted(), counted(site_id="site-1"), counted(site_id="elsewhere")) == (1, 1, 0)
    fault(Station(), "Available", "NoError")
    times = {"starts_at": "2026-01-01T00:00:00Z", "ends_at": "2100-01-01T00:00:00Z"}
    operator.put("/maintenance-windows/w", {"site_id": "site-1", "reason": "works"} | times)
    fault(Station())
    (incident,) = operator.get("/incidents").json["items"]
    assert incident["suppressed_by"] == "w"
    assert (counted(), counted(site_id="site-1")) == (0, 0)


def test_maintenance_windows(network: None, operator: Caller) -> None:
    now = utc_now()
    body = {"site_id": "site-1", "starts_at": "2026-01-01T00:00:00+01:00", "reason": "works"}
    assert operator.put("/maintenance-windows/w1", body | {"ends_at": to_text(now)}).status == 201
    later = to_text(now.replace(year=now.year + 1))
    changed = operator.put("/maintenance-windows/w1", body | {"ends_at": later})
    assert (changed.status, changed.json["starts_at"]) == (200, "2025-12-31T23:00:00.000Z")
    fault(Station())
    (incident,) = operator.get("/incidents").json["items"]
    assert incident["suppressed_by"] == "w1"
    summary = operator.get("/incidents/summary").json
    assert summary["open"]["critical"] == 0
    assert operator.get("/maintenance-windows").json["items"] == [changed.json]
    assert operator.get("/maintenance-windows/w1").json == changed.json
    assert operator.delete("/maintenance-windows/w1").status == 204
    assert operator.get("/maintenance-windows/w1").status == 404
    both = body | {"station_id": "CP1", "ends_at": later}
    for wrong in (both, body | {"ends_at": "2025-01-01T00:00:00Z"}, body | {"ends_at": "soon"}):
        assert operator.put("/maintenance-windows/w2", wrong).status == 422


@pytest.mark.parametrize("place", [{"site_id": "site-9"}, {"station_id": "CP9"}])
def test_maintenance_of_what_is_not_there_is_refused(
    network: None, operator: Caller, place: dict[str, str]
) -> None:
    times = {"starts_at": "2026-01-01T00:00:00Z", "ends_at": "2026-01-02T00:00:00Z"}
    refused = operator.put("/maintenance-windows/w1", times | {"reason": "works"} | place)
    ((member, name),) = place.items()
    assert (refused.status, refused.json["detail"]) == (
        422,
        f"{member}: there is no {member.removesuffix('_id')} {name}",
    )
    assert operator.get("/maintenance-windows").json["items"] == []


def test_only_operators(network: None, driver: Caller) -> None:
    stranger = type(driver)("operator_api", {"sub": "driver-1"})
    assert stranger.get("/incidents").status == 403
