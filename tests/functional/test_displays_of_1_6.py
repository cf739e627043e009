"""1.6 displays by the California application note: running and final costs as DataTransfer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.functional.test_command_delivery import connect, frames_to, run_stream
from tests.network import TOKEN, a_station, build_network, top_up

from csms.bootstrap import configurations, ending, services
from csms.charging.ports import SessionFilter
from csms.clock import to_text
from csms.settlement.ending import look
from csms.stations.configuration import Reading
from csms.tariffs.document import tariff_from_document
from session_settlement import post
from station_commands import tell_costs

if TYPE_CHECKING:
    from csms.charging.model import ChargingSession

# 0.50 by day, 0.30 from 22:00 in Berlin; 6.00 an hour of parking after 15 minutes; with tax.
NIGHT = {"start_time": "22:00", "end_time": "06:00"}
DOCUMENT: dict[str, Any] = {
    "id": "ac",
    "currency": "EUR",
    "tax_included": "YES",
    "elements": [
        {"price_components": [{"type": "ENERGY", "price": "0.30"}], "restrictions": NIGHT},
        {"price_components": [{"type": "ENERGY", "price": "0.50"}]},
        {
            "price_components": [{"type": "PARKING_TIME", "price": "0"}],
            "restrictions": {"max_idle": 900},
        },
        {"price_components": [{"type": "PARKING_TIME", "price": "6.00"}]},
    ],
}
BY_DAY = {
    "state": "Charging",
    "chargingPrice": {"kWhPrice": Decimal("0.5")},
    "idlePrice": {"graceMinutes": 15, "hourPrice": 6},
    "nextPeriod": {
        "atTime": "2026-11-23T21:00:00.000Z",
        "chargingPrice": {"kWhPrice": Decimal("0.3")},
        "idlePrice": {"graceMinutes": 15, "hourPrice": 6},
    },
    "triggerMeterValue": {
        "atTime": "2026-11-23T21:00:00.000Z",
        "atCPStatus": ["Charging", "SuspendedEV", "SuspendedEVSE"],
    },
}


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECEIPT_LINK", "https://example.com/r/{session_id}")
    forget_services()
    build_network()
    services().tariffs.put(tariff_from_document(DOCUMENT, 2))


class Charging:
    """A 1.6 station in a session from 20:00 UTC (21:00 in Berlin) on, with a display or not."""

    def __init__(self, shows_cost: bool | None = True) -> None:
        services().stations.put(replace(a_station(), shows_cost=shows_cost))
        self.station = Station()
        connect("ocpp1.6")
        start = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1_000}
        answer = self.station.call("StartTransaction", start | {"timestamp": at(0)})
        self.number = answer["transactionId"]

    def measure(self, minute: int, wh: int) -> None:
        entry = {"timestamp": at(minute), "sampledValue": [{"value": str(wh)}]}
        facts = {"connectorId": 1, "transactionId": self.number, "meterValue": [entry]}
        self.station.call("MeterValues", facts)

    def say(self, minute: int, status: str) -> None:
        facts = {"connectorId": 1, "errorCode": "NoError", "status": status}
        self.station.call("StatusNotification", facts | {"timestamp": at(minute)})

    def stop(self, minute: int, wh: int) -> None:
        facts = {"transactionId": self.number, "meterStop": wh, "timestamp": at(minute)}
        self.station.call("StopTransaction", facts)


def at(minute: int) -> str:
    return f"2026-11-23T{20 + minute // 60:02d}:{minute % 60:02d}:00Z"


def stream() -> list[tuple[str, dict[str, Any]]]:
    """What the streams of sessions and commands send some minutes later; the station takes it."""
    age()
    table = boto3.resource("dynamodb").Table(services().settings.sessions_table)
    items = [one for one in table.scan()["Items"] if "station_id" in one]
    before = len(frames_to())
    event = stream_event(*((one, one) for one in items))
    assert tell_costs.handler(event, CONTEXT) == {"batchItemFailures": []}
    run_stream()
    new = frames_to()[before:]
    for frame in new:
        Station().send(json.dumps([3, frame[1], {"status": "Accepted"}]))
    assert all(one[2] == "DataTransfer" for one in new)
    assert all(one[3]["vendorId"] == "org.openchargealliance.costmsg" for one in new)
    return [(one[3]["messageId"], read(one[3]["data"])) for one in new]


def age() -> None:
    """All costs were told some minutes ago."""
    table = boto3.resource("dynamodb").Table(services().settings.stations_table)
    for one in services().commands.of_station("CP1"):
        table.update_item(
            Key={"pk": "CMD#CP1", "sk": one.command_id},
            UpdateExpression="SET created_at = :at",
            ExpressionAttributeValues={":at": to_text(one.created_at - timedelta(minutes=5))},
        )


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return found


def session() -> ChargingSession:
    (found,) = services().sessions.page(SessionFilter(), 10, None)[0]
    return found


def test_the_cost_is_told_from_the_start_on_with_the_prices_to_come() -> None:
    charging = Charging()
    ((kind, told),) = stream()
    assert kind == "RunningCost"
    assert told == BY_DAY | {
        "transactionId": charging.number,
        "timestamp": "2026-11-23T20:00:00.000Z",
        "meterValue": 1000,
        "cost": 0,
    }
    charging.measure(30, 3_000)
    ((_, told),) = stream()
    assert (told["cost"], told["meterValue"]) == (Decimal("1.00"), 3000)
    charging.measure(90, 7_000)  # half of it by day, half at night
    ((_, told),) = stream()
    assert told["cost"] == Decimal("2.60")
    assert told["chargingPrice"] == {"kWhPrice": Decimal("0.3")}
    assert told["nextPeriod"]["atTime"] == "2026-11-24T05:00:00.000Z"


def test_parking_is_told_as_idle_and_counts_after_its_grace() -> None:
    charging = Charging()
    charging.measure(30, 3_000)
    charging.say(31, "SuspendedEV")
    charging.measure(35, 3_000)
    ((_, told),) = stream()
    assert (told["state"], told["cost"]) == ("Idle", 1)
    charging.measure(56, 3_000)  # 10 minutes over the grace
    ((_, told),) = stream()
    assert told["cost"] == 2


def test_what_was_told_already_is_not_told_again() -> None:
    charging = Charging()
    charging.measure(30, 3_000)
    assert len(stream()) == 1
    charging.measure(31, 3_000)
    assert stream() == []


def test_the_final_cost_is_what_was_settled_with_the_way_to_the_receipt() -> None:
    top_up(5_000)
    charging = Charging()
    charging.measure(30, 3_000)
    charging.stop(40, 3_500)
    charging.say(41, "Available")
    stream()
    ended = session()
    assert look(ended.key, services().clock(), ending())
    post.handler(
        {
            "session_id": ended.session_id,
            "station_id": "CP1",
            "transaction_id": ended.key.transaction_id,
        },
        CONTEXT,
    )
    settled = session().settlement
    assert settled is not None
    sent = [told for kind, told in stream() if kind == "FinalCost"]
    assert sent == [
        {
            "transactionId": charging.number,
            "cost": Decimal(settled.gross_minor) / 100,
            "priceText": "2.500 kWh, 1.25 EUR",
            "qrCodeText": f"https://example.com/r/{ended.session_id}",
        }
    ]
    assert stream() == []


@pytest.mark.parametrize("shows", [False, None])
def test_a_station_without_a_display_gets_nothing(shows: bool | None) -> None:
    Charging(shows_cost=shows).measure(30, 3_000)
    assert stream() == []


def test_a_display_that_the_station_reports_counts() -> None:
    now = services().clock()
    configurations().report("CP1", {"CustomDisplayCostAndPrice": Reading("true", now)})
    Charging(shows_cost=None).measure(30, 3_000)
    assert [kind for kind, _ in stream()] == ["RunningCost"]


def test_a_station_that_does_not_know_the_message_is_left_alone() -> None:
    charging = Charging()
    charging.measure(30, 3_000)
    run_stream()
    table = boto3.resource("dynamodb").Table(services().settings.sessions_table)
    (item,) = [one for one in table.scan()["Items"] if "station_id" in one]
    tell_costs.handler(stream_event((item, item)), CONTEXT)
    run_stream()
    (frame,) = frames_to()
    charging.station.send(json.dumps([3, frame[1], {"status": "UnknownVendorId"}]))
    charging.measure(50, 5_000)
    assert stream() == []
