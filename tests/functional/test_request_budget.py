"""What a frame may cost: AWS requests of the deployed handler (design rule: who talks is free)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance import v16, v21, v201
from tests.conformance.reading import READ_BACK, in_journal, in_report
from tests.conftest import forget_services
from tests.functional.aws_requests import Requests, counted, knows_who_is_traced
from tests.functional.station import Station
from tests.network import TOKEN, build_network

from csms.bootstrap import tracing
from csms.clock import to_text
from csms.stations import traces

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = {
    "DiagnosticsStatusNotification",
    "FirmwareStatusNotification",
    "LogStatusNotification",
    "PublishFirmwareStatusNotification",
    "SignedFirmwareStatusNotification",
}
BOTH = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
Payload = dict[str, Any]
TABLES = {"ocpp1.6": v16.CASES, "ocpp2.0.1": v201.CASES, "ocpp2.1": v21.CASES}

ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}
AUTHORIZE: dict[str, Payload] = {
    "ocpp1.6": {"idTag": TOKEN},
    "ocpp2.0.1": {"idToken": ID_TOKEN},
    "ocpp2.1": {"idToken": ID_TOKEN},
}
STATUS: dict[str, Payload] = {
    "ocpp1.6": {"connectorId": 1, "errorCode": "NoError", "status": "Charging"},
    "ocpp2.0.1": {
        "timestamp": "2026-11-23T10:00:00Z",
        "connectorStatus": "Occupied",
        "evseId": 1,
        "connectorId": 1,
    },
}
STATUS["ocpp2.1"] = STATUS["ocpp2.0.1"]


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    build_network()
    monkeypatch.setattr(Moments, "begin", datetime.now(UTC) - timedelta(minutes=40))


class Moments:
    """When a test's station begins: what is told an hour later is odd, and noting that costs."""

    begin = datetime.now(UTC)


def at(turn: int) -> str:
    """Every half minute."""
    return to_text(Moments.begin + timedelta(seconds=30 * turn))


@pytest.fixture
def requests() -> Iterator[Requests]:
    """Of a process that has just started, and knows which stations are traced."""
    forget_services()
    with counted() as requests:
        tracing().on("CP1", datetime.now(UTC))
        yield requests


def cost(requests: Requests, station: Station, action: str, payload: Payload) -> list[str]:
    """The requests of one frame, however slow the computer is."""
    knows_who_is_traced(requests)
    station.call(action, payload)
    return list(requests.operations)


def meter_value(minute: int) -> list[Payload]:
    samples = [
        {"value": str(1000 + minute), "measurand": "Energy.Active.Import.Register", "unit": "Wh"},
        {"value": "11000", "measurand": "Power.Active.Import", "unit": "W"},
    ]
    return [{"timestamp": at(minute), "sampledValue": samples}]


def event(kind: str, seq_no: int, **more: Any) -> Payload:
    samples = [{"value": 1000 + seq_no, "measurand": "Energy.Active.Import.Register"}]
    moment = at(seq_no)
    return {
        "eventType": kind,
        "timestamp": moment,
        "triggerReason": "MeterValuePeriodic",
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": "tx-1", "chargingState": "Charging"},
        "meterValue": [{"timestamp": moment, "sampledValue": samples}],
    } | more


def start(protocol: str) -> tuple[str, Payload]:
    if protocol == "ocpp1.6":
        facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1000}
        return "StartTransaction", facts | {"timestamp": at(0)}
    return "TransactionEvent", event("Started", 0, evse={"id": 1}, idToken=ID_TOKEN)


def running(protocol: str) -> tuple[Station, int]:
    """A station in the middle of a session, and the 1.6 transaction id."""
    station = Station(protocol=protocol)
    answer = station.call(*start(protocol))
    return station, answer.get("transactionId", 0)


def progress(protocol: str, transaction_id: int, minute: int) -> tuple[str, Payload]:
    if protocol == "ocpp1.6":
        facts = {"connectorId": 1, "transactionId": transaction_id}
        return "MeterValues", facts | {"meterValue": meter_value(minute)}
    return "TransactionEvent", event("Updated", minute)


def stop(protocol: str, transaction_id: int, **more: Any) -> tuple[str, Payload]:
    if protocol == "ocpp1.6":
        facts = {"transactionId": transaction_id, "meterStop": 8350, "idTag": TOKEN}
        ended = {"timestamp": at(59)}
        return "StopTransaction", facts | ended | {"transactionData": meter_value(59)} | more
    return "TransactionEvent", event("Ended", 59, idToken=ID_TOKEN) | more


@BOTH
def test_a_heartbeat_costs_one_write_and_the_next_nothing(
    requests: Requests, protocol: str
) -> None:
    station = Station(protocol=protocol)
    assert cost(requests, station, "Heartbeat", {}) == ["UpdateItem"]
    assert cost(requests, station, "Heartbeat", {}) == []


@BOTH
def test_a_status_costs_one_request(requests: Requests, protocol: str) -> None:
    station = Station(protocol=protocol)
    for _ in range(3):
        assert len(cost(requests, station, "StatusNotification", STATUS[protocol])) == 1


@BOTH
def test_a_late_status_costs_three_requests(requests: Requests, protocol: str) -> None:
    station = Station(protocol=protocol)
    late = STATUS[protocol] | {"timestamp": "2026-11-23T09:00:00Z"}
    station.call("StatusNotification", STATUS[protocol] | {"timestamp": "2026-11-23T10:00:00Z"})
    for _ in range(2):
        spent = cost(requests, station, "StatusNotification", late)
        assert spent == ["TransactWriteItems", "PutItem", "UpdateItem"]


def test_a_connectors_availability_as_an_event_costs_a_request_more(requests: Requests) -> None:
    at = "2026-11-23T10:00:00Z"
    said = {"eventId": 1, "timestamp": at, "trigger": "Delta", "actualValue": "Occupied"}
    about = {
        "eventNotificationType": "PreconfiguredMonitor",
        "component": {"name": "Connector", "evse": {"id": 1, "connectorId": 1}},
        "variable": {"name": "AvailabilityState"},
    }
    event = {"generatedAt": at, "seqNo": 0, "eventData": [said | about]}
    spent = cost(requests, Station(protocol="ocpp2.1"), "NotifyEvent", event)
    assert spent == ["TransactWriteItems", "PutItem"]


@BOTH
def test_authorize_costs_at_most_two_reads(requests: Requests, protocol: str) -> None:
    station = Station(protocol=protocol)
    for _ in range(2):
        cost(requests, station, "Authorize", AUTHORIZE[protocol])
        assert 0 < requests.reads <= 2
        assert requests.writes == 0


@BOTH
def test_a_start_costs_at_most_three_requests_and_so_does_its_repeat(
    requests: Requests, protocol: str
) -> None:
    station = Station(protocol=protocol)
    for _ in range(3):
        assert 0 < len(cost(requests, station, *start(protocol))) <= 3


def test_starts_that_all_look_alike_cost_three_requests_more(requests: Requests) -> None:
    station, numbers = Station(), []
    alike = {"connectorId": 1, "idTag": TOKEN, "meterStart": 0, "timestamp": "1970-01-01T00:00:00Z"}
    # That its clock is wrong is written once.
    station.call("StartTransaction", alike | {"connectorId": 2})
    for turn in range(5):
        for _ in range(2):
            assert len(cost(requests, station, "StartTransaction", alike)) <= (6 if turn else 3)
        numbers.append(station.call("StartTransaction", alike)["transactionId"])
        end = {"transactionId": numbers[-1], "meterStop": 900 + turn}
        station.call("StopTransaction", end | {"timestamp": alike["timestamp"]})
    assert len(set(numbers)) == 5


@BOTH
def test_a_refused_start_costs_no_more(requests: Requests, protocol: str) -> None:
    action, payload = start(protocol)
    unknown = (
        {"idTag": "NOBODY"} if protocol == "ocpp1.6" else {"idToken": ID_TOKEN | {"idToken": "X"}}
    )
    for _ in range(2):
        spent = cost(requests, Station(protocol=protocol), action, payload | unknown)
        assert 0 < len(spent) <= 3


@BOTH
def test_a_meter_reading_costs_at_most_two_requests(requests: Requests, protocol: str) -> None:
    station, transaction_id = running(protocol)
    for minute in (1, 1, 2, 3, 3):
        assert 0 < len(cost(requests, station, *progress(protocol, transaction_id, minute))) <= 2


@BOTH
def test_a_late_meter_reading_costs_at_most_two_requests(requests: Requests, protocol: str) -> None:
    station, transaction_id = running(protocol)
    for minute in (5, 2, 2):
        assert len(cost(requests, station, *progress(protocol, transaction_id, minute))) <= 2


@BOTH
def test_a_stop_costs_at_most_three_requests_and_so_does_its_repeat(
    requests: Requests, protocol: str
) -> None:
    station, transaction_id = running(protocol)
    for _ in range(3):
        assert 0 < len(cost(requests, station, *stop(protocol, transaction_id))) <= 3


@BOTH
def test_the_cost_does_not_grow_with_what_is_stored(requests: Requests, protocol: str) -> None:
    station, transaction_id = running(protocol)
    spent = [
        len(cost(requests, station, *progress(protocol, transaction_id, minute)))
        for minute in range(1, 40)
    ]
    assert set(spent) == {spent[0]}
    assert len(cost(requests, station, *stop(protocol, transaction_id))) <= 3


@pytest.mark.parametrize(
    ("protocol", "action"),
    [
        (protocol, action)
        for protocol, table in TABLES.items()
        for action in sorted(table)
        if READ_BACK.get(action) in (in_journal, in_report)
    ],
)
def test_a_notification_costs_one_write_and_so_does_its_repeat(
    requests: Requests, protocol: str, action: str
) -> None:
    station = Station(protocol=protocol)
    for repeat in range(2):
        spent = cost(requests, station, action, TABLES[protocol][action].valid)
        if action == "NotifySettlement":  # what was told of the payment, and once what is new
            assert spent == ["PutItem", "GetItem", *(["PutItem"] if not repeat else [])]
            continue
        # A step of a job looks for the command that began it; here there is none.
        # A pull asks for what the operator wants of the profile.
        reads = action in STEPS or action == "PullDynamicScheduleUpdate"
        assert spent == (["PutItem", "GetItem"] if reads else ["PutItem"])


def test_who_is_traced_is_asked_once_in_a_while_by_each_process(requests: Requests) -> None:
    tracing.cache_clear()
    requests.operations.clear()
    now = datetime.now(UTC)
    for second in range(4):
        assert not tracing().on(f"CP{second}", now + timedelta(seconds=second))
    assert requests.operations == ["GetItem"]
    assert not tracing().on("CP1", now + traces.REFRESH)
    assert requests.operations == ["GetItem", "GetItem"]


def test_an_odd_frame_costs_one_write_more_and_its_repeat_none(requests: Requests) -> None:
    station = Station()
    odd = STATUS["ocpp1.6"] | {"info": "none"}
    together = "TransactWriteItems"
    assert cost(requests, station, "StatusNotification", odd) == [together, "UpdateItem"]
    assert cost(requests, station, "StatusNotification", odd) == [together]


def test_the_first_connection_of_a_station_costs_one_read_more_in_each_process(
    requests: Requests,
) -> None:
    station = Station(vendor="")
    assert cost(requests, station, "Heartbeat", {}) == ["BatchGetItem", "UpdateItem"]
    assert cost(requests, station, "Heartbeat", {}) == []


def test_a_reservation_status_update_costs_one_request(requests: Requests) -> None:
    update = {"reservationId": 7, "reservationUpdateStatus": "Expired"}
    station = Station(protocol="ocpp2.0.1")
    for _ in range(2):
        assert cost(requests, station, "ReservationStatusUpdate", update) == ["UpdateItem"]


def test_a_message_without_a_usable_id_costs_at_most_five_requests(requests: Requests) -> None:
    station, _ = running("ocpp1.6")
    # One of them is the count of such ids, written when it is new.
    assert len(cost(requests, station, *progress("ocpp1.6", -1, 5))) <= 5
    assert len(cost(requests, station, *progress("ocpp1.6", 4711, 6))) <= 5
    assert len(cost(requests, station, *stop("ocpp1.6", -1))) <= 8
