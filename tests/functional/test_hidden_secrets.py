"""A secret that a station tells, or that a URL holds, is neither shown by the APIs nor kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.functional.dialling import V16, Streams, basic, dial
from tests.functional.test_command_delivery import frames_to
from tests.http_api import Caller
from tests.network import PASSWORD, build_network

from csms import bootstrap

if TYPE_CHECKING:
    from tests.functional.station import Station

V201 = "ocpp2.0.1"
OPERATOR = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
PATH = "/stations/CP1/commands"


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


def asked(action: str, payload: dict[str, Any], protocol: str) -> tuple[Station, Streams, str]:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()), protocol=protocol)
    sent = OPERATOR.post(PATH, {"action": action, "payload": payload})
    assert sent.status == 202, sent.text
    streams.run()
    return station, streams, str(sent.json["command_id"])


def told(station: Station, command_id: str, answer: dict[str, Any]) -> None:
    station.send(json.dumps([3, command_id, answer]))


def shown(command_id: str) -> str:
    return OPERATOR.get(PATH).text + OPERATOR.get(f"{PATH}/{command_id}").text


def kept() -> str:
    return json.dumps(boto3.client("dynamodb").scan(TableName="StationsTable")["Items"])


def variable(name: str, value: str, status: str = "Accepted") -> dict[str, Any]:
    component = "SecurityCtrlr" if name == "BasicAuthPassword" else "NetworkConfiguration"
    return {
        "attributeStatus": status,
        "attributeValue": value,
        "component": {"name": component},
        "variable": {"name": name},
    }


@pytest.mark.parametrize(("key", "value"), [("key", "value"), ("Key", "Value")])
@pytest.mark.parametrize("name", ["AuthorizationKey", "AUTHORIZATIONKEY"])
def test_a_key_that_a_station_tells_is_not_shown_and_not_kept(
    key: str, value: str, name: str
) -> None:
    station, streams, command_id = asked("GetConfiguration", {}, V16)
    items = [
        {key: name, "readonly": False, value: "S3cret"},
        {key: "HeartbeatInterval", "readonly": False, value: "300"},
    ]
    told(station, command_id, {"configurationKey": items})
    assert "S3cret" not in shown(command_id)
    streams.run()
    assert "S3cret" not in shown(command_id) + kept()
    found = OPERATOR.get(f"{PATH}/{command_id}").json["answer"]["configurationKey"]
    assert found == [items[0] | {value: "(hidden)"}, items[1]]
    reported = OPERATOR.get("/stations/CP1/configuration").json["items"]
    assert [one["name"] for one in reported] == ["HeartbeatInterval"]


@pytest.mark.parametrize(
    "name", ["BasicAuthPassword", "VpnPassword", "VpnKey", "ApnPassword", "ApnSimPin"]
)
@pytest.mark.parametrize("status", ["Accepted", "Rejected"])
def test_a_variable_that_a_station_tells_is_not_shown_and_not_kept(name: str, status: str) -> None:
    one = variable(name, "S3cret", status)
    wanted = {"getVariableData": [{part: one[part] for part in ("component", "variable")}]}
    station, streams, command_id = asked("GetVariables", wanted, V201)
    told(station, command_id, {"getVariableResult": [one]})
    assert "S3cret" not in shown(command_id)
    streams.run()
    assert "S3cret" not in shown(command_id) + kept()
    view = OPERATOR.get(f"{PATH}/{command_id}").json
    hidden = one | {"attributeValue": "(hidden)"}
    assert view["answer"] == {"getVariableResult": [hidden]}
    assert view["refused_items"] == ([hidden] if status == "Rejected" else [])
    assert view["sent_payload"] == wanted


def test_a_late_answer_is_redacted_too() -> None:
    station, streams, command_id = asked("GetConfiguration", {}, V16)
    services = bootstrap.services()
    command = services.commands.get("CP1", command_id)
    assert command is not None
    assert command.sent_at is not None
    assert services.commands.time_out("CP1", command_id, command.sent_at)
    streams.run()
    item = {"key": "AuthorizationKey", "readonly": False, "value": "S3cret"}
    told(station, command_id, {"configurationKey": [item]})
    streams.run()
    assert "S3cret" not in kept()
    assert OPERATOR.get(f"{PATH}/{command_id}").json["answer"] is not None


def test_the_example_of_an_anomaly_holds_no_secret() -> None:
    station, streams, command_id = asked("get_configuration", {"keys": []}, V16)
    item = {"key": "AuthorizationKey", "readonly": "false", "value": "S3cret"}
    told(station, command_id, {"configurationKey": [item]})
    streams.run()
    anomalies = OPERATOR.get("/stations/CP1/anomalies")
    assert anomalies.json["items"], anomalies.text
    assert "S3cret" not in anomalies.text + kept()


def test_the_login_of_a_url_is_sent_and_not_shown() -> None:
    url = "ftp://user:S3cret@files.example.com/logs"
    payload = {"location": url}
    station, streams, command_id = asked("GetDiagnostics", payload, V16)
    assert frames_to()[-1][3] == payload
    told(station, command_id, {"fileName": "ftp://user:S3cret@files.example.com/logs/1"})
    streams.run()
    view = OPERATOR.get(f"{PATH}/{command_id}")
    assert "S3cret" not in shown(command_id)
    masked = "ftp://***@files.example.com/logs"
    assert view.json["payload"] == view.json["sent_payload"] == {"location": masked}
    assert view.json["answer"] == {"fileName": f"{masked}/1"}
    command = bootstrap.services().commands.get("CP1", command_id)
    assert command is not None
    assert command.sent_payload == payload


def test_the_login_of_a_url_in_an_error_or_a_step_is_not_shown() -> None:
    station, streams, command_id = asked("GetDiagnostics", {"location": "ftp://host"}, V16)
    station.send(json.dumps([4, command_id, "GenericError", "no ftp://user:S3cret@host", {}]))
    streams.run()
    assert OPERATOR.get(f"{PATH}/{command_id}").json["error"].endswith("no ftp://***@host")


def test_a_reported_url_is_compared_with_its_login_and_shown_without() -> None:
    url = "ftp://user:S3cret@host"
    bootstrap.configurations().put_wanted("CP1", {"LogUrl": url})
    station, streams, command_id = asked("get_configuration", {"keys": ["LogUrl"]}, V16)
    item = {"key": "LogUrl", "readonly": False, "value": url}
    told(station, command_id, {"configurationKey": [item]})
    streams.run()
    (found,) = OPERATOR.get("/stations/CP1/configuration").json["items"]
    assert (found["reported"], found["drift"]) == ("ftp://***@host", False)


def test_a_repeat_with_another_login_is_another_command() -> None:
    sent = [
        OPERATOR.post(
            PATH,
            {"action": "get_diagnostics", "payload": {"url": f"ftp://u:{one}@host"}},
            key="once",
        ).status
        for one in ("a", "a", "b")
    ]
    assert sent == [202, 202, 422]
