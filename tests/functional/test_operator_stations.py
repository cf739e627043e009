"""Stations and commands of the operators' API."""

from __future__ import annotations

from threading import Timer
from typing import Any

import pytest
from tests.functional.stations_at_work import connect, report_status
from tests.http_api import Caller
from tests.network import build_network

from csms import bootstrap
from csms.commands.model import Command, CommandState
from csms.stations.passwords import password_matches

STATION = {
    "password": "0123456789abcdef",
    "site_id": "depot",
    "evses": [
        {"current_type": "AC", "max_power_w": 22000},
        {"evse_id": 7, "current_type": "DC", "connectors": [{"connector_id": 1}, {}]},
        {"current_type": "AC", "connectors": 3},
    ],
}


def password_hash(station_id: str = "CP1") -> str:
    station = bootstrap.services().stations.get(station_id)
    assert station is not None
    assert station.password_hash is not None
    return station.password_hash


def test_new_station_is_created_with_defaults(operator: Caller) -> None:
    created = operator.put("/stations/CP1", STATION)
    assert created.status == 201
    assert created.json["security_profile"] == 1
    assert created.json["password_set"] is True
    assert created.json["online"] is False
    places = [
        (evse["evse_id"], [one["connector_id"] for one in evse["connectors"]])
        for evse in created.json["evses"]
    ]
    assert places == [(1, [1]), (7, [1, 2]), (3, [1, 2, 3])]
    assert operator.get("/stations/CP1").json == created.json


def test_password_is_never_shown_and_stays_until_another_is_given(operator: Caller) -> None:
    operator.put("/stations/CP1", STATION | {"security_profile": 2})
    stored = password_hash()
    again = operator.put("/stations/CP1", {"evses": []})
    assert again.status == 200
    assert again.json["security_profile"] == 2
    assert again.json["evses"] == []
    assert password_hash() == stored
    assert operator.put("/stations/CP1", STATION).status == 200
    assert password_hash() == stored
    changed = operator.put("/stations/CP1", {"password": "another-password"})
    assert "another-password" not in changed.text
    assert "scrypt" not in changed.text
    assert password_matches(b"another-password", password_hash())


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"password": "short"}, "/password"),
        ({"password": "x" * 65}, "/password"),
        ({"security_profile": 4}, "/security_profile"),
        ({"evses": [{"current_type": "XX"}]}, "/evses/0/current_type"),
        ({"evses": [{"current_type": "AC", "connectors": "two"}]}, "/evses/0/connectors"),
        ({"evses": [{"current_type": "AC", "connectors": 0}]}, "/evses/0/connectors"),
        ({"evses": [{"evse_id": 2, "current_type": "AC"}, {"current_type": "AC"}]}, ""),
        ({"evses": [{"current_type": "AC", "connectors": [1, 1]}]}, ""),
    ],
)
def test_wrong_station_is_refused_and_told_where(
    operator: Caller, wrong: dict[str, Any], pointer: str
) -> None:
    refused = operator.put("/stations/CP1", wrong)
    assert refused.status == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json["errors"][0]["pointer"] == pointer
    assert refused.json["errors"][0]["location"] == "body"
    assert wrong.get("password", "-") not in refused.text
    assert operator.get("/stations/CP1").status == 404


def test_live_state_is_shown(operator: Caller) -> None:
    build_network()
    connect()
    report_status("Charging")
    shown = operator.get("/stations/CP1").json
    assert shown["online"] is True
    assert shown["connection"]["protocol"] == "ocpp1.6"
    assert shown["connection"]["connected_at"].endswith("Z")
    assert shown["evses"][0]["connectors"][0]["status"] == "Charging"
    assert shown["evses"][1]["connectors"][0]["status"] is None
    assert [one["status"] for one in shown["connectors"]] == ["Charging"]


def test_stations_are_listed_in_pages(operator: Caller) -> None:
    names = [f"CP{number}" for number in range(7)]
    for name in names:
        operator.put(f"/stations/{name}", {})
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = operator.get("/stations", limit=3, **cursor).json
        found += [one["station_id"] for one in page["items"]]
        assert len(page["items"]) <= 3
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert sorted(found) == names


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"cursor": "x"}, {"limit": "a"}])
def test_wrong_page_is_refused(operator: Caller, query: dict[str, Any]) -> None:
    refused = operator.get("/stations", **query)
    assert refused.status == 422
    assert refused.json["detail"]


def test_removed_station_is_gone(operator: Caller) -> None:
    operator.put("/stations/CP1", STATION)
    assert operator.delete("/stations/CP1").status == 204
    assert operator.delete("/stations/CP1").status == 204
    gone = operator.get("/stations/CP1")
    assert gone.status == 404
    assert "PUT" in gone.json["detail"]


def test_identity_is_taken_from_the_path_decoded(operator: Caller) -> None:
    operator.put("/stations/CP%201", {})
    assert operator.get("/stations/CP%201").json["station_id"] == "CP 1"


def test_command_is_queued(operator: Caller) -> None:
    build_network()
    wanted = {"action": "DataTransfer", "payload": {"vendorId": "a", "data": 1.5}}
    sent = operator.post("/stations/CP1/commands", wanted)
    assert sent.status == 202
    assert sent.json["state"] == "queued"
    assert sent.json["payload"] == wanted["payload"]
    path = f"/stations/CP1/commands/{sent.json['command_id']}"
    assert sent.headers["location"] == f"/operator/v1{path}"
    assert operator.get(path).json == sent.json


def test_command_to_an_unknown_station_or_of_an_unknown_id_is_not_found(operator: Caller) -> None:
    assert operator.post("/stations/CP1/commands", {"action": "reset"}).status == 404
    assert operator.get("/stations/CP1/commands/X").status == 404


@pytest.mark.parametrize("wrong", [{}, {"action": ""}, {"action": "reset", "payload": []}])
def test_wrong_command_is_refused(operator: Caller, wrong: dict[str, Any]) -> None:
    assert operator.post("/stations/CP1/commands", wrong).status == 422


def test_command_that_may_not_queue_conflicts_with_an_offline_station(operator: Caller) -> None:
    build_network()
    refused = operator.post("/stations/CP1/commands", {"action": "reset"}, queue="false")
    assert refused.status == 409
    assert "offline" in refused.json["detail"]
    connect()
    sent = operator.post("/stations/CP1/commands", {"action": "reset"}, queue="false")
    assert sent.status == 202


def test_repeat_with_the_same_key_is_the_same_command(operator: Caller) -> None:
    build_network()
    path, wanted = "/stations/CP1/commands", {"action": "reset", "payload": {"n": 0.1}}
    first = operator.post(path, wanted, key="k1")
    again = operator.post(path, wanted, key="k1", queue="false")
    assert again.status == 202
    assert again.json == first.json
    assert operator.post(path, wanted, key="k2").json["command_id"] != first.json["command_id"]
    other = Caller("operator_api", {"sub": "operator-2", "cognito:groups": ["operators"]})
    assert other.post(path, wanted, key="k1").json["command_id"] != first.json["command_id"]
    misused = operator.post(path, {"action": "trigger"}, key="k1")
    assert misused.status == 422
    assert "Idempotency-Key" in misused.json["detail"]
    assert len(operator.get(path).json["items"]) == 3


def test_wait_gives_the_answer(operator: Caller) -> None:
    build_network()

    def the_station_answers() -> None:
        commands = bootstrap.services().commands
        command: Command = commands.of_station("CP1")[0]
        now = bootstrap.services().clock()
        commands.mark_sent(command, "Reset", now)
        answer = {"status": "Accepted", "n": 0.5}
        commands.record_answer("CP1", command.command_id, CommandState.ANSWERED, answer, None, now)

    Timer(0.5, the_station_answers).start()
    sent = operator.post("/stations/CP1/commands", {"action": "reset"}, wait=20)
    assert sent.status == 200
    assert sent.json["state"] == "answered"
    assert sent.json["answer"] == {"status": "Accepted", "n": 0.5}
    assert sent.json["sent_action"] == "Reset"


def test_wait_ends_without_an_answer(operator: Caller) -> None:
    build_network()
    sent = operator.post("/stations/CP1/commands", {"action": "reset"}, wait=0.1)
    assert sent.status == 202
    assert sent.json["state"] == "queued"


def test_commands_are_listed_newest_first(operator: Caller) -> None:
    build_network()
    path = "/stations/CP1/commands"
    sent = [
        operator.post(path, {"action": "reset"}, key=key).json["command_id"]
        for key in ("a", None, "b", "c")
    ]
    first = operator.get(path, limit=3).json
    second = operator.get(path, limit=3, cursor=first["next"]).json
    listed = [one["command_id"] for one in first["items"] + second["items"]]
    assert listed == sent[::-1]
    assert second["next"] is None
    assert [one.command_id for one in bootstrap.services().commands.of_station("CP1")] == sent


def test_an_identity_may_hold_a_slash(operator: Caller) -> None:
    assert operator.put("/stations/RPC%2F1", {"evses": []}).status == 201
    assert operator.get("/stations/RPC%2F1").json["station_id"] == "RPC/1"

    sent = operator.post("/stations/RPC%2F1/commands", {"action": "reset"})
    assert sent.status == 202
    command_id = sent.json["command_id"]
    found = operator.get(f"/stations/RPC%2F1/commands/{command_id}")
    assert found.json["station_id"] == "RPC/1"


@pytest.mark.parametrize(
    ("action", "payload", "shown"),
    [
        (
            "ChangeConfiguration",
            {"key": "AuthorizationKey", "value": "secret"},
            {"key": "AuthorizationKey", "value": "(hidden)"},
        ),
        (
            "ChangeConfiguration",
            {"key": "HeartbeatInterval", "value": "300"},
            {"key": "HeartbeatInterval", "value": "300"},
        ),
        ("GetConfiguration", {"key": ["AuthorizationKey"]}, {"key": ["AuthorizationKey"]}),
        (
            "set_configuration",
            {"key": "SecurityCtrlr.BasicAuthPassword", "value": "secret"},
            {"key": "SecurityCtrlr.BasicAuthPassword", "value": "(hidden)"},
        ),
        (
            "SetVariables",
            {
                "setVariableData": [
                    {
                        "attributeValue": "secret",
                        "component": {"name": "SecurityCtrlr"},
                        "variable": {"name": "BasicAuthPassword"},
                    }
                ]
            },
            {
                "setVariableData": [
                    {
                        "attributeValue": "(hidden)",
                        "component": {"name": "SecurityCtrlr"},
                        "variable": {"name": "BasicAuthPassword"},
                    }
                ]
            },
        ),
    ],
)
def test_write_only_values_are_not_shown(
    operator: Caller, action: str, payload: dict[str, Any], shown: dict[str, Any]
) -> None:
    build_network()
    body = {"action": action, "payload": payload}
    sent = operator.post("/stations/CP1/commands", body).json

    assert sent["payload"] == shown
    stored = bootstrap.services().commands.get("CP1", sent["command_id"])
    assert stored is not None
    assert stored.payload == payload
