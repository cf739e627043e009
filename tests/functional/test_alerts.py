"""Alerts at the surface: channels and rules by the API, notices in, what leaves, deliveries out."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.test_incidents import fault

from csms import bootstrap
from csms.clock import utc_now
from incident_work import alert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.http_api import Caller

SECRET = "a-secret-nobody-else-knows"


@dataclass
class Receiver:
    """A webhook's receiver on this computer."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    calls: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            made.calls.append((self.path, dict(self.headers.items()), body))
            self.send_response(made.answers.pop(0) if made.answers else 200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def wired(network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Topic, queue and key, as the template wires them."""
    topic = boto3.client("sns").create_topic(Name="incidents")["TopicArn"]
    alarms = boto3.client("sns").create_topic(Name="alarms")["TopicArn"]
    mailbox = boto3.client("sqs").create_queue(QueueName="mailbox")["QueueUrl"]
    arn = "arn:aws:sqs:eu-central-1:123456789012:mailbox"
    for one in (topic, alarms):
        boto3.client("sns").subscribe(TopicArn=one, Protocol="sqs", Endpoint=arn)
    queue = boto3.client("sqs").create_queue(QueueName="alert-work")["QueueUrl"]
    key = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    for name, value in {
        "INCIDENTS_TOPIC_ARN": topic,
        "ALERTS_TOPIC_ARN": alarms,
        "ALERT_QUEUE_URL": queue,
        "CHANNEL_KEY_ID": key,
        "ALERT_HOLD_SECONDS": "0",
        "LOCAL_WEBHOOKS": "on",
        "MAILBOX": mailbox,
    }.items():
        monkeypatch.setenv(name, value)
    forget_services()


def notice(kind: str, number: int) -> None:
    """The event of the newest incident's notice, as the rule puts it into the queue."""
    incident = bootstrap.incidents().get(next(iter(every_incident())))
    assert incident is not None
    detail = {
        "kind": kind,
        "event_id": f"{kind}:{incident.incident_id}:{number}",
        "incident_id": incident.incident_id,
    }
    hand_over(json.dumps({"detail-type": kind, "detail": detail}))


def every_incident() -> list[str]:
    table = boto3.resource("dynamodb").Table("IncidentsTable")
    return [str(one["incident_id"]) for one in table.scan()["Items"] if one["sk"] == "RECORD"]


def hand_over(*bodies: str) -> None:
    records = [{"messageId": str(one), "body": body} for one, body in enumerate(bodies)]
    assert alert.handler({"Records": records}, CONTEXT) == {"batchItemFailures": []}


def work() -> None:
    """Everything that waits in the queue now, also what is to wait longer."""
    sqs, url = boto3.client("sqs"), bootstrap.settings().alert_queue_url
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for one in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
            hand_over(one["Body"])


def mail() -> list[dict[str, Any]]:
    url = boto3.client("sqs").get_queue_url(QueueName="mailbox")["QueueUrl"]
    found = boto3.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [json.loads(one["Body"]) for one in found.get("Messages", [])]


def channels(operator: Caller, receiver: Receiver) -> None:
    hook = {"url": f"{receiver.url}/hook", "secret": SECRET}
    for name, kind, target in (
        ("mail", "email", {"address": "ops@example.com"}),
        ("chat", "slack", {"url": f"{receiver.url}/slack"}),
        ("cards", "teams", {"url": f"{receiver.url}/teams"}),
        ("hook", "webhook", hook),
        ("pager", "pagerduty", {"routing_key": "R0", "url": f"{receiver.url}/pagerduty"}),
        ("genie", "opsgenie", {"api_key": "K0", "url": receiver.url}),
    ):
        body = {"name": name, "type": kind, "target": target}
        assert operator.put(f"/alert-channels/{name}", body).status == 201
    names = ["mail", "chat", "cards", "hook", "pager", "genie"]
    rule = {"name": "all", "channel_ids": names, "escalate_after_minutes": 5}
    assert operator.put("/alert-rules/all", rule).status == 201


def test_a_fault_reaches_every_channel_once_and_so_does_its_end(
    wired: None, operator: Caller, receiver: Receiver
) -> None:
    channels(operator, receiver)
    fault(Station())
    for _ in range(2):
        notice("incident.opened", 1)
        work()
    paths = sorted(path for path, _, _ in receiver.calls)
    assert paths == ["/hook", "/pagerduty", "/slack", "/teams", "/v2/alerts"]
    (letter,) = mail()
    assert letter["Subject"].startswith("[CRITICAL] CP1")
    (opened,) = (body for path, _, body in receiver.calls if path == "/hook")
    assert opened["incident"]["station_id"] == "CP1"
    fault(Station(), "Available", "NoError")
    receiver.calls.clear()
    notice("incident.resolved", 2)
    work()
    told = {path: body for path, _, body in receiver.calls}
    assert told["/pagerduty"]["event_action"] == "resolve"
    assert f"/v2/alerts/{opened['incident']['incident_id']}/close?identifierType=alias" in told
    (letter,) = mail()
    assert "Resolved" in letter["Subject"]
    deliveries = operator.get("/alert-deliveries").json["items"]
    assert len(deliveries) == 12
    assert {one["state"] for one in deliveries} == {"handed_over"}
    of_hook = operator.get("/alert-deliveries", channel_id="hook").json["items"]
    assert [one["transition"] for one in of_hook] == ["resolved", "opened"]
    of_both = operator.get(
        "/alert-deliveries", channel_id="mail", incident_id=opened["incident"]["incident_id"]
    ).json["items"]
    assert len(of_both) == 2
    assert of_both[0]["reference"]


@pytest.mark.parametrize("refusal", [410, 302])
def test_a_receiver_that_is_down_is_tried_again_and_one_that_refuses_is_not(
    wired: None,
    operator: Caller,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    refusal: int,
) -> None:
    monkeypatch.setattr("csms.alerts.delivering.WAITS_S", (0, 0, 0))
    hook = {"url": f"{receiver.url}/hook", "secret": SECRET}
    body = {"name": "h", "type": "webhook", "target": hook}
    operator.put("/alert-channels/h", body)
    operator.put("/alert-rules/all", {"name": "all", "channel_ids": ["h"]})
    fault(Station())
    receiver.answers[:] = [503, 500]
    notice("incident.opened", 1)
    work()
    ids = [headers["webhook-id"] for _, headers, _ in receiver.calls]
    assert len(ids) == 3
    assert len(set(ids)) == 1
    (delivery,) = operator.get("/alert-deliveries").json["items"]
    assert (delivery["state"], delivery["attempts"]) == ("handed_over", 3)
    receiver.answers[:] = [refusal]
    operator.post("/alert-channels/h/test")
    work()
    (tested, _) = operator.get("/alert-deliveries").json["items"]
    assert (tested["state"], tested["last_error"]) == ("failed", f"answered {refusal}")
    assert len(receiver.calls) == 4
    (letter,) = mail()
    assert letter["Subject"] == "An alert could not be delivered"
    assert SECRET not in json.dumps(letter)


def test_a_test_says_that_nothing_is_wrong(
    wired: None, operator: Caller, receiver: Receiver
) -> None:
    channels(operator, receiver)
    answer = operator.post("/alert-channels/hook/test")
    assert (answer.status, answer.json["state"]) == (202, "waiting")
    work()
    ((_, _, body),) = receiver.calls
    assert body["type"] == "incident.test"
    (delivery,) = operator.get("/alert-deliveries", incident_id="test").json["items"]
    assert (delivery["transition"], delivery["state"]) == ("test", "handed_over")
    assert operator.post("/alert-channels/none/test").status == 404


def test_secrets_are_never_shown_and_stay_when_they_are_not_told(
    wired: None, operator: Caller, receiver: Receiver
) -> None:
    channels(operator, receiver)
    shown = operator.get("/alert-channels/hook").json
    assert shown == {
        "channel_id": "hook",
        "name": "hook",
        "type": "webhook",
        "target": {"url": f"{receiver.url}/hook"},
        "secrets": ["secret"],
        "enabled": True,
    }
    table = boto3.resource("dynamodb").Table("IncidentsTable")
    assert SECRET not in str(table.scan()["Items"])
    body = {"name": "new name", "type": "webhook", "target": {"url": f"{receiver.url}/other"}}
    assert operator.put("/alert-channels/hook", body).status == 200
    operator.post("/alert-channels/hook/test")
    work()
    ((path, headers, _),) = receiver.calls
    assert path == "/other"
    assert headers["webhook-signature"].startswith("v1,")
    changed = body | {"type": "pagerduty", "target": {}}
    assert operator.put("/alert-channels/hook", changed).status == 422


@pytest.mark.parametrize(("kind", "name"), [("opsgenie", "api_key"), ("pagerduty", "routing_key")])
def test_a_key_is_not_sent_to_an_address_of_who_may_not_read_it(
    wired: None, operator: Caller, receiver: Receiver, kind: str, name: str
) -> None:
    own = {"url": "https://api.eu.example.com"}
    body = {"name": "Duty", "type": kind, "target": own | {name: SECRET}}
    assert operator.put("/alert-channels/duty", body).status == 201
    for elsewhere in ({"url": receiver.url}, {}):
        moved = operator.put("/alert-channels/duty", body | {"target": elsewhere})
        assert moved.status == 422
        assert name in moved.json["detail"]
    assert operator.get("/alert-channels/duty").json["target"] == own
    renamed = operator.put("/alert-channels/duty", body | {"name": "New", "target": own})
    assert (renamed.status, renamed.json["name"]) == (200, "New")
    told = operator.put("/alert-channels/duty", body | {"target": {"url": receiver.url, name: "k"}})
    assert told.status == 200


def test_sealed_for_one_channel_is_no_use_to_another(
    wired: None, operator: Caller, receiver: Receiver
) -> None:
    channels(operator, receiver)
    chat = bootstrap.alert_channels().get("chat")
    hook = bootstrap.alert_channels().get("hook")
    assert chat is not None
    assert hook is not None
    bootstrap.alert_channels().put(replace(chat, sealed=hook.sealed))
    operator.post("/alert-channels/chat/test")
    work()
    (delivery,) = operator.get("/alert-deliveries").json["items"]
    assert delivery["state"] == "failed"
    assert receiver.calls == []


def test_an_address_is_subscribed_once_and_taken_back(wired: None, operator: Caller) -> None:
    def subscribed() -> list[str]:
        found = boto3.client("sns").list_subscriptions()["Subscriptions"]
        return [one["Endpoint"] for one in found if one["Protocol"] != "sqs"]

    body = {"name": "Mail", "type": "email", "target": {"address": "a@example.com"}}
    for _ in range(2):
        operator.put("/alert-channels/m", body)
    assert subscribed() == ["a@example.com"]
    operator.put("/alert-channels/m", body | {"target": {"address": "b@example.com"}})
    assert subscribed() == ["b@example.com"]
    sms = {"name": "Phone", "type": "sms", "target": {"phone": "+491701234567"}}
    operator.put("/alert-channels/m", sms)
    assert subscribed() == ["+491701234567"]
    assert operator.delete("/alert-channels/m").status == 204
    assert operator.delete("/alert-channels/m").status == 204
    assert subscribed() == []


def test_a_webhook_into_our_own_network_is_refused(
    wired: None, operator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL_WEBHOOKS", "off")
    forget_services()
    for url in ("https://169.254.169.254/x", "http://example.com/x", "https://10.0.0.1/"):
        body = {"name": "h", "type": "webhook", "target": {"url": url, "secret": SECRET}}
        assert operator.put("/alert-channels/h", body).status == 422, url
    assert operator.get("/alert-channels").json["items"] == []


def test_rules_come_back_as_they_were_put(
    wired: None, operator: Caller, receiver: Receiver
) -> None:
    channels(operator, receiver)
    body: dict[str, Any] = {
        "name": "By night",
        "kinds": ["boot_loop", "station_offline"],
        "severities": ["critical", "major"],
        "site_ids": ["site-1"],
        "hours": {
            "time_zone": "Europe/Berlin",
            "days": ["monday", "sunday"],
            "from": "22:00",
            "to": "06:30",
        },
        "channel_ids": ["pager"],
        "escalate_after_minutes": 10,
        "enabled": False,
    }
    made = operator.put("/alert-rules/night", body)
    assert (made.status, made.json) == (201, body | {"rule_id": "night"})
    assert operator.get("/alert-rules/night").json == made.json
    assert len(operator.get("/alert-rules").json["items"]) == 2
    wrongs: tuple[dict[str, Any], ...] = (
        {"channel_ids": ["nobody"]},
        {"channel_ids": []},
        {"site_ids": ["site-1", "site-9"]},
        {"kinds": ["earthquake"]},
        {"hours": body["hours"] | {"time_zone": "Mars/Olympus"}},
        {"hours": body["hours"] | {"days": ["payday"]}},
        {"hours": body["hours"] | {"from": "25:00"}},
        {"escalate_after_minutes": 0},
    )
    for wrong in wrongs:
        assert operator.put("/alert-rules/wrong", body | wrong).status == 422, wrong
    assert operator.delete("/alert-rules/night").status == 204
    assert operator.get("/alert-rules/night").status == 404


def test_a_rule_decides_when_an_incident_is_told_again(
    wired: None, operator: Caller, receiver: Receiver
) -> None:
    channels(operator, receiver)
    fault(Station())
    incident = bootstrap.incidents().get(every_incident()[0])
    assert incident is not None
    assert incident.escalate_after_s == 300
    assert incident.look_at is not None
    assert 0 < (incident.look_at - utc_now()).total_seconds() <= 300
