"""What stations told, as operators read it."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from tests.functional.station import Station
from tests.http_api import Caller

STATION = Station(protocol="ocpp2.0.1")


def part(number: int, request_id: int = 7, **more: Any) -> dict[str, Any]:
    data = {
        "component": {"name": "OCPPCommCtrlr"},
        "variable": {"name": f"Variable{number}"},
        "variableAttribute": [{"value": str(number)}],
    }
    facts = {"requestId": request_id, "seqNo": number, "generatedAt": "2026-11-23T10:00:00Z"}
    return facts | {"reportData": [data]} | more


def whole(request_id: int = 7) -> list[dict[str, Any]]:
    return [part(0, request_id, tbc=True), part(1, request_id, tbc=True), part(2, request_id)]


def security_event(kind: str, minute: int) -> dict[str, Any]:
    return {"type": kind, "timestamp": f"2026-11-23T10:{minute:02d}:00Z"}


def test_events_are_listed_newest_first_and_by_kind(operator: Caller) -> None:
    for minute in (1, 3, 2):
        STATION.call("SecurityEventNotification", security_event("InvalidMessages", minute))
    STATION.call("FirmwareStatusNotification", {"status": "Idle"})
    listed = operator.get("/stations/CP1/events", kind="SecurityEventNotification").json["items"]
    assert [one["occurred_at"][14:16] for one in listed] == ["03", "02", "01"]
    assert len(operator.get("/stations/CP1/events").json["items"]) == 4


def test_critical_security_events_are_marked(operator: Caller) -> None:
    STATION.call("SecurityEventNotification", security_event("InvalidMessages", 1))
    STATION.call("SecurityEventNotification", security_event("TamperDetectionActivated", 2))
    listed = operator.get("/stations/CP1/events").json["items"]
    assert [one["critical"] for one in listed] == [True, False]


def test_events_come_in_pages(operator: Caller) -> None:
    for minute in range(5):
        STATION.call("SecurityEventNotification", security_event("x", minute))
    first = operator.get("/stations/CP1/events", limit=3).json
    second = operator.get("/stations/CP1/events", limit=3, cursor=first["next"]).json
    assert [len(first["items"]), len(second["items"]), second["next"]] == [3, 2, None]
    foreign = operator.get("/stations/CP1/events", kind="NotifyEvent", cursor=first["next"])
    assert foreign.status == 422


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_report_is_put_together_in_any_order(operator: Caller, order: tuple[int, ...]) -> None:
    parts = whole()
    for number in (*order, order[0]):
        STATION.call("NotifyReport", parts[number])
    report = operator.get("/stations/CP1/reports/7").json
    assert (report["kind"], report["complete"], report["missing"]) == ("NotifyReport", True, [])
    assert report["content"] == parts


def test_what_is_missing_of_a_report_is_told(operator: Caller) -> None:
    for one in whole()[::2]:
        STATION.call("NotifyReport", one)
    (listed,) = operator.get("/stations/CP1/reports").json["items"]
    assert (listed["complete"], listed["missing"], listed["parts"]) == (False, [1], 2)
    assert operator.get("/stations/CP1/variables").status == 404


def test_reports_are_listed_newest_first(operator: Caller) -> None:
    for request_id in (3, 1, 2):
        STATION.call("NotifyReport", part(0, request_id))
    STATION.call("NotifyDisplayMessages", {"requestId": 9})
    listed = operator.get("/stations/CP1/reports", kind="NotifyReport").json["items"]
    assert [one["request_id"] for one in listed] == [2, 1, 3]
    assert len(operator.get("/stations/CP1/reports").json["items"]) == 4


def test_unknown_report_is_not_found(operator: Caller) -> None:
    answer = operator.get("/stations/CP1/reports/7")
    assert answer.status == 404
    assert operator.get("/stations/CP1/reports/x").status == 422


def test_variables_are_of_the_newest_complete_report(operator: Caller) -> None:
    for one in [*whole(1), part(0, 2, tbc=True)]:
        STATION.call("NotifyReport", one)
    model = operator.get("/stations/CP1/variables").json
    assert model["request_id"] == 1
    assert [one["variable"]["name"] for one in model["items"]] == [
        "Variable0",
        "Variable1",
        "Variable2",
    ]
    found = operator.get("/stations/CP1/variables", component="OCPPCommCtrlr", variable="Variable1")
    assert [item["variableAttribute"][0]["value"] for item in found.json["items"]] == ["1"]
    assert operator.get("/stations/CP1/variables", component="EVSE").json["items"] == []


def test_a_password_in_a_report_is_not_shown(operator: Caller) -> None:
    secret = part(0)
    secret["reportData"][0]["variable"]["name"] = "BasicAuthPassword"
    secret["reportData"][0]["variableAttribute"] = [{"value": "S3cret"}]
    STATION.call("NotifyReport", secret)
    for path in ("/reports/7", "/variables"):
        shown = operator.get(f"/stations/CP1{path}")
        assert shown.status == 200
        assert "S3cret" not in shown.text
        assert "BasicAuthPassword" in shown.text


def test_an_identity_may_hold_a_slash(operator: Caller) -> None:
    Station(station_id="A/1", protocol="ocpp1.6").call("LogStatusNotification", {"status": "Idle"})
    (event,) = operator.get("/stations/A%2F1/events").json["items"]
    assert event["content"] == {"status": "Idle"}


def test_others_may_not_read_it(operator: Caller) -> None:
    driver = Caller("operator_api", {"sub": "driver-1"})
    for path in ("events", "reports", "reports/7", "variables"):
        assert driver.get(f"/stations/CP1/{path}").status == 403
