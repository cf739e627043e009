"""Every action that a CSMS may send: from the operator's request to the answer that is shown."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.functional.test_command_delivery import connect, frames_to
from tests.network import build_network
from tests.ocpp_extremes import breaches, fullest_request, fullest_response
from tests.ocpp_payloads import minimal_request, minimal_response

from csms.ocpp import schemas
from csms.ocpp.directions import outgoing_actions
from station_commands import deliver

if TYPE_CHECKING:
    from tests.http_api import Caller

PROTOCOLS = sorted(schemas.FOLDERS)
PATH = "/stations/CP1/commands"


def deliver_all() -> None:
    change = {"pk": "CMD#CP1", "sk": "any"}
    assert deliver.handler(stream_event((None, change)), CONTEXT) == {"batchItemFailures": []}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_each_action_reaches_the_station_and_its_answer_is_shown(
    operator: Caller, protocol: str
) -> None:
    build_network()
    connect(protocol)
    for number, action in enumerate(sorted(outgoing_actions(protocol))):
        wanted = {"action": action, "payload": minimal_request(protocol, action)}
        sent = operator.post(PATH, wanted)
        assert sent.status == 202, sent.text
        deliver_all()
        command_id = sent.json["command_id"]
        assert frames_to()[number] == [2, command_id, action, wanted["payload"]]

        answer = minimal_response(protocol, action)
        Station(protocol=protocol).send(json.dumps([3, command_id, answer]))
        shown = operator.get(f"{PATH}/{command_id}").json
        assert shown["answer"] == answer
        assert shown["sent_payload"] == shown["payload"] == wanted["payload"]
        assert shown["state"] in {"answered", "rejected"}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_the_stations_version_cannot_say_is_refused_at_once(
    operator: Caller, protocol: str
) -> None:
    build_network()
    connect(protocol)
    for action in sorted(outgoing_actions(protocol)):
        payload = minimal_request(protocol, action) | {"nonsense": 1}
        refused = operator.post(PATH, {"action": action, "payload": payload})
        assert refused.status == 422
        assert action in refused.json["detail"]
    assert operator.get(PATH).json["items"] == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_only_stations_say_is_no_command(operator: Caller, protocol: str) -> None:
    build_network()
    connect(protocol)
    assert operator.post(PATH, {"action": "Heartbeat"}).status == 422


def test_a_station_that_returns_in_another_version_fails_what_it_cannot_say(
    operator: Caller,
) -> None:
    build_network()
    connect("ocpp2.0.1")
    report = {"action": "GetBaseReport", "payload": {"reportBase": "FullInventory"}}
    command_id = operator.post(PATH, report).json["command_id"]
    connect("ocpp1.6", "conn-2")
    deliver_all()
    shown = operator.get(f"{PATH}/{command_id}").json
    assert shown["state"] == "failed"
    assert "nothing to send in ocpp1.6" in shown["error"]


def test_rejected_items_of_an_accepted_call_are_shown(operator: Caller) -> None:
    build_network()
    connect("ocpp2.0.1")
    names = {"component": {"name": "A"}, "variable": {"name": "B"}}
    items: list[dict[str, Any]] = [
        {"attributeStatus": "Accepted", **names},
        {"attributeStatus": "UnknownVariable", **names},
    ]
    wanted = {"setVariableData": [{"attributeValue": "1", **names}] * 2}
    for answer, state in ((items, "answered"), (items[1:], "rejected")):
        body = {"action": "SetVariables", "payload": wanted}
        command_id = operator.post(PATH, body).json["command_id"]
        deliver_all()
        frame = json.dumps([3, command_id, {"setVariableResult": answer}])
        Station(protocol="ocpp2.0.1").send(frame)
        shown = operator.get(f"{PATH}/{command_id}").json
        assert shown["state"] == state
        assert shown["refused_items"] == items[1:]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_all_that_a_schema_allows_reaches_the_station_and_is_shown(
    operator: Caller, protocol: str
) -> None:
    build_network()
    connect(protocol)
    for number, action in enumerate(sorted(outgoing_actions(protocol))):
        wanted, answer = fullest_request(protocol, action), fullest_response(protocol, action)
        if (
            action == "SetNetworkProfile"
        ):  # there are four security profiles, whatever the schema says
            wanted["connectionData"]["securityProfile"] = 2
        sent = operator.post(PATH, {"action": action, "payload": wanted})
        assert sent.status == 202, sent.text
        deliver_all()
        command_id = sent.json["command_id"]
        assert frames_to()[number] == [2, command_id, action, wanted]
        Station(protocol=protocol).send(json.dumps([3, command_id, answer]))
        assert operator.get(f"{PATH}/{command_id}").json["answer"] == answer


def _is_ours(what: str) -> bool:
    """A number that we fill in where the caller leaves it out."""
    return what.partition("without ")[2] in {
        "chargingProfileId",
        "id",
        "remoteStartId",
        "requestId",
        "reservationId",
    }


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_breach_of_a_schema_is_refused_before_it_is_sent(
    operator: Caller, protocol: str
) -> None:
    build_network()
    connect(protocol)
    for action in sorted(outgoing_actions(protocol)):
        not_filled_in = (one for one in breaches(protocol, action) if not _is_ours(one.what))
        for breach in islice(not_filled_in, 12):
            refused = operator.post(PATH, {"action": action, "payload": breach.payload})
            assert refused.status == 422, (action, breach.what)
    assert operator.get(PATH).json["items"] == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("rest", [[[]], [None], [], ["x", {}, 1], [{}, "more"], [{"a": "\x00"}]])
def test_a_broken_answer_does_no_harm(operator: Caller, protocol: str, rest: list[Any]) -> None:
    build_network()
    connect(protocol)
    sent = operator.post(PATH, {"action": "ClearCache", "payload": {}}).json
    deliver_all()
    for kind in (3, 4):
        frame = json.dumps([kind, sent["command_id"], *rest])
        assert Station(protocol=protocol).send(frame) is None
    assert operator.get(f"{PATH}/{sent['command_id']}").status == 200
    assert "currentTime" in Station(protocol=protocol).call("Heartbeat", {})
