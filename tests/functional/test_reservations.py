"""Reservations: command, answer, session and status update; seen through the operator API."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.functional.test_command_delivery import connect, frames_to, run_stream
from tests.network import TOKEN, build_network

from csms.bootstrap import services, settings
from csms.clock import to_text
from csms.commands.model import Command, CommandState
from csms.stations.reservations import Reservation
from event_consumers import publish_outbox

if TYPE_CHECKING:
    from tests.http_api import Caller

BOTH = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1"])


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    boto3.client("events").create_event_bus(Name="bus")
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    forget_services()
    build_network()


def until(minutes: int = 30) -> str:
    return to_text(services().clock() + timedelta(minutes=minutes))


def publish(of: str = "") -> None:
    """What the streams of both tables do with all that is stored, or with some partitions of it."""
    tables = (settings().stations_table, settings().sessions_table)
    items = [
        one for name in tables for one in boto3.resource("dynamodb").Table(name).scan()["Items"]
    ]
    items = [one for one in items if str(one["pk"]).startswith(of)]
    answer = publish_outbox.handler(stream_event(*((None, one) for one in items)), CONTEXT)
    assert answer["batchItemFailures"] == []


def order(operator: Caller, protocol: str, action: str, answer: Any, **payload: Any) -> Any:
    """Send a command and let the station answer it; the CALL."""
    connect(protocol)
    body = {"action": action, "payload": payload}
    assert operator.post("/stations/CP1/commands", body).status == 202
    run_stream()
    call = frames_to()[-1]
    Station(protocol=protocol).send(json.dumps([3, call[1], {"status": answer}]))
    publish()
    return call


def shown(operator: Caller, number: int) -> dict[str, Any]:
    answer = operator.get(f"/reservations/{number}")
    assert answer.status == 200, answer
    assert answer.json in operator.get("/reservations").json["items"]
    view: dict[str, Any] = answer.json
    return view


def reserve(operator: Caller, protocol: str, answer: str = "Accepted") -> int:
    wanted = {"evse_id": 2, "token_id": TOKEN, "expires_at": until()}
    call = order(operator, protocol, "reserve", answer, **wanted)
    number: int = call[3]["reservationId" if protocol == "ocpp1.6" else "id"]
    return number


@BOTH
def test_reservation_follows_the_stations_answer(operator: Caller, protocol: str) -> None:
    view = shown(operator, reserve(operator, protocol))
    assert (view["state"], view["station_id"], view["evse_id"]) == ("accepted", "CP1", 2)
    assert (view["token_id"], view["session_id"]) == (TOKEN, None)


@BOTH
@pytest.mark.parametrize("answer", ["Occupied", "Faulted", "Rejected", "Unavailable"])
def test_refused_reservation_says_why(operator: Caller, protocol: str, answer: str) -> None:
    view = shown(operator, reserve(operator, protocol, answer))
    assert (view["state"], view["answer"]) == ("rejected", answer)


@BOTH
def test_cancelled_reservation(operator: Caller, protocol: str) -> None:
    number = reserve(operator, protocol)
    order(operator, protocol, "cancel_reservation", "Rejected", reservation_id=number)
    assert shown(operator, number)["state"] == "accepted"
    call = order(operator, protocol, "cancel_reservation", "Accepted", reservation_id=number)
    assert call[2:] == ["CancelReservation", {"reservationId": number}]
    assert shown(operator, number)["state"] == "cancelled"


@BOTH
def test_session_uses_its_reservation(operator: Caller, protocol: str) -> None:
    number = reserve(operator, protocol)
    at = to_text(services().clock())
    if protocol == "ocpp1.6":
        facts: dict[str, Any] = {"connectorId": 2, "idTag": TOKEN, "meterStart": 0}
        start = facts | {"timestamp": at, "reservationId": number}
        Station().call("StartTransaction", start)
    else:
        event = {"eventType": "Started", "timestamp": at, "triggerReason": "Authorized"}
        facts = {"seqNo": 0, "transactionInfo": {"transactionId": "T1"}, "reservationId": number}
        Station(protocol=protocol).call("TransactionEvent", event | facts)
    publish()
    (session,) = operator.get("/sessions").json["items"]
    view = shown(operator, number)
    assert (view["state"], view["session_id"]) == ("used", session["session_id"])


def tell(protocol: str, status: str, connector: int = 2, minutes: float = 0) -> None:
    """The status of a connector of 1.6, or of the EVSE with that number."""
    at = until(0) if not minutes else to_text(services().clock() + timedelta(minutes=minutes))
    if protocol == "ocpp1.6":
        fault = {"connectorId": connector, "errorCode": "NoError", "status": status}
        Station().call("StatusNotification", fault | {"timestamp": at})
    else:
        place = {"evseId": connector, "connectorId": 1, "connectorStatus": status}
        Station(protocol=protocol).call("StatusNotification", place | {"timestamp": at})
    publish()


ALL = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])


@ALL
@pytest.mark.parametrize("status", ["Faulted", "Unavailable"])
def test_connector_that_fails_ends_its_reservation(
    operator: Caller, protocol: str, status: str
) -> None:
    number = reserve(operator, protocol)
    tell(protocol, status)
    view = shown(operator, number)
    assert (view["state"], view["end_reason"]) == ("cancelled", status)
    tell(protocol, "Available")
    assert shown(operator, number) == view, "it does not come back"


@ALL
def test_what_fails_elsewhere_or_is_only_busy_ends_nothing(operator: Caller, protocol: str) -> None:
    number = reserve(operator, protocol)
    tell(protocol, "Faulted", connector=1)
    tell(protocol, "Preparing" if protocol == "ocpp1.6" else "Occupied")
    assert shown(operator, number)["state"] == "accepted"


def test_station_that_fails_as_a_whole_ends_its_reservations(operator: Caller) -> None:
    number = reserve(operator, "ocpp1.6")
    tell("ocpp1.6", "Faulted", connector=0)
    assert shown(operator, number)["state"] == "cancelled"


@BOTH
def test_reservation_of_any_evse_ends_when_none_is_left(operator: Caller, protocol: str) -> None:
    call = order(operator, protocol, "reserve", "Accepted", token_id=TOKEN, expires_at=until())
    number = call[3]["reservationId" if protocol == "ocpp1.6" else "id"]
    tell(protocol, "Faulted", connector=1)
    assert shown(operator, number)["state"] == "accepted"
    tell(protocol, "Unavailable", connector=2)
    assert shown(operator, number)["state"] == "cancelled"


@BOTH
@pytest.mark.parametrize("minutes", [-5, 3])
def test_fault_outside_of_the_reserved_time_ends_nothing(
    operator: Caller, protocol: str, minutes: int
) -> None:
    wanted = {"evse_id": 2, "token_id": TOKEN, "expires_at": until(2)}
    call = order(operator, protocol, "reserve", "Accepted", **wanted)
    tell(protocol, "Faulted", minutes=minutes)
    view = shown(operator, call[3]["reservationId" if protocol == "ocpp1.6" else "id"])
    assert (view["state"], view["end_reason"]) == ("accepted", None)


@BOTH
def test_fault_that_is_looked_at_before_the_answer_ends_it_too(
    operator: Caller, protocol: str
) -> None:
    connect(protocol)
    wanted = {"evse_id": 2, "token_id": TOKEN, "expires_at": until()}
    operator.post("/stations/CP1/commands", {"action": "reserve", "payload": wanted})
    run_stream()
    call = frames_to()[-1]
    tell(protocol, "Faulted")
    Station(protocol=protocol).send(json.dumps([3, call[1], {"status": "Accepted"}]))
    publish(of="CMD#")
    number = call[3]["reservationId" if protocol == "ocpp1.6" else "id"]
    assert shown(operator, number)["state"] == "cancelled"


@BOTH
def test_fault_after_a_session_used_it_changes_nothing(operator: Caller, protocol: str) -> None:
    number = reserve(operator, protocol)
    used = Reservation("CP1", number, session_id="SESSION")
    services().reservations.add_facts(used)
    tell(protocol, "Faulted")
    assert shown(operator, number)["state"] == "used"


def test_status_update_of_2_1_knows_a_reservation_without_a_transaction(operator: Caller) -> None:
    number = reserve(operator, "ocpp2.1")
    update = {"reservationId": number, "reservationUpdateStatus": "NoTransaction"}
    assert Station(protocol="ocpp2.1").call("ReservationStatusUpdate", update) == {}
    view = shown(operator, number)
    assert (view["state"], view["end_reason"]) == ("used", "NoTransaction")


@pytest.mark.parametrize(("said", "state"), [("Expired", "expired"), ("Removed", "cancelled")])
def test_status_update_of_2_0_1_ends_a_reservation(operator: Caller, said: str, state: str) -> None:
    number = reserve(operator, "ocpp2.0.1")
    update = {"reservationId": number, "reservationUpdateStatus": said}
    for _ in range(2):
        assert Station(protocol="ocpp2.0.1").call("ReservationStatusUpdate", update) == {}
    assert shown(operator, number)["state"] == state


def test_status_update_of_an_unknown_reservation_is_kept(operator: Caller) -> None:
    update = {"reservationId": 4711, "reservationUpdateStatus": "Expired"}
    Station(protocol="ocpp2.0.1").call("ReservationStatusUpdate", update)
    view = shown(operator, 4711)
    assert (view["state"], view["station_id"], view["token_id"]) == ("expired", "CP1", None)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"reservationId": 1}, "OccurrenceConstraintViolation"),
        ({"reservationId": "one", "reservationUpdateStatus": "Expired"}, "TypeConstraintViolation"),
        (
            {"reservationId": 1, "reservationUpdateStatus": "Gone"},
            "PropertyConstraintViolation",
        ),
    ],
)
def test_broken_status_update_is_refused(payload: dict[str, Any], code: str) -> None:
    frame = Station(protocol="ocpp2.0.1").answer_to("ReservationStatusUpdate", payload)
    assert (frame[0], frame[2]) == (4, code)


def test_raw_reservation_is_sent_as_given_and_recorded(operator: Caller) -> None:
    payload = {"connectorId": 99, "expiryDate": until(-1), "idTag": "X", "reservationId": 12}
    call = order(operator, "ocpp1.6", "ReserveNow", "Accepted", **payload)
    assert call[2:] == ["ReserveNow", payload]
    assert shown(operator, 12)["state"] == "expired"


def test_raw_reservation_without_an_id_gets_one(operator: Caller) -> None:
    payload = {"connectorId": 1, "expiryDate": until(), "idTag": TOKEN}
    call = order(operator, "ocpp1.6", "ReserveNow", "Accepted", **payload)
    assert shown(operator, call[3]["reservationId"])["evse_id"] == 1


@pytest.mark.parametrize(
    ("action", "payload"),
    [
        ("reserve", {"evse_id": 1, "expires_at": "2030-01-01T00:00:00Z"}),
        ("reserve", {"token_id": TOKEN, "expires_at": "soon"}),
        ("reserve", {"token_id": TOKEN, "evse_id": -1, "expires_at": "2030-01-01T00:00:00Z"}),
        ("cancel_reservation", {"reservation_id": "7"}),
    ],
)
def test_what_cannot_be_said_fails(operator: Caller, action: str, payload: dict[str, Any]) -> None:
    connect("ocpp1.6")
    sent = operator.post("/stations/CP1/commands", {"action": action, "payload": payload})
    if sent.status == 202:
        run_stream()
        command = operator.get(f"/stations/CP1/commands/{sent.json['command_id']}").json
        assert command["state"] == "failed"
        publish()
    assert frames_to() == []


def test_unknown_reservation_is_not_found(operator: Caller) -> None:
    assert operator.get("/reservations/5").status == 404
    assert operator.get("/reservations/x").status in {400, 422}


def raw(protocol: str, number: int, expiry: str) -> dict[str, Any]:
    if protocol == "ocpp1.6":
        ids = {"connectorId": 1, "idTag": TOKEN, "reservationId": number}
        return ids | {"expiryDate": expiry}
    token = {"idToken": TOKEN, "type": "Central"}
    return {"id": number, "expiryDateTime": expiry, "idToken": token}


@BOTH
@pytest.mark.parametrize(
    ("number", "expiry"),
    [(7, "9999-12-31T23:59:59Z"), (7, "2099-01-01T00:00:00Z"), (1 << 31, "soon")],
)
def test_a_reservation_without_end_or_with_too_high_a_number_is_refused(
    operator: Caller, protocol: str, number: int, expiry: str
) -> None:
    connect(protocol)
    expiry = until() if expiry == "soon" else expiry
    facts = {"reservation_id": number, "token_id": TOKEN, "expires_at": expiry}
    for body in (
        {"action": "reserve", "payload": facts},
        {"action": "ReserveNow", "payload": raw(protocol, number, expiry)},
    ):
        assert operator.post("/stations/CP1/commands", body).status == 422
    assert services().commands.of_station("CP1") == []


@BOTH
def test_a_number_beyond_31_bits_cannot_be_cancelled(operator: Caller, protocol: str) -> None:
    connect(protocol)
    for body in (
        {"action": "cancel_reservation", "payload": {"reservation_id": 1 << 31}},
        {"action": "CancelReservation", "payload": {"reservationId": 1 << 31}},
    ):
        assert operator.post("/stations/CP1/commands", body).status == 422


def test_a_stored_reservation_until_the_end_of_the_calendar_stops_no_stream(
    operator: Caller,
) -> None:
    end = "9999-12-31T23:59:59Z"
    now = services().clock()
    payload = {"evse_id": 1, "token_id": TOKEN, "expires_at": end, "reservation_id": 9}
    command = Command("CP1", "m9", "reserve", payload, now, now + timedelta(hours=1))
    shared = services()
    shared.commands.mark_sent(shared.commands.add(command), "ReserveNow", now, {})
    shared.commands.record_answer(
        "CP1", "m9", CommandState.ANSWERED, {"status": "Accepted"}, None, now
    )
    publish()
    view = shown(operator, 9)
    assert (view["state"], view["expires_at"][:4]) == ("accepted", "9999")


def test_a_start_is_not_refused_for_a_reservation_that_nobody_numbered_so(
    operator: Caller,
) -> None:
    start = {"connectorId": 1, "idTag": TOKEN, "meterStart": 5, "reservationId": 10**45}
    Station().call("StartTransaction", start | {"timestamp": "2026-11-23T10:00:00Z"})
    publish()
    assert operator.get("/reservations").json["items"] == []
