"""A network profile (2.0.1 B09, B10): stored, given priority, in use after the next boot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.station import Station
from tests.functional.test_boot_status import BOOT
from tests.functional.test_command_delivery import connect, frames_to
from tests.functional.test_configuration import Streams
from tests.network import build_network

if TYPE_CHECKING:
    from tests.http_api import Caller

PATH = "/stations/CP1/network-profiles"
CONNECTION = {
    "ocppVersion": "OCPP20",
    "ocppTransport": "JSON",
    "ocppCsmsUrl": "wss://csms.example.com/ocpp",
    "messageTimeout": 30,
    "securityProfile": 2,
    "ocppInterface": "Wireless0",
    "apn": {"apn": "internet", "apnAuthentication": "PAP", "apnPassword": "a-secret"},
}


class Migrating:
    """A station that answers each command as it is told to."""

    def __init__(self, operator: Caller) -> None:
        build_network()
        connect("ocpp2.0.1")
        self.operator, self.streams, self.read = operator, Streams(), 0
        self.station = Station(protocol="ocpp2.0.1")
        self.streams.run()

    def want(self, slot: int = 2, **more: Any) -> dict[str, Any]:
        body = {"connection_data": CONNECTION} | more
        view: dict[str, Any] = self.operator.put(f"{PATH}/{slot}", body).json
        self.streams.run()
        return view

    def shown(self, slot: int = 2) -> tuple[str, str | None]:
        view = self.operator.get(f"{PATH}/{slot}").json
        return view["state"], view["reason"]

    def next_call(self) -> tuple[str, str, dict[str, Any]]:
        _, message_id, action, payload = frames_to()[self.read]
        self.read += 1
        return message_id, action, payload

    def answer(self, message_id: str, answer: dict[str, Any]) -> None:
        self.station.send(json.dumps([3, message_id, answer]))
        self.streams.run()

    def store(self) -> None:
        message_id, action, _ = self.next_call()
        assert action == "SetNetworkProfile"
        self.answer(message_id, {"status": "Accepted"})

    def prioritise(self, status: str = "RebootRequired") -> str:
        message_id, action, payload = self.next_call()
        assert action == "SetVariables"
        (item,) = payload["setVariableData"]
        result = {name: item[name] for name in ("component", "variable")}
        self.answer(message_id, {"setVariableResult": [{"attributeStatus": status, **result}]})
        value: str = item["attributeValue"]
        return value

    def boot(self, active: str) -> None:
        self.station.call("BootNotification", BOOT["ocpp2.0.1"])
        self.streams.run()
        message_id, action, payload = self.next_call()
        assert action == "GetVariables"
        (item,) = payload["getVariableData"]
        assert item["variable"]["name"] == "ActiveNetworkProfile"
        got = {"attributeStatus": "Accepted", "attributeValue": active, **item}
        self.answer(message_id, {"getVariableResult": [got]})


@pytest.fixture
def migrating(operator: Caller) -> Migrating:
    return Migrating(operator)


def test_a_profile_goes_all_the_way_into_use(migrating: Migrating) -> None:
    assert migrating.want(priority=[2, 1], reset=True)["state"] == "wanted"
    migrating.store()
    assert migrating.shown() == ("stored", None)
    assert migrating.prioritise() == "2,1"
    assert migrating.shown() == ("prioritised", None)
    message_id, action, payload = migrating.next_call()
    assert (action, payload) == ("Reset", {"type": "OnIdle"})
    migrating.answer(message_id, {"status": "Accepted"})
    migrating.boot("2")
    assert migrating.shown() == ("active", None)


def test_a_station_that_fell_back_is_not_confirmed(migrating: Migrating) -> None:
    migrating.want()
    migrating.store()
    assert migrating.prioritise("Accepted") == "2"
    migrating.boot("1")
    assert migrating.shown() == ("prioritised", None)
    migrating.boot("2")
    assert migrating.shown() == ("active", None)


def test_without_being_asked_for_nothing_is_reset(migrating: Migrating) -> None:
    migrating.want()
    migrating.store()
    migrating.prioritise()
    assert len(frames_to()) == 2


@pytest.mark.parametrize("status", ["Rejected", "Failed"])
def test_a_refusal_is_shown_and_goes_no_further(migrating: Migrating, status: str) -> None:
    migrating.want()
    message_id, _, _ = migrating.next_call()
    migrating.answer(message_id, {"status": status})
    assert migrating.shown() == ("refused", status)
    assert len(frames_to()) == 1


def test_an_error_is_a_refusal_too(migrating: Migrating) -> None:
    migrating.want()
    message_id, _, _ = migrating.next_call()
    migrating.station.send(json.dumps([4, message_id, "NotSupported", "", {}]))
    migrating.streams.run()
    assert migrating.shown()[0] == "refused"


def test_a_priority_that_is_refused_is_shown(migrating: Migrating) -> None:
    migrating.want(reset=True)
    migrating.store()
    migrating.prioritise("Rejected")
    assert migrating.shown() == ("refused", "priority: Rejected")
    assert len(frames_to()) == 2


def test_the_answer_to_a_wish_that_was_replaced_changes_nothing(migrating: Migrating) -> None:
    migrating.want()
    migrating.want(reset=True)
    migrating.store()
    assert migrating.shown() == ("wanted", None)
    migrating.store()
    assert migrating.shown() == ("stored", None)


def test_secrets_go_to_the_station_and_nowhere_else(migrating: Migrating) -> None:
    view = migrating.want()
    assert view["connection_data"]["apn"]["apnPassword"] == "(hidden)"
    assert "a-secret" not in migrating.operator.get(PATH).text
    _, _, payload = migrating.next_call()
    assert payload == {"configurationSlot": 2, "connectionData": CONNECTION}


def test_a_boot_asks_nothing_where_nothing_was_prioritised(migrating: Migrating) -> None:
    migrating.want()
    migrating.station.call("BootNotification", BOOT["ocpp2.0.1"])
    migrating.streams.run()
    assert len(frames_to()) == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"connection_data": {}}, {"connection_data": CONNECTION, "priority": [1]},
     {"connection_data": CONNECTION, "priority": [-2]}],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused_and_not_kept(
    migrating: Migrating, body: dict[str, Any]
) -> None:
    assert migrating.operator.put(f"{PATH}/2", body).status == 422
    assert migrating.operator.get(f"{PATH}/2").status == 404


def test_a_1_6_station_has_no_network_profiles(migrating: Migrating) -> None:
    connect("ocpp1.6")
    assert migrating.operator.put(f"{PATH}/2", {"connection_data": CONNECTION}).status == 422


@pytest.mark.parametrize(
    "answer", [{}, {"setVariableResult": []}, {"setVariableResult": [7]}, {"setVariableResult": 7}]
)
def test_an_answer_that_says_nothing_is_no_yes(
    migrating: Migrating, answer: dict[str, Any]
) -> None:
    migrating.want()
    migrating.store()
    message_id, _, _ = migrating.next_call()
    migrating.answer(message_id, answer)
    assert migrating.shown() == ("refused", "priority: None")
