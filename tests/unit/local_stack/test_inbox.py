"""The inbox reads what alerts look like on their way out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.alerts.test_forms import ALERT, RESOLVED

from csms.alerts.chat import slack, teams
from csms.alerts.paging import opsgenie, pagerduty
from csms.alerts.signed import content
from local_stack.edge.inbox import called, published

FORM = {
    "Action": "Publish",
    "TopicArn": "arn:aws:sns:eu-central-1:000000000000:alarms",
    "Subject": "Session needs review",
    "Message": "why",
}


@pytest.mark.parametrize(
    ("way", "body"),
    [
        ("slack", slack(ALERT)),
        ("teams", teams(ALERT)),
        ("pagerduty", pagerduty(ALERT, "R0")),
        ("webhook", content(ALERT)),
    ],
)
def test_each_form_is_recognised(way: str, body: dict[str, Any]) -> None:
    said = called("name", {"webhook-id": "d1", "host": "x"}, json.dumps(body).encode())
    assert (said["way"], said["to"], said["content"]) == (way, "name", body)
    assert "faulted" in said["subject"]
    assert "Look at it." in said["text"]
    assert said["headers"] == {"webhook-id": "d1"}


def test_ends_and_strangers_are_shown_too() -> None:
    ended = called("p", {}, json.dumps(pagerduty(RESOLVED, "R0")).encode())
    assert (ended["way"], ended["subject"]) == ("pagerduty", "resolve 01INCIDENT")
    path, body = opsgenie(RESOLVED)
    assert called(path, {}, json.dumps(body).encode())["way"] == "opsgenie"
    assert called("x", {}, b"\xffnot json")["content"] == "\ufffdnot json"


def test_a_publish_says_to_which_channel_and_how() -> None:
    message = {"default": "short", "email": "a long letter", "sms": "short"}
    form = FORM | {"MessageStructure": "json", "Message": json.dumps(message)}
    for number, (name, value) in enumerate((("channel", "ops"), ("type", "email")), start=1):
        form |= {
            f"MessageAttributes.entry.{number}.Name": name,
            f"MessageAttributes.entry.{number}.Value.StringValue": value,
        }
    said = published(form)
    assert (said["way"], said["to"], said["text"]) == ("email", "ops", "a long letter")
    alarm = published(FORM)
    assert (alarm["way"], alarm["to"], alarm["text"]) == ("topic", "alarms", "why")
