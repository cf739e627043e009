"""Behaviours of sockets, retries and limits, by their numbers in `docs/ocpp.md`."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from moto.apigatewaymanagementapi.models import apigatewaymanagementapi_backends
from moto.core.models import DEFAULT_ACCOUNT_ID
from tests.conformance.conftest import at
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.network import DRIVER, PASSWORD, TOKEN, a_station, top_up

from csms import bootstrap
from csms.bootstrap import services
from csms.commands.model import Command
from csms.errors import Unauthorized
from csms.ids import new_ulid
from csms.ledger import chart
from ocpp_gateway import authorize, connect, disconnect
from station_commands import deliver

if TYPE_CHECKING:
    from tests.conformance.conftest import World

EVSE = {"id": 1, "connectorId": 1}
ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}


def knock(station_id: str, in_path: str) -> dict[str, Any]:
    """The upgrade request of a station, as the edge hands it on."""
    credentials = base64.b64encode(f"{station_id}:{PASSWORD}".encode()).decode()
    headers = {
        "x-origin-secret": "from-our-edge",
        "x-ocpp-identity": in_path,
        "authorization": f"Basic {credentials}",
        "sec-websocket-protocol": "ocpp1.6",
    }
    arn = "arn:aws:execute-api:eu-central-1:123456789012:api/dev/$connect"
    event = {"type": "REQUEST", "methodArn": arn, "headers": headers}
    context: dict[str, Any] = authorize.handler(event, CONTEXT)["context"]
    return context


def open_socket(station: Station, seconds: int = 0) -> None:
    context = station.request_context()
    context["connectedAt"] += seconds * 1000
    assert connect.handler({"requestContext": context}, CONTEXT)["statusCode"] == 200


def order(action: str, **payload: Any) -> Command:
    now = services().clock()
    command = Command("CP1", new_ulid(now), action, payload, now, now + timedelta(hours=1))
    return services().commands.add(command)


def run_stream() -> None:
    change = {"pk": "CMD#CP1", "sk": "any"}
    assert deliver.handler(stream_event((None, change)), CONTEXT)["batchItemFailures"] == []


def sent_to(connection_id: str) -> list[str]:
    """The frames that went to a socket, as text."""
    backend = apigatewaymanagementapi_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"]
    connection = backend.connections.get(connection_id)
    text = connection.data.decode() if connection else ""
    decoder, frames, here = json.JSONDecoder(), [], 0
    while here < len(text):
        _, end = decoder.raw_decode(text, here)
        frames.append(text[here:end])
        here = end
    return frames


# Sockets


@pytest.mark.parametrize("station_id", ["CP1", "RPC/1", "Säule 7", "a:b"])
def test_behaviour_01_the_identity_is_the_percent_decoded_end_of_the_url(
    world: World, station_id: str
) -> None:
    if ":" in station_id:  # Basic Auth has no way to say it
        with pytest.raises(Unauthorized):
            knock(station_id, quote(station_id, safe=""))
        return
    services().stations.put(a_station(station_id))
    assert knock(station_id, quote(station_id, safe=""))["station_id"] == station_id


def test_behaviour_01_an_unknown_station_is_refused_and_told_nothing(world: World) -> None:
    with pytest.raises(Unauthorized) as unknown:
        knock("NOBODY", "NOBODY")
    with pytest.raises(Unauthorized) as foreign:
        knock("CP1", "CP2")
    assert str(unknown.value) == str(foreign.value)


def test_behaviour_03_one_call_is_outstanding_at_a_time(world: World) -> None:
    open_socket(world.v16)
    first, second = order("clear_cache"), order("get_local_list_version")
    for _ in range(3):
        run_stream()
    assert [json.loads(one)[1] for one in sent_to("conn-1")] == [first.command_id]
    world.v16.send(json.dumps([3, first.command_id, {"status": "Accepted"}]))
    run_stream()
    assert [json.loads(one)[1] for one in sent_to("conn-1")][1:] == [second.command_id]


def test_behaviour_03_a_station_may_call_while_it_owes_an_answer(world: World) -> None:
    open_socket(world.v16)
    order("clear_cache")
    run_stream()
    assert "currentTime" in world.v16.call("Heartbeat", {})


def test_behaviour_06_a_late_close_of_the_old_socket_changes_nothing(world: World) -> None:
    old = world.v16
    new = Station(connection_id="conn-new")
    open_socket(old)
    open_socket(new, seconds=60)
    disconnect.handler({"requestContext": old.request_context()}, CONTEXT)
    assert world.operator.get("/stations/CP1").json["online"]
    disconnect.handler({"requestContext": new.request_context()}, CONTEXT)
    assert not world.operator.get("/stations/CP1").json["online"]


def test_behaviour_06_an_old_socket_that_is_told_late_does_not_replace_the_new_one(
    world: World,
) -> None:
    open_socket(Station(connection_id="conn-new"), seconds=60)
    open_socket(world.v16)
    order("clear_cache")
    run_stream()
    assert (len(sent_to("conn-new")), sent_to("conn-1")) == (1, [])


def test_behaviour_10_any_worker_reaches_the_socket_of_the_station(world: World) -> None:
    for seconds, connection_id in enumerate(("conn-1", "conn-2", "conn-3")):
        open_socket(Station(connection_id=connection_id), seconds)
        forget_services()  # another process, that has seen nothing
    command = order("clear_cache")
    forget_services()
    run_stream()
    assert [len(sent_to(f"conn-{number}")) for number in (1, 2, 3)] == [0, 0, 1]
    forget_services()
    Station(connection_id="conn-3").send(
        json.dumps([3, command.command_id, {"status": "Accepted"}])
    )
    shown = world.operator.get(f"/stations/CP1/commands/{command.command_id}").json
    assert shown["state"] == "answered"


# Retries


def test_behaviour_49_a_retry_gets_the_same_answer_from_a_process_that_knows_nothing(
    world: World,
) -> None:
    started = world.event("Started", 0, 0, 1_000, evse=EVSE, idToken=ID_TOKEN)
    transaction_id = world.start()
    forget_services()
    assert world.event("Started", 0, 0, 1_000, evse=EVSE, idToken=ID_TOKEN) == started
    assert world.start() == transaction_id
    assert len(world.sessions) == 2


@pytest.mark.parametrize("kind", ["Started", "Updated", "Ended"])
def test_behaviour_49_every_event_is_answered_however_often_it_comes(
    world: World, kind: str
) -> None:
    answers = [world.event(kind, 5, 10, 2_000) for _ in range(4)]
    assert answers == [answers[0]] * 4


def test_behaviour_49_meter_values_are_always_answered(world: World) -> None:
    sample = [{"timestamp": at(1), "sampledValue": [{"value": 5}]}]
    for evse_id in (0, 1, 99):
        for _ in range(2):
            facts = {"evseId": evse_id, "meterValue": sample}
            assert world.v201.call("MeterValues", facts) == {}


# Money and strictness


def test_behaviour_54_a_session_is_charged_once_however_often_it_is_posted(world: World) -> None:
    top_up(5_000)
    world.stop(world.start())
    rated = world.session
    assert [world.settle(rated) for _ in range(3)] == [True, False, False]
    forget_services()
    assert not world.settle(rated)
    balances = bootstrap.ledger().balances(chart.wallet(DRIVER))
    assert balances is not None
    gross = world.shown()["cost"]["gross"]["minor"]
    assert gross > 0
    assert balances.posted_minor == 5_000 - gross


@pytest.mark.parametrize("limit", ["8.1", "0.1", "16", "31.9"])
def test_behaviour_56_a_limit_of_a_charging_profile_is_sent_as_it_was_given(
    world: World, limit: str
) -> None:
    open_socket(world.v16)
    wanted = f"""{{"action": "set_charging_profile", "payload":
        {{"unit": "A", "periods": [{{"start_s": 0, "limit": {limit}}}]}}}}"""
    assert world.operator.call("POST", "/stations/CP1/commands", wanted).status == 202
    run_stream()
    (frame,) = sent_to("conn-1")
    assert f'"limit":{limit}}}' in frame


def test_behaviour_56_a_limit_that_a_station_reports_stays_exact(world: World) -> None:
    schedule = {
        "id": 1,
        "chargingRateUnit": "A",
        "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 8.1}],
    }
    limit = {"chargingLimit": {"chargingLimitSource": "SO"}, "chargingSchedule": [schedule]}
    world.v201.call("NotifyChargingLimit", limit)
    (event,) = world.operator.get("/stations/CP1/events").json["items"]
    assert event["content"] == limit


@pytest.mark.parametrize("missing", ["meterStart", "connectorId", "idTag", "timestamp"])
def test_behaviour_57_a_start_that_could_not_be_billed_is_refused(
    world: World, missing: str
) -> None:
    facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": 0, "timestamp": at(0)}
    del facts[missing]
    assert world.v16.answer_to("StartTransaction", facts)[0] == 4
    assert world.sessions == []


@pytest.mark.parametrize(
    ("oddity", "flag"),
    [({"timestamp": "long ago"}, "clock_skewed"), ({"transactionId": -1}, "matched_without_id")],
)
def test_behaviour_57_a_stop_that_would_come_again_is_taken_and_the_leniency_shown(
    world: World, oddity: dict[str, Any], flag: str
) -> None:
    transaction_id = world.start()
    facts = {"transactionId": transaction_id, "meterStop": 6_000, "timestamp": at(60)}
    assert world.v16.call("StopTransaction", facts | oddity) == {}
    assert flag in world.shown()["flags"]
    assert world.session.energy_wh == 5_000


def test_behaviour_57_one_unreadable_sample_costs_no_stop(world: World) -> None:
    samples = [{"value": "no number"}, {"value": "7400", "measurand": "Power.Active.Import"}]
    data = [{"timestamp": at(30), "sampledValue": samples}]
    world.stop(world.start(), transactionData=data)
    assert world.rated().energy.energy_wh == 5_000
