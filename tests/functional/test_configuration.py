"""The wanted configuration: asked for after boot, compared, set, and drift shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from boto3.dynamodb.types import TypeDeserializer
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.functional.test_boot_status import BOOT, decide
from tests.functional.test_command_delivery import connect, frames_to
from tests.network import build_network

from station_commands import deliver

if TYPE_CHECKING:
    from tests.http_api import Caller

PATH = "/stations/CP1/configuration"
WANTED = {"values": {"HeartbeatInterval": 300, "MeterValuesSampledData": "A,B", "X.Y": True}}
Item = dict[str, Any]


class Streams:
    """The stream of the stations table, as changes since it was looked at last."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], Item] = {}

    def run(self) -> None:
        """Until nothing changes any more."""
        while changes := self._changes():
            event = stream_event(*changes)
            assert deliver.handler(event, CONTEXT) == {"batchItemFailures": []}

    def _changes(self) -> list[tuple[Item | None, Item]]:
        rows = boto3.client("dynamodb").scan(TableName="StationsTable")["Items"]
        read = TypeDeserializer().deserialize
        items = [{name: read(value) for name, value in row.items()} for row in rows]
        new = [one for one in items if self.seen.get((one["pk"], one["sk"])) != one]
        changes = [(self.seen.get((one["pk"], one["sk"])), one) for one in new]
        self.seen |= {(one["pk"], one["sk"]): one for one in new}
        watched = ("CMD#", "REPORT#", "BOOT", "CONNECTION")
        return [
            one for one in changes if one[1]["pk"].startswith(watched) or one[1]["sk"] in watched
        ]


class Charger:
    """A station that keeps its configuration, and answers every command about it."""

    def __init__(self, protocol: str, **values: str) -> None:
        self.station, self.protocol = Station(protocol=protocol), protocol
        self.values, self.answered = values, 0
        self.asked: list[str] = []
        connect(protocol)

    def boot(self, streams: Streams) -> None:
        self.station.call("BootNotification", BOOT[self.protocol])
        self.live(streams)

    def live(self, streams: Streams) -> None:
        streams.run()
        while len(frames := frames_to()) > self.answered:
            _, message_id, action, payload = frames[self.answered]
            self.answered += 1
            self.asked.append(action)
            self.station.send(json.dumps([3, message_id, getattr(self, action)(payload)]))
            streams.run()

    def GetConfiguration(self, payload: Item) -> Item:
        known = [one for one in payload["key"] if one in self.values]
        keys = [{"key": one, "readonly": False, "value": self.values[one]} for one in known]
        return {
            "configurationKey": keys,
            "unknownKey": [one for one in payload["key"] if one not in known],
        }

    def ChangeConfiguration(self, payload: Item) -> Item:
        self.values[payload["key"]] = payload["value"]
        return {"status": "Accepted"}

    def GetVariables(self, payload: Item) -> Item:
        return {"getVariableResult": [self._got(one) for one in payload["getVariableData"]]}

    def _got(self, item: Item) -> Item:
        name = item["variable"]["name"]
        if name not in self.values:
            return {"attributeStatus": "UnknownVariable", **item}
        return {"attributeStatus": "Accepted", "attributeValue": self.values[name], **item}

    def SetVariables(self, payload: Item) -> Item:
        (item,) = payload["setVariableData"]
        self.values[item["variable"]["name"]] = item.pop("attributeValue")
        return {"setVariableResult": [{"attributeStatus": "RebootRequired", **item}]}


@pytest.fixture(autouse=True)
def network(operator: Caller) -> None:
    build_network()


def shown(operator: Caller) -> dict[str, tuple[Any, Any, Any, Any]]:
    names = ("wanted", "reported", "drift", "supported")
    items = operator.get(PATH).json["items"]
    return {one["name"]: tuple(one[name] for name in names) for one in items}


@pytest.mark.parametrize(
    ("protocol", "values", "asked"),
    [
        (
            "ocpp1.6",
            {"HeartbeatInterval": "900", "MeterValuesSampledData": "A, B"},
            ["GetConfiguration", "ChangeConfiguration"],
        ),
        (
            "ocpp2.0.1",
            {"HeartbeatInterval": "900", "TxUpdatedMeasurands": "a,B"},
            ["GetVariables", "SetVariables"],
        ),
    ],
)
def test_after_boot_what_differs_is_set(
    operator: Caller, protocol: str, values: dict[str, str], asked: list[str]
) -> None:
    streams = Streams()
    assert operator.put(PATH, WANTED).status == 200
    assert shown(operator)["HeartbeatInterval"] == ("300", None, None, None)
    charger = Charger(protocol, **values)
    charger.live(streams)
    assert charger.asked == asked, "already when it was wanted"
    charger.values["HeartbeatInterval"] = "901"
    charger.boot(streams)
    assert charger.asked == asked * 2
    assert charger.values["HeartbeatInterval"] == "300"
    charger.boot(streams)
    assert charger.asked == [*asked * 2, asked[0]], "nothing differs any more"
    now = shown(operator)
    assert now["HeartbeatInterval"] == ("300", "300", False, True)
    assert now["X.Y"] == ("true", None, True, False)
    assert now["MeterValuesSampledData"][2] is False


def test_drift_that_an_operator_finds_by_asking_is_shown_and_left_alone(operator: Caller) -> None:
    streams, charger = Streams(), Charger("ocpp1.6", HeartbeatInterval="300", Other="x")
    operator.put(PATH, {"values": {"HeartbeatInterval": 300}})
    charger.live(streams)
    charger.values["HeartbeatInterval"] = "60"
    ask = {"action": "get_configuration", "payload": {"keys": ["HeartbeatInterval", "Other"]}}
    assert operator.post("/stations/CP1/commands", ask).status == 202
    charger.live(streams)
    assert charger.values["HeartbeatInterval"] == "60"
    assert shown(operator)["HeartbeatInterval"] == ("300", "60", True, True)
    assert shown(operator)["Other"] == (None, "x", None, True)


def test_repeated_stream_records_ask_once(operator: Caller) -> None:
    operator.put(PATH, WANTED)
    charger = Charger("ocpp1.6", HeartbeatInterval="300")
    charger.live(Streams())
    charger.live(Streams())
    charger.boot(Streams())
    assert charger.asked == ["GetConfiguration"] * 2


def test_rejected_station_is_asked_nothing(operator: Caller) -> None:
    operator.put(PATH, WANTED)
    decide("Rejected")
    charger = Charger("ocpp1.6")
    charger.station.boot_status = "Rejected"
    charger.boot(Streams())
    assert charger.asked == []
    assert len(operator.get("/stations/CP1/commands").json["items"]) == 1


def test_broken_answer_tells_nothing(operator: Caller) -> None:
    streams, charger = Streams(), Charger("ocpp1.6")
    operator.put(PATH, WANTED)
    streams.run()
    message_id = frames_to()[0][1]
    charger.station.send(json.dumps([3, message_id, {"configurationKey": [{"key": 5}]}]))
    streams.run()
    assert {one[1] for one in shown(operator).values()} == {None}


@pytest.mark.parametrize(
    "values",
    [
        {"HeartbeatInterval": 900},
        {"OCPPCommCtrlr.HeartbeatInterval": "soon"},
        {"AuthorizationKey": "secret"},
        {"SecurityCtrlr.BasicAuthPassword": "secret"},
        {"HeartbeatInterval": 300, "OCPPCommCtrlr.HeartbeatInterval": 300},
        {"": "x"},
        {"A": None},
        {"A": 1.5},
        {"A": "x" * 501},
        {f"K{number}": "x" for number in range(101)},
    ],
)
def test_what_must_not_be_wanted_is_refused(operator: Caller, values: dict[str, Any]) -> None:
    assert operator.put(PATH, {"values": values}).status == 422
    assert operator.get(PATH).json["items"] == []


def test_key_that_the_stations_version_cannot_say_is_refused(operator: Caller) -> None:
    connect("ocpp2.0.1")
    refused = operator.put(PATH, {"values": {"VendorKey": "1"}})
    assert refused.status == 422
    assert "Component.Variable" in refused.json["detail"]
    assert operator.get(PATH).json["items"] == []


def test_unknown_station_has_no_configuration(operator: Caller) -> None:
    assert operator.get("/stations/CP9/configuration").status == 404
    assert operator.put("/stations/CP9/configuration", {"values": {}}).status == 404


def test_nothing_may_be_wanted_again(operator: Caller) -> None:
    operator.put(PATH, WANTED)
    assert operator.put(PATH, {"values": {}}).json == {"items": []}
