"""A report in many frames: the command that asked for it shows how far it is, and what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance import v21, v201
from tests.conftest import forget_services
from tests.functional.aws_requests import counted
from tests.functional.station import Station
from tests.functional.test_command_delivery import connect, frames_to
from tests.functional.test_configuration import Streams
from tests.network import build_network

from csms import bootstrap

if TYPE_CHECKING:
    from tests.http_api import Caller

COMMANDS, CONFIGURATION = "/stations/CP1/commands", "/stations/CP1/configuration"
AT = "2026-11-23T10:00:00Z"


@pytest.fixture(autouse=True)
def network(operator: Caller) -> None:
    build_network()


def ask(
    operator: Caller, streams: Streams, action: str, payload: dict[str, Any]
) -> tuple[str, int]:
    """The command's id, and the request id that the station got."""
    command_id = operator.post(COMMANDS, {"action": action, "payload": payload}).json["command_id"]
    streams.run()
    return command_id, frames_to()[-1][3]["requestId"]


def steps(operator: Caller, command_id: str) -> list[tuple[str, str]]:
    shown = operator.get(f"{COMMANDS}/{command_id}").json
    return [(one["status"], one["detail"]) for one in shown["progress"]]


def variable(component: str, name: str, value: str | None, **more: Any) -> dict[str, Any]:
    attribute = {"mutability": more.pop("mutability", "ReadWrite")}
    attribute |= {} if value is None else {"value": value}
    return {
        "component": {"name": component},
        "variable": {"name": name} | more,
        "variableAttribute": [attribute],
    }


def frame(request_id: int, seq_no: int, *data: dict[str, Any], more: bool) -> dict[str, Any]:
    about = {"requestId": request_id, "generatedAt": AT, "seqNo": seq_no, "tbc": more}
    return about | ({"reportData": list(data)} if data else {})


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (0, 1, 1, 2, 2)])
def test_the_command_shows_that_its_report_comes_and_is_complete(
    operator: Caller, order: tuple[int, ...]
) -> None:
    streams, station = Streams(), Station(protocol="ocpp2.0.1")
    connect("ocpp2.0.1")
    command_id, number = ask(operator, streams, "GetBaseReport", {"reportBase": "FullInventory"})
    for seq_no in order[:-1]:
        data = variable("C", f"V{seq_no}", "1")
        station.call("NotifyReport", frame(number, seq_no, data, more=seq_no < 2))
        streams.run()
        if len({*order[: order.index(seq_no) + 1]}) < 3:
            assert steps(operator, command_id)[0] == ("Receiving", "NotifyReport")
    data = variable("C", f"V{order[-1]}", "1")
    station.call("NotifyReport", frame(number, order[-1], data, more=order[-1] < 2))
    streams.run()
    assert steps(operator, command_id) == [
        ("Receiving", "NotifyReport"),
        ("Complete", "3 messages"),
    ]


REPORTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "NotifyMonitoringReport": ("ocpp2.0.1", "GetMonitoringReport", {}),
    "ReportChargingProfiles": (
        "ocpp2.0.1",
        "GetChargingProfiles",
        {"chargingProfile": {"stackLevel": 0}},
    ),
    "NotifyDisplayMessages": ("ocpp2.0.1", "GetDisplayMessages", {}),
    "NotifyCustomerInformation": (
        "ocpp2.0.1",
        "CustomerInformation",
        {"report": True, "clear": False},
    ),
    "ReportDERControl": ("ocpp2.1", "GetDERControl", {}),
}


@pytest.mark.parametrize("kind", REPORTS)
def test_every_kind_of_report_is_a_step_of_its_command(operator: Caller, kind: str) -> None:
    protocol, action, payload = REPORTS[kind]
    streams, station = Streams(), Station(protocol=protocol)
    connect(protocol)
    command_id, number = ask(operator, streams, action, payload)
    valid = (v21.CASES if protocol == "ocpp2.1" else v201.CASES)[kind].valid
    said = valid | {"requestId": number}
    station.call(kind, said | {"tbc": True})
    streams.run()
    assert steps(operator, command_id) == [("Receiving", kind)]
    counted_on = {"seqNo": said["seqNo"] + 1} if "seqNo" in said else {}
    station.call(kind, said | counted_on | {"tbc": False, "customData": {"vendorId": "2"}})
    streams.run()
    assert steps(operator, command_id)[1:] == [("Complete", "2 messages")]


def test_a_frame_costs_one_request_before_its_answer(operator: Caller) -> None:
    forget_services()
    with counted() as requests:
        station = Station(protocol="ocpp2.0.1")
        station.call("NotifyReport", frame(1, 0, variable("C", "V", "1"), more=True))
        assert requests.operations == ["PutItem"]


def test_a_report_that_nobody_asked_for_is_no_step(operator: Caller) -> None:
    streams, station = Streams(), Station(protocol="ocpp2.0.1")
    connect("ocpp2.0.1")
    command_id, number = ask(operator, streams, "GetBaseReport", {"reportBase": "FullInventory"})
    station.call("NotifyReport", frame(number + 1, 0, more=False))
    streams.run()
    assert steps(operator, command_id) == []


def test_drift_is_seen_in_a_complete_report_without_asking(operator: Caller) -> None:
    streams, station = Streams(), Station(protocol="ocpp2.0.1")
    bootstrap.configurations().put_wanted("CP1", {"HeartbeatInterval": "300", "X.Y": "on"})
    data = (
        variable("OCPPCommCtrlr", "HeartbeatInterval", "60"),
        variable("X", "Y", "ON", mutability="ReadOnly"),
        variable("X", "Y", "off", instance="other"),
        variable("SecurityCtrlr", "BasicAuthPassword", "a-secret"),
        variable("Other", "Thing", "1"),
    )
    for seq_no, one in enumerate(data):
        more = seq_no < len(data) - 1
        station.call("NotifyReport", frame(5, seq_no, one, more=more))
        streams.run()
        if more:
            assert bootstrap.configurations().reported("CP1") == {}
    items = {one["name"]: one for one in operator.get(CONFIGURATION).json["items"]}
    assert (items["HeartbeatInterval"]["reported"], items["HeartbeatInterval"]["drift"]) == (
        "60",
        True,
    )
    assert (items["X.Y"]["reported"], items["X.Y"]["drift"]) == ("ON", False)
    assert "Other.Thing" not in items
    assert items["AuthorizationKey"]["reported"] is None
    assert bootstrap.configurations().reported("CP1")["X.Y"].readonly


def test_an_older_report_takes_back_nothing_that_was_heard_since(operator: Caller) -> None:
    streams, station = Streams(), Station(protocol="ocpp2.0.1")
    station.call(
        "NotifyReport", frame(5, 0, variable("AuthCtrlr", "LocalPreAuthorize", "true"), more=True)
    )
    station.call(
        "NotifyReport", frame(6, 0, variable("AuthCtrlr", "LocalPreAuthorize", "false"), more=False)
    )
    streams.run()
    station.call("NotifyReport", frame(5, 1, more=False))
    streams.run()
    assert bootstrap.configurations().reported("CP1")["LocalPreAuthorize"].value == "false"
