"""CostUpdated: a running cost reaches a display, seldom, last in the queue, never outdated."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conformance.conftest import at
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.functional.test_command_delivery import connect, frames_to, order, run_stream
from tests.functional.test_report_progress import frame, variable
from tests.network import TOKEN, a_station, build_network

from csms import bootstrap
from csms.bootstrap import services
from csms.commands.model import Command, CommandState
from csms.ocpp.following_reports import Following, after_part
from station_commands import tell_costs

if TYPE_CHECKING:
    from tests.http_api import Caller

ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}
TWO = pytest.mark.parametrize("protocol", ["ocpp2.0.1", "ocpp2.1"])


@pytest.fixture(autouse=True)
def network(deployment: None) -> None:
    build_network()


class Charging:
    """A station with a display, in the middle of a session."""

    def __init__(self, protocol: str = "ocpp2.0.1", shows_cost: bool | None = True) -> None:
        services().stations.put(replace(a_station(), shows_cost=shows_cost))
        self.station = Station(protocol=protocol)
        connect(protocol)
        self.event("Started", 0, 1_000, evse={"id": 1}, idToken=ID_TOKEN)

    def event(self, kind: str, minute: int, wh: int, **more: Any) -> None:
        payload = {
            "eventType": kind,
            "timestamp": at(minute),
            "triggerReason": "MeterValuePeriodic",
            "seqNo": minute,
            "transactionInfo": {"transactionId": "T1"},
            "meterValue": [{"timestamp": at(minute), "sampledValue": [{"value": wh}]}],
        }
        self.station.call("TransactionEvent", payload | more)

    def measure(self, minute: int, wh: int, **more: Any) -> None:
        """A reading, and what the stream of the sessions does with it."""
        self.event("Updated", minute, wh, **more)
        self.stream()

    def stream(self) -> None:
        table = boto3.resource("dynamodb").Table(services().settings.sessions_table)
        (item,) = table.scan()["Items"]
        answer = tell_costs.handler(stream_event((item, item)), CONTEXT)
        assert answer == {"batchItemFailures": []}

    def answer(self, message_id: str) -> None:
        self.station.send(json.dumps([3, message_id, {}]))


def told() -> list[Command]:
    return [one for one in services().commands.of_station("CP1") if one.action == "tell_cost"]


def age(minutes: float) -> None:
    """The cost that was told last was told so long ago."""
    (command,) = told()
    table = boto3.resource("dynamodb").Table(services().settings.stations_table)
    moment = command.created_at - timedelta(minutes=minutes)
    table.update_item(
        Key={"pk": "CMD#CP1", "sk": command.command_id},
        UpdateExpression="SET created_at = :at",
        ExpressionAttributeValues={":at": moment.isoformat().replace("+00:00", "Z")},
    )


@pytest.mark.parametrize(
    ("protocol", "said"),
    [("ocpp1.6", "OCPP 1.6"), ("ocpp2.0.1", None), ("ocpp2.1", None)],
)
def test_a_cost_may_be_told_by_a_command_too(
    operator: Caller, protocol: str, said: str | None
) -> None:
    connect(protocol)
    body = {"action": "tell_cost", "payload": {"transaction_id": "T9", "total_cost": "0.10"}}
    answer = operator.post("/stations/CP1/commands", body)
    assert (answer.status == 422) is (said is not None)
    assert (said or "") in answer.text
    for amount in ("x", "NaN", "-1", "1e99", ""):
        wrong = {"transaction_id": "T9", "total_cost": amount}
        body = {"action": "tell_cost", "payload": wrong}
        assert operator.post("/stations/CP1/commands", body).status == 422


def test_a_limit_goes_from_the_start_command_to_the_transaction(operator: Caller) -> None:
    connect("ocpp2.1")
    start = {"evse_id": 1, "token_id": TOKEN, "limit": {"max_cost_minor": 500}}
    body = {"action": "start", "payload": start}
    assert operator.post("/stations/CP1/commands", body).status == 202
    run_stream()
    (sent,) = frames_to()
    assert "limit" not in json.dumps(sent)
    started = {
        "eventType": "Started",
        "timestamp": at(0),
        "triggerReason": "RemoteStart",
        "seqNo": 0,
        "transactionInfo": {"transactionId": "T1", "remoteStartId": sent[3]["remoteStartId"]},
        "evse": {"id": 1, "connectorId": 1},
        "idToken": ID_TOKEN,
    }
    answer = Station(protocol="ocpp2.1").call("TransactionEvent", started)
    assert answer["transactionLimit"] == {"maxCost": 5}


@pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1"])
def test_a_limit_is_refused_where_no_station_could_keep_it(operator: Caller, protocol: str) -> None:
    connect(protocol)
    start = {"evse_id": 1, "token_id": TOKEN, "limit": {"max_cost_minor": 500}}
    body = {"action": "start", "payload": start}
    assert operator.post("/stations/CP1/commands", body).status == 422


@TWO
def test_a_reading_is_told_as_the_cost_so_far(protocol: str) -> None:
    charging = Charging(protocol)
    charging.measure(10, 3_000)
    run_stream()
    (sent,) = frames_to()
    assert sent[2:] == ["CostUpdated", {"totalCost": 0.83, "transactionId": "T1"}]


def test_it_is_told_once_in_a_while_and_the_newer_takes_its_place() -> None:
    charging = Charging()
    charging.measure(10, 3_000)
    charging.measure(11, 4_000)
    (first,) = told()
    assert first.payload["total_cost"] == "0.83"
    age(1)
    charging.measure(12, 5_000)
    (second,) = told()
    assert second.payload["total_cost"] == "1.67"
    assert second.expires_at - second.created_at == timedelta(seconds=60)


def test_what_people_ask_for_goes_first() -> None:
    charging = Charging()
    charging.measure(10, 3_000)
    command = order("reset")
    run_stream()
    assert [one[2] for one in frames_to()] == ["Reset"]
    charging.answer(command.command_id)
    run_stream()
    assert [one[2] for one in frames_to()] == ["Reset", "CostUpdated"]


def test_a_station_that_does_not_answer_it_is_left_alone_in_this_transaction() -> None:
    charging = Charging()
    charging.measure(10, 3_000)
    run_stream()
    (sent,) = told()
    charging.measure(11, 4_000)
    assert [one.command_id for one in told()] == [sent.command_id]  # its answer is awaited
    assert services().commands.time_out("CP1", sent.command_id, sent.created_at + timedelta(1))
    age(5)
    charging.measure(12, 5_000)
    assert [one.state for one in told()] == [CommandState.TIMED_OUT]


def test_the_same_cost_is_not_told_twice() -> None:
    charging = Charging()
    charging.measure(10, 3_000)
    run_stream()
    (first,) = told()
    charging.answer(first.command_id)
    age(5)
    charging.measure(12, 3_000)
    assert [one.command_id for one in told()] == [first.command_id]
    charging.measure(13, 3_100)
    assert [one.command_id for one in told()] != [first.command_id]


@pytest.mark.parametrize("shows", [False, None])
def test_without_a_display_nothing_is_told(shows: bool | None) -> None:
    Charging(shows_cost=shows).measure(10, 3_000)
    assert told() == []


def test_an_offline_station_and_an_ended_session_are_told_nothing() -> None:
    charging = Charging()
    services().stations.disconnect("CP1", "conn-1", services().clock())
    charging.measure(10, 3_000)
    assert told() == []
    connect("ocpp2.0.1")
    charging.event("Ended", 20, 4_000)
    charging.stream()
    assert told() == []


def test_a_station_that_calculates_itself_is_told_nothing() -> None:
    charging = Charging("ocpp2.1")
    total = {"currency": "EUR", "typeOfCost": "NormalCost", "total": {"inclTax": 1}}
    usage = {"energy": 2, "chargingTime": 1, "idleTime": 0}
    charging.measure(10, 3_000, costDetails={"totalCost": total, "totalUsage": usage})
    assert told() == []


def test_a_cost_that_nobody_pays_or_knows_is_not_told() -> None:
    charging = Charging()
    charging.measure(10, 500)  # below the opening register
    assert told() == []


@pytest.mark.parametrize(("enabled", "count"), [(None, 1), ("true", 1), ("false", 0)])
def test_a_display_that_the_station_reports_counts(enabled: str | None, count: int) -> None:
    charging = Charging(shows_cost=None)
    data = [variable("TariffCostCtrlr", "Available", "true", instance="Cost")]
    if enabled is not None:
        data.append(variable("TariffCostCtrlr", "Enabled", enabled, instance="Cost"))
    charging.station.call("NotifyReport", frame(5, 0, *data, more=False))
    shared = services()
    needs = Following(shared.reports, shared.commands, bootstrap.configurations())
    after_part("CP1", "NotifyReport", 5, shared.clock(), needs)
    charging.measure(10, 3_000)
    assert len(told()) == count


def test_the_operator_decides_and_takes_it_back(operator: Caller) -> None:
    path = "/stations/CP1"
    assert operator.get(path).json["shows_cost"] is None
    assert operator.put(path, {"shows_cost": True}).json["shows_cost"] is True
    assert operator.get(path).json["shows_cost"] is True
    assert operator.put(path, {}).json["shows_cost"] is None


def test_the_decision_is_remembered_for_a_minute_only() -> None:
    charging = Charging(shows_cost=False)
    charging.measure(10, 3_000)
    services().stations.put(replace(a_station(), shows_cost=True))
    charging.measure(11, 3_500)
    assert told() == []
    forget_services()  # as after a minute, or in another process
    charging.measure(12, 4_000)
    assert len(told()) == 1
