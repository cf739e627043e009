"""Behaviours of cost messages and of what 2.1 adds, through the real handlers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.conftest import at
from tests.functional.station import Station
from tests.functional.test_command_delivery import connect, frames_to, run_stream
from tests.network import BLOCKED_TOKEN, TOKEN

from csms import bootstrap, exact_json
from csms.charging.limits import ChargingLimit
from csms.commands.model import Command, CommandState
from csms.commands.requesting import CommandRequest, Requesting, request_command
from csms.ocpp.phrasing import own_number, phrase_somehow
from csms.stations.model import BootStatus

if TYPE_CHECKING:
    from tests.conformance.conftest import World

ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}
EVSE = {"id": 1, "connectorId": 1}
TWO = pytest.mark.parametrize("protocol", ["ocpp2.0.1", "ocpp2.1"])


def speak(world: World, protocol: str) -> None:
    world.v201 = Station(protocol=protocol, connection_id="conn-2")


def begin(world: World, wh: int = 1_000, **more: Any) -> dict[str, Any]:
    return world.event("Started", 0, 0, wh, **{"evse": EVSE, "idToken": ID_TOKEN} | more)


# 50: what a driver pays is told, exactly, by the rating that settles it


@TWO
def test_behaviour_50_the_final_cost_is_told_at_the_end_with_taxes(
    world: World, protocol: str
) -> None:
    speak(world, protocol)
    begin(world)
    told = world.event("Ended", 2, 60, 8_350)["totalCost"]
    assert told == Decimal("3.06")  # 7.35 kWh at 0.35 and 19 % VAT
    priced = world.rated().priced
    assert priced is not None
    assert told == priced.gross.major
    world.settle(world.session)
    assert world.shown()["cost"]["gross"]["minor"] == 306


@TWO
def test_behaviour_50_a_number_is_written_exactly(world: World, protocol: str) -> None:
    speak(world, protocol)
    begin(world)
    ended = {
        "eventType": "Ended",
        "timestamp": at(60),
        "triggerReason": "EVDeparted",
        "seqNo": 1,
        "transactionInfo": {"transactionId": "T1"},
        "meterValue": [{"timestamp": at(60), "sampledValue": [{"value": 1_689}]}],
    }
    reply = world.v201.send(json.dumps([2, "m", "TransactionEvent", ended]))
    assert reply == '[3,"m",{"totalCost":0.29}]'


@TWO
def test_behaviour_50_free_is_told_as_nothing_to_pay(world: World, protocol: str) -> None:
    speak(world, protocol)
    begin(world)
    assert world.event("Ended", 1, 60, 1_000)["totalCost"] == 0


@TWO
def test_behaviour_50_a_cost_that_is_not_known_is_absent(world: World, protocol: str) -> None:
    speak(world, protocol)
    begin(world)
    assert "totalCost" not in world.event("Ended", 1, 60)  # no closing register: settlement waits


@TWO
def test_behaviour_50_a_stop_without_its_start_has_no_cost_yet(world: World, protocol: str) -> None:
    speak(world, protocol)
    assert "totalCost" not in world.event("Ended", 5, 60, 9_000)


@TWO
def test_behaviour_50_a_refused_token_is_told_no_price(world: World, protocol: str) -> None:
    speak(world, protocol)
    begin(world, idToken=ID_TOKEN | {"idToken": BLOCKED_TOKEN})
    assert "totalCost" not in world.event("Ended", 1, 60, 9_000)


@TWO
def test_behaviour_50_a_register_that_went_back_has_no_cost_yet(
    world: World, protocol: str
) -> None:
    speak(world, protocol)
    begin(world, 5_000)
    assert "totalCost" not in world.event("Ended", 1, 60, 4_000)


@TWO
def test_behaviour_50_a_repeated_end_is_told_the_same_also_after_settlement(
    world: World, protocol: str
) -> None:
    speak(world, protocol)
    begin(world)
    first = world.event("Ended", 2, 60, 8_350)
    assert world.event("Ended", 2, 60, 8_350) == first
    world.settle(world.session)
    assert world.event("Ended", 2, 60, 8_350) == first


def test_behaviour_50_a_running_cost_is_in_no_response_of_2_0_1(world: World) -> None:
    begin(world)
    assert "totalCost" not in world.event("Updated", 1, 10, 3_000)


def test_behaviour_50_the_running_cost_is_in_the_response_of_2_1(world: World) -> None:
    speak(world, "ocpp2.1")
    assert "totalCost" not in begin(world)
    assert world.event("Updated", 1, 10, 3_000)["totalCost"] == Decimal("0.83")
    assert world.event("Updated", 2, 20, 5_000)["totalCost"] == Decimal("1.67")
    assert world.event("Updated", 1, 10, 3_000)["totalCost"] == Decimal("1.67")  # a late one
    assert "totalCost" not in world.event("Updated", 3, 30, 500)  # the register went back
    world.event("Ended", 4, 60, 8_350)
    assert "totalCost" not in world.event("Updated", 3, 40, 6_000)


def cost_details(total: str, currency: str = "EUR", **more: Any) -> dict[str, Any]:
    return {
        "totalCost": {
            "currency": currency,
            "typeOfCost": "NormalCost",
            "total": {"inclTax": float(total)},
        },
        "totalUsage": {"energy": 7.35, "chargingTime": 3600, "idleTime": 0},
    } | more


def test_behaviour_50_a_station_that_calculates_itself_is_told_no_cost(world: World) -> None:
    speak(world, "ocpp2.1")
    begin(world)
    running = cost_details("0.80")
    assert "totalCost" not in world.event("Updated", 1, 10, 3_000, costDetails=running)
    assert world.shown()["station_cost"]["total"] is not None
    assert "totalCost" not in world.event("Ended", 2, 60, 8_350, costDetails=cost_details("3.06"))
    world.event("Updated", 1, 12, 3_000, costDetails=running)  # late: the end stands
    shown = world.shown()
    assert shown["station_cost"]["total"]["minor"] == 306
    assert shown["station_cost"]["details"]["totalCost"]["total"] == {"inclTax": 3.06}
    assert "station_cost_differs" not in shown["flags"]


@pytest.mark.parametrize(
    ("details", "flagged"),
    [
        (cost_details("3.08"), False),
        (cost_details("3.10"), True),
        (cost_details("3.06", "CHF"), True),
        (cost_details("9.99", failureToCalculate=True), False),
    ],
)
def test_behaviour_50_another_cost_of_the_station_is_flagged_and_never_billed(
    world: World, details: dict[str, Any], flagged: bool
) -> None:
    speak(world, "ocpp2.1")
    begin(world)
    world.event("Ended", 2, 60, 8_350, costDetails=details)
    assert ("station_cost_differs" in world.shown()["flags"]) is flagged
    world.settle(world.session)
    assert world.shown()["cost"]["gross"]["minor"] == 306


def limited_start(limit: dict[str, int], remote_start_id: int = 7) -> None:
    now = datetime.now(UTC)
    command = Command("CP1", "c1", "start", {"limit": limit}, now, now + timedelta(hours=1))
    bootstrap.services().commands.limit_start(command, remote_start_id, limit)


def test_behaviour_50_a_limit_of_the_start_command_reaches_the_transaction(world: World) -> None:
    speak(world, "ocpp2.1")
    limited_start({"max_cost_minor": 1_050, "max_energy_wh": 20_000, "max_time_s": 3_600})
    answer = begin(world, info={"remoteStartId": 7})
    assert answer["transactionLimit"] == {
        "maxCost": Decimal("10.5"),
        "maxEnergy": 20_000,
        "maxTime": 3_600,
    }
    assert begin(world, info={"remoteStartId": 7}) == answer
    assert "transactionLimit" not in world.event("Updated", 1, 10, 3_000)
    assert world.session.start is not None
    assert world.session.start.limit == ChargingLimit(1_050, 20_000, 3_600)
    assert world.shown()["limit"] == {
        "max_cost_minor": 1_050,
        "max_energy_wh": 20_000,
        "max_time_s": 3_600,
    }


def test_behaviour_50_a_limit_comes_with_the_event_that_names_the_remote_start(
    world: World,
) -> None:
    speak(world, "ocpp2.1")
    limited_start({"max_energy_wh": 20_000})
    world.event("Started", 0, 0, 1_000, evse=EVSE)
    named = world.event("Updated", 1, 1, 1_000, idToken=ID_TOKEN, info={"remoteStartId": 7})
    assert named["transactionLimit"] == {"maxEnergy": 20_000}
    assert world.session.start is not None
    assert world.session.start.remote_start_id == 7


def test_behaviour_50_other_starts_have_no_limit(world: World) -> None:
    speak(world, "ocpp2.1")
    limited_start({"max_energy_wh": 20_000}, remote_start_id=8)
    assert "transactionLimit" not in begin(world, info={"remoteStartId": 7})
    assert world.shown()["limit"] is None


def test_behaviour_50_a_limit_that_the_station_reports_is_kept(world: World) -> None:
    speak(world, "ocpp2.1")
    begin(world, info={"transactionLimit": {"maxCost": 12.5}})
    assert world.shown()["station_cost"]["limit"] == {"maxCost": 12.5}
    world.event("Updated", 1, 10, 3_000, info={"transactionLimit": {"maxCost": 20}})
    assert world.shown()["station_cost"]["limit"] == {"maxCost": 20}


def test_behaviour_50_details_nested_without_end_do_not_stop_the_event(world: World) -> None:
    speak(world, "ocpp2.1")
    begin(world)
    custom: dict[str, Any] = {"vendorId": "V"}
    for _ in range(40):
        custom = {"vendorId": "V", "deeper": custom}
    details = cost_details("3.06", customData=custom)
    world.event("Ended", 2, 60, 8_350, costDetails=details)
    assert not world.session.active
    assert world.shown()["station_cost"] is None
    assert exact_json.dumps(details)


# 11: before it is accepted, a station says what it was asked for, and nothing else

ALL = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
CENTRAL = {"idToken": TOKEN, "type": "Central"}
BOOT: dict[str, dict[str, Any]] = {
    "ocpp1.6": {"chargePointVendor": "V", "chargePointModel": "M"},
    "ocpp2.0.1": {"reason": "PowerUp", "chargingStation": {"vendorName": "V", "model": "M"}},
}
BOOT["ocpp2.1"] = BOOT["ocpp2.0.1"]
SAYING: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "ocpp1.6": (
        ("Authorize", {"idTag": TOKEN}),
        (
            "StartTransaction",
            {"connectorId": 1, "idTag": TOKEN, "meterStart": 0, "timestamp": at(0)},
        ),
        ("StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"}),
        ("MeterValues", {"connectorId": 1, "meterValue": []}),
        ("Heartbeat", {}),
    ),
    "ocpp2.0.1": (
        ("Authorize", {"idToken": CENTRAL}),
        (
            "TransactionEvent",
            {
                "eventType": "Started",
                "timestamp": at(0),
                "triggerReason": "Authorized",
                "seqNo": 0,
                "transactionInfo": {"transactionId": "T1"},
            },
        ),
        ("NotifyReport", {"requestId": 1, "generatedAt": at(0), "seqNo": 0}),
        ("Heartbeat", {}),
    ),
}
SAYING["ocpp2.1"] = SAYING["ocpp2.0.1"]
STREAMED = {"id": 1, "pending": 0, "basetime": at(0), "data": [{"t": 0, "v": "1"}]}


def waiting(protocol: str, status: str = "Pending") -> Station:
    station = bootstrap.services().stations.get("CP1")
    assert station is not None
    bootstrap.services().stations.put(replace(station, boot_status=BootStatus(status)))
    return Station(protocol=protocol, boot_status=status)


def told(station: Station, action: str, payload: dict[str, Any]) -> str:
    """What became of it: handled, or the code of the error."""
    frame = station.answer_to(action, payload)
    return "handled" if frame[0] == 3 else str(frame[2])


def order(action: str, **payload: Any) -> Command:
    asked = CommandRequest("CP1", action, payload)
    services = bootstrap.services()
    needs = Requesting(
        services.stations, services.commands, services.clock, timedelta(hours=1), phrase_somehow
    )
    return request_command(asked, needs)


@ALL
@pytest.mark.parametrize("status", ["Pending", "Rejected"])
def test_behaviour_11_before_acceptance_everything_but_a_boot_is_a_security_error(
    world: World, protocol: str, status: str
) -> None:
    station = waiting(protocol, status)
    for action, payload in SAYING[protocol]:
        assert told(station, action, payload) == "SecurityError"
    assert station.call("BootNotification", BOOT[protocol])["status"] == status
    assert world.sessions == []


@ALL
def test_behaviour_11_after_acceptance_everything_is_handled(world: World, protocol: str) -> None:
    station = waiting(protocol)
    waiting(protocol, "Accepted")
    for action, payload in SAYING[protocol]:
        if action != "MeterValues":
            assert told(station, action, payload) == "handled"


@ALL
def test_behaviour_11_a_pending_station_may_say_what_was_triggered(
    world: World, protocol: str
) -> None:
    connect(protocol)
    station = waiting(protocol)
    order("trigger", message="Heartbeat")
    run_stream()
    assert told(station, "Heartbeat", {}) == "handled"
    for action, payload in SAYING[protocol][:-1]:
        assert told(station, action, payload) == "SecurityError"
    waiting(protocol, "Rejected")
    assert told(station, "Heartbeat", {}) == "SecurityError"


def test_behaviour_11_a_pending_station_may_send_the_report_it_was_asked_for(world: World) -> None:
    connect("ocpp2.0.1")
    station = waiting("ocpp2.0.1")
    report = {"requestId": 1, "generatedAt": at(0), "seqNo": 0}
    assert told(station, "NotifyMonitoringReport", report) == "SecurityError"
    order("GetMonitoringReport")
    run_stream()
    assert told(station, "NotifyMonitoringReport", report) == "handled"


@ALL
def test_behaviour_11_a_pending_station_may_tell_of_the_update_it_was_asked_for(
    world: World, protocol: str
) -> None:
    connect(protocol)
    station = waiting(protocol)
    status = {"status": "Downloading"}
    assert told(station, "FirmwareStatusNotification", status) == "SecurityError"
    command = order("update_firmware", url="https://example.com/f")
    run_stream()
    number = {} if protocol == "ocpp1.6" else {"requestId": own_number(command.command_id)}
    assert told(station, "FirmwareStatusNotification", status | number) == "handled"


@ALL
def test_behaviour_11_a_pending_station_is_not_asked_to_start_or_stop(
    world: World, protocol: str
) -> None:
    connect(protocol)
    waiting(protocol)
    orders = [
        order("start", evse_id=1, token_id=TOKEN),
        order("stop", transaction_id="1"),
        order("RemoteStartTransaction", idTag=TOKEN)
        if protocol == "ocpp1.6"
        else order("RequestStartTransaction", idToken=CENTRAL, evseId=1),
    ]
    run_stream()
    states = [
        command.state
        for one in orders
        if (command := bootstrap.services().commands.get("CP1", one.command_id))
    ]
    assert states == [CommandState.FAILED] * 3
    assert frames_to() == []


@pytest.mark.parametrize(("status", "kept"), [("Accepted", 1), ("Pending", 0), ("Rejected", 0)])
def test_behaviour_11_an_unconfirmed_message_waits_for_acceptance_too(
    world: World, status: str, kept: int
) -> None:
    station = waiting("ocpp2.1", status)
    frame = json.dumps([6, "s1", "NotifyPeriodicEventStream", STREAMED])
    assert station.send(frame) is None
    entries = world.operator.get("/stations/CP1/events").json["items"]
    assert len(entries) == kept


def test_behaviour_11_an_unconfirmed_message_that_is_dropped_is_counted_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    station = waiting("ocpp2.1")
    with caplog.at_level("INFO"):
        station.send(json.dumps([6, "s1", "NotifyPeriodicEventStream", STREAMED]))
    results = [one.__dict__.get("result") for one in caplog.records]
    assert results == ["SecurityError"]
