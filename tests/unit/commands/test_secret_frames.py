"""What is write-only is shown nowhere: neither in a frame's text, nor in what was made of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.memory_network import LATER, V16, V201, a_network

from csms.adapters.memory.observed import MemoryTraces
from csms.commands.secrets import text_without_secrets, without_secrets
from csms.stations.reports import in_order
from csms.stations.traces import Tracing

SECRET = "correct horse battery"


def report(variable: Any, attribute: Any, **more: Any) -> list[Any]:
    item = {"component": {"name": "SecurityCtrlr"}, "variable": variable, **more}
    content = {"requestId": 7, "generatedAt": "2026-01-20T13:00:00Z", "seqNo": 0}
    return [2, "1", "NotifyReport", content | {"reportData": [item | attribute]}]


NESTED = {"variableAttribute": [{"type": "Actual", "value": SECRET}]}
FRAMES: list[list[Any]] = [
    [3, "x", {"configurationKey": [{"key": "AuthorizationKey", "value": SECRET}]}],
    [3, "x", {"configurationKey": [{"Key": "authorizationKEY ", "Value": SECRET}]}],
    [2, "x", "ChangeConfiguration", {"key": "AuthorizationKey", "value": SECRET}],
    [2, "x", "DataTransfer", {"vendorId": "a", "data": {"BASICAUTHPASSWORD": SECRET}}],
    report({"name": "BasicAuthPassword"}, NESTED),
    report({"name": "basicauthpassword"}, {"variableAttribute": {"value": SECRET}}),
    report({"Name": " BasicAuthPassword"}, {"VariableAttribute": [{"Value": SECRET}]}),
    report([{"name": "BasicAuthPassword"}], NESTED),
    [2, "x", "NotifyEvent", {"eventData": [{"variable": {"name": "BasicAuthPassword"},
                                            "actualValue": SECRET}]}],
]  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_no_secret_is_left_in_a_frame(frame: list[Any]) -> None:
    for text in (json.dumps(frame), json.dumps(frame).replace("asic", "\\u0061sic")):
        shown = text_without_secrets(text)
        assert SECRET not in shown
        assert len(json.loads(shown)) == len(frame)
    assert SECRET not in json.dumps(without_secrets(frame))


@pytest.mark.parametrize(
    "text",
    [
        '[3,"x",{"configurationKey":[{"key":"HeartbeatInterval","value":"300"}]}]',
        '[2, "x", "Heartbeat", {}]',
        '[2, "x", "DataTransfer", {"vendorId": "\\u0041", "data": "its password"}]',
        json.dumps(report({"name": "Enabled"}, {"variableAttribute": [{"value": "true"}]})),
    ],
)
def test_what_holds_no_secret_stays_to_the_letter(text: str) -> None:
    assert text_without_secrets(text) == text


def test_neither_a_trace_nor_a_report_keeps_a_secret() -> None:
    network, traces = a_network(), MemoryTraces(lambda: LATER)
    traces.switch("CP1", LATER + timedelta(hours=1))
    network = replace(network, ocpp=replace(network.ocpp, tracing=Tracing(traces)))
    network.receive(json.dumps(report({"name": "BasicAuthPassword"}, NESTED)), V201)
    network.receive(json.dumps(FRAMES[3]), V16)
    frames, _ = traces.page("CP1", 10, None)
    assert {one.action for one in frames} == {"DataTransfer", "NotifyReport"}
    assert all(one.normalised for one in frames)
    assert SECRET not in repr(frames)
    parts = in_order(network.ocpp.reports.parts("CP1", 7))
    assert parts
    assert SECRET not in repr(parts)
    assert SECRET not in repr(network.ocpp.journal.page("CP1", None, 9, None))
