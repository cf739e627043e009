"""What each receiver gets."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from typing import Any

import pytest
from tests.builders import NOW

from csms.alerts import wording
from csms.alerts.chat import slack, teams
from csms.alerts.model import Alert, Transition
from csms.alerts.paging import opsgenie, pagerduty
from csms.alerts.signed import signed
from csms.incidents.model import Severity

ALERT = Alert(
    delivery_id="d1",
    incident_id="01INCIDENT",
    transition=Transition.OPENED,
    at=NOW,
    kind="connector_faulted",
    severity=Severity.CRITICAL,
    title="CP<!channel>&1 faulted",
    cause="It is too hot.",
    advice="Look at it.",
    opened_at=NOW,
    site_id="site-1",
    station_id="CP1",
    count=3,
    link="https://d.example.com/incidents/01INCIDENT",
)
RESOLVED = replace(ALERT, transition=Transition.RESOLVED)
BARE = replace(ALERT, link=None, site_id=None, station_id=None, count=1)


def test_an_email_says_what_to_do_and_an_end_does_not() -> None:
    assert wording.subject(ALERT) == "[CRITICAL] CP<!channel>&1 faulted"
    text = wording.body(ALERT)
    for one in ("It is too hot.", "What to do: Look at it.", "Station: CP1", "Seen: 3 times"):
        assert one in text
    assert text.endswith(ALERT.link or "")
    assert "What to do" not in wording.body(RESOLVED)
    assert wording.subject(RESOLVED).startswith("[CRITICAL] Resolved: ")
    assert "Site" not in wording.body(BARE)


def test_subjects_and_short_texts_fit() -> None:
    long = replace(ALERT, title="Grüße\n" + "x" * 500)
    assert len(wording.subject(long)) == 100
    assert wording.subject(long).isascii()
    assert wording.subject(long).isprintable()
    assert len(wording.short(long)) == 160


def test_an_escalation_says_that_nobody_took_it() -> None:
    louder = replace(ALERT, transition=Transition.ESCALATED, escalation_level=2)
    assert "Nobody has acknowledged (level 2)" in wording.headline(louder)


def test_slack_gets_blocks_and_no_mention() -> None:
    body = slack(ALERT)
    (attachment,) = body["attachments"]
    kinds = [one["type"] for one in attachment["blocks"]]
    assert kinds == ["header", "section", "context", "actions"]
    assert "<!channel>" not in json.dumps([body["text"], attachment["blocks"][1:]])
    assert attachment["color"] != slack(RESOLVED)["attachments"][0]["color"]
    assert [one["type"] for one in slack(BARE)["attachments"][0]["blocks"]] == kinds[:3]


def test_teams_gets_an_adaptive_card() -> None:
    (attachment,) = teams(ALERT)["attachments"]
    card = attachment["content"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert [one["type"] for one in card["body"]] == ["TextBlock"] * 3 + ["FactSet"]
    assert card["actions"][0]["url"] == ALERT.link
    assert "actions" not in teams(BARE)["attachments"][0]["content"]
    assert teams(RESOLVED)["attachments"][0]["content"]["body"][0]["color"] == "Good"


def test_pagerduty_joins_the_end_to_the_beginning() -> None:
    event = pagerduty(ALERT, "key")
    assert (event["event_action"], event["dedup_key"]) == ("trigger", "01INCIDENT")
    assert event["payload"]["severity"] == "critical"
    assert event["payload"]["source"] == "CP1"
    assert pagerduty(RESOLVED, "key") == {
        "routing_key": "key",
        "dedup_key": "01INCIDENT",
        "event_action": "resolve",
    }
    assert pagerduty(BARE, "key")["payload"]["source"] == "stationmaster"
    assert "client_url" not in pagerduty(BARE, "key")


@pytest.mark.parametrize(
    ("severity", "priority"), [*zip(Severity, ("P1", "P2", "P3", "P5"), strict=True)]
)
def test_opsgenie_gets_a_priority_and_an_alias(severity: Severity, priority: str) -> None:
    path, body = opsgenie(replace(ALERT, severity=severity))
    assert path == "/v2/alerts"
    assert (body["priority"], body["alias"]) == (priority, "01INCIDENT")
    assert opsgenie(RESOLVED)[0] == "/v2/alerts/01INCIDENT/close?identifierType=alias"


def test_a_webhook_can_be_verified_by_who_knows_the_secret() -> None:
    body, headers = signed(ALERT, "s" * 24, NOW)
    stamp = headers["webhook-timestamp"]
    message = f"{headers['webhook-id']}.{stamp}.{body.decode()}".encode()
    mac = hmac.new(b"s" * 24, message, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(mac).decode()}"
    assert stamp == str(int(NOW.timestamp()))
    told: dict[str, Any] = json.loads(body)
    assert (told["type"], told["incident"]["incident_id"]) == ("incident.opened", "01INCIDENT")
    again = signed(ALERT, "s" * 24, NOW)
    assert again == (body, headers)
    assert signed(ALERT, "t" * 24, NOW)[1]["webhook-signature"] != headers["webhook-signature"]
