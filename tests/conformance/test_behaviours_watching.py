"""Behaviours that need time to pass: silence, stale transactions, gaps, the station's own word."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto.apigatewaymanagementapi.models import Connection, apigatewaymanagementapi_backends
from moto.core.models import DEFAULT_ACCOUNT_ID
from tests.conformance.conftest import at
from tests.conftest import forget_services
from tests.functional.station import CONTEXT
from tests.functional.streams import stream_event
from tests.http_api import Caller
from tests.network import DRIVER, TOKEN

from csms.bootstrap import services, settings
from csms.charging.ports import SessionFilter
from csms.clock import to_text
from csms.commands.model import Command, CommandState
from csms.events.catalogue import events_of
from csms.stations.model import LiveConnection
from scheduled_jobs import watch_sessions
from session_settlement import post, rate, review
from station_commands import deliver
from station_presence.look import handler as look

if TYPE_CHECKING:
    from tests.conformance.conftest import World

    from csms.charging.model import ChargingSession

EVSE = {"evse": {"id": 1, "connectorId": 1}, "idToken": {"idToken": TOKEN, "type": "ISO14443"}}


class When:
    """Moments of one test, around its own present."""

    now = datetime.now(UTC)

    @property
    def long_ago(self) -> datetime:
        return self.now - timedelta(minutes=30)

    @property
    def a_while_ago(self) -> datetime:
        return self.now - timedelta(minutes=5)


WHEN = When()


@pytest.fixture(autouse=True)
def surroundings(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue of looks, the state machine, the alerts; stale at the second look."""
    queue = boto3.client("sqs").create_queue(QueueName="looks")["QueueUrl"]
    definition = {"StartAt": "Done", "States": {"Done": {"Type": "Pass", "End": True}}}
    machine = boto3.client("stepfunctions").create_state_machine(
        name="settle", definition=json.dumps(definition), roleArn="arn:aws:iam::123456789012:role/r"
    )
    topic = boto3.client("sns").create_topic(Name="alerts")["TopicArn"]
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic)
    monkeypatch.setenv("STATION_WATCH_URL", queue)
    monkeypatch.setenv("SETTLE_SESSION_ARN", machine["stateMachineArn"])
    monkeypatch.setenv("STALE_AVAILABLE_SECONDS", "0")
    forget_services()
    WHEN.now = datetime.now(UTC).replace(microsecond=0)


class Socket(Connection):
    """A socket of the gateway; moto's own is active at every question."""

    def __init__(self, active_at: datetime) -> None:
        super().__init__()
        self._active_at = active_at.timestamp()

    def to_dict(self) -> dict[str, Any]:
        return super().to_dict() | {"lastActiveAt": self._active_at}


def gateway() -> Any:
    return apigatewaymanagementapi_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"]


def connect(
    at_: datetime, connection_id: str = "conn-1", active_at: datetime | None = None
) -> None:
    """A socket, as we know it and as the gateway does."""
    live = LiveConnection(connection_id, "ocpp2.0.1", at_)
    services().stations.connect("CP1", live)
    gateway().connections[connection_id] = Socket(active_at or at_)


def stored() -> dict[str, Any]:
    table = boto3.resource("dynamodb").Table(settings().stations_table)
    return dict(table.get_item(Key={"pk": "ST#CP1", "sk": "CONNECTION"})["Item"])


def passes(since: datetime) -> list[str]:
    """A message of the queue of looks, through its handler; the events of what it changed."""
    before = stored()
    body = json.dumps({"detail": {"station_id": "CP1", "occurred_at": to_text(since)}})
    answer = look({"Records": [{"messageId": "1", "body": body}]}, CONTEXT)
    assert answer == {"batchItemFailures": []}
    return [one.kind for one in events_of(before, stored())]


def looks_left() -> int:
    attributes = boto3.client("sqs").get_queue_attributes(
        QueueUrl=settings().station_watch_url, AttributeNames=["All"]
    )["Attributes"]
    delayed = attributes["ApproximateNumberOfMessagesDelayed"]
    return int(attributes["ApproximateNumberOfMessages"]) + int(delayed)


def sweep(times: int = 2) -> None:
    for _ in range(times):
        watch_sessions.handler({}, CONTEXT)


# 7: half-open sockets and outages


def test_behaviour_07_a_silent_station_is_not_online_although_a_socket_is_stored(
    world: World,
) -> None:
    connect(WHEN.long_ago)
    driver = Caller("client_api", {"sub": DRIVER})
    assert services().stations.state("CP1").online
    assert world.operator.get("/stations/CP1").json["online"] is False
    shown = driver.get("/stations/CP1").json
    assert {one["status"] for one in shown["evses"]} == {"unknown"}


def test_behaviour_07_a_half_open_socket_is_closed_and_told_once(world: World) -> None:
    connect(WHEN.long_ago)
    assert passes(WHEN.long_ago) == ["station.disconnected", "station.offline"]
    assert passes(WHEN.long_ago) == []
    assert "conn-1" not in gateway().connections
    connection = world.operator.get("/stations/CP1").json["connection"]
    assert connection["offline_since"] == to_text(WHEN.long_ago)
    assert looks_left() == 0


def test_behaviour_07_any_frame_is_a_sign_of_life_not_only_a_heartbeat(world: World) -> None:
    connect(WHEN.long_ago, active_at=WHEN.a_while_ago)
    assert passes(WHEN.long_ago) == []
    assert world.operator.get("/stations/CP1").json["online"] is True
    assert looks_left() == 1


def test_behaviour_07_a_station_that_beats_is_looked_at_again_later(world: World) -> None:
    connect(WHEN.long_ago)
    services().stations.seen("CP1", WHEN.a_while_ago)
    assert passes(WHEN.long_ago) == []
    assert "conn-1" in gateway().connections
    assert looks_left() == 1


def test_behaviour_07_a_quick_reconnect_is_silent(world: World) -> None:
    connect(WHEN.long_ago)
    services().stations.disconnect("CP1", "conn-1", WHEN.a_while_ago)
    connect(WHEN.now, "conn-2")
    assert passes(WHEN.a_while_ago) == []
    assert passes(WHEN.long_ago) == []
    assert looks_left() == 0
    assert world.operator.get("/stations/CP1").json["online"] is True


def test_behaviour_07_a_station_that_stays_away_is_offline_once_and_online_again(
    world: World,
) -> None:
    connect(WHEN.long_ago)
    services().stations.disconnect("CP1", "conn-1", WHEN.a_while_ago)
    assert passes(WHEN.a_while_ago) == ["station.offline"]
    assert passes(WHEN.a_while_ago) == []
    assert passes(WHEN.long_ago) == []
    before = stored()
    connect(WHEN.now, "conn-2")
    assert [one.kind for one in events_of(before, stored())] == [
        "station.connected",
        "station.online",
    ]


def test_behaviour_07_within_the_grace_it_is_only_looked_at_again(world: World) -> None:
    connect(WHEN.long_ago)
    services().stations.disconnect("CP1", "conn-1", WHEN.now)
    assert passes(WHEN.now) == []
    assert looks_left() == 1


def test_behaviour_07_a_command_waits_for_a_silent_station(world: World) -> None:
    connect(WHEN.long_ago)
    expiry = WHEN.now + timedelta(hours=1)
    services().commands.add(Command("CP1", "C1", "reset", {"type": "soft"}, WHEN.now, expiry))
    change = (None, {"pk": "CMD#CP1", "sk": "C1"})
    assert deliver.handler(stream_event(change), CONTEXT) == {"batchItemFailures": []}
    (command,) = services().commands.of_station("CP1")
    assert command.state is CommandState.QUEUED


# 39: stale transactions


def available(world: World, minute: float, status: str = "Available") -> None:
    facts = {"connectorId": 1, "errorCode": "NoError", "status": status, "timestamp": at(minute)}
    world.v16.call("StatusNotification", facts)


def stale(world: World) -> int:
    """A session whose stop was lost: its connector is Available again."""
    connect(WHEN.now)
    transaction_id = world.start()
    world.measure(transaction_id, 30, 3_500)
    available(world, 40)
    return transaction_id


def test_behaviour_39_a_session_on_an_available_connector_is_closed_at_its_last_reading(
    world: World,
) -> None:
    transaction_id = stale(world)
    sweep(1)
    assert world.session.active
    sweep(1)
    shown = world.shown()
    assert (shown["active"], shown["energy_wh"]) == (False, 2_500)
    assert shown["flags"] == ["stop_missing"]
    assert shown["stopped_at"] == at(30)

    world.stop(transaction_id)
    shown = world.shown()
    assert (shown["energy_wh"], shown["flags"]) == (5_000, [])


def test_behaviour_39_not_before_the_bound_however_often_it_is_reported(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STALE_AVAILABLE_SECONDS", "600")
    forget_services()
    stale(world)
    sweep(3)
    assert world.session.active
    since = datetime.now(UTC) - timedelta(seconds=601)
    services().sessions.mark_free(world.session.key, since)
    available(world, 41)
    sweep(1)
    assert not world.session.active


@pytest.mark.parametrize("minute", [41, 45])
def test_behaviour_39_what_still_measures_is_not_stale(world: World, minute: int) -> None:
    transaction_id = stale(world)
    sweep(1)
    world.measure(transaction_id, minute, 3_600)
    sweep(3)
    assert world.session.active
    assert world.session.free_since is None


def test_behaviour_39_nothing_is_concluded_about_an_offline_station(world: World) -> None:
    stale(world)
    services().stations.disconnect("CP1", "conn-1", WHEN.now)
    sweep(3)
    assert world.session.active


def test_behaviour_39_available_before_the_start_says_nothing(world: World) -> None:
    connect(WHEN.now)
    available(world, -5)
    world.start()
    sweep(3)
    assert world.session.active


def test_behaviour_39_a_connector_that_is_busy_again_keeps_its_session(world: World) -> None:
    stale(world)
    sweep(1)
    available(world, 50, "Charging")
    sweep(3)
    assert world.session.active
    assert world.session.free_since is None


def test_a_session_without_readings_for_days_is_flagged_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILENT_SESSION_DAYS", "0")
    forget_services()
    world.start()
    sweep()
    assert world.shown()["flags"] == ["silent"]
    assert world.session.active


# 42: gaps in seqNo


def ended(
    world: World, *numbers: int, begin: int | None = 1_000, end: int | None = 6_000
) -> dict[str, Any]:
    """A transaction of these numbers, every other event without readings; as it is shown."""
    first, *between, last = numbers
    world.event("Started", first, first, begin, **EVSE)
    for number in between:
        world.event("Updated", number, number, 1_000 + number if number % 2 else None)
    world.event("Ended", last, last, end)
    return world.shown()


def execution(of: ChargingSession) -> dict[str, Any]:
    station_id, transaction_id = of.key
    return {
        "session_id": of.session_id,
        "station_id": station_id,
        "transaction_id": transaction_id,
    }


def decide(world: World) -> dict[str, Any]:
    decision: dict[str, Any] = rate.handler(execution(world.session), CONTEXT)
    return decision


def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "0")
    forget_services()


@pytest.mark.parametrize("first", [0, 1, 17])
def test_behaviour_42_a_station_may_begin_to_count_anywhere(world: World, first: int) -> None:
    shown = ended(world, first, first + 1, first + 2, first + 3)
    assert (shown["events_missing"], shown["missing_seq_nos"]) == (0, [])
    assert decide(world)["decision"] == "post"


def test_behaviour_42_a_station_that_never_counts_has_no_gaps(world: World) -> None:
    for minute, kind in enumerate(("Started", "Updated", "Updated", "Ended")):
        world.event(kind, 0, minute, 1_000 + minute, **(EVSE if minute == 0 else {}))
    assert world.shown()["missing_seq_nos"] == []
    assert decide(world)["decision"] == "post"


def test_behaviour_42_a_gap_is_known_and_waited_for_before_billing(world: World) -> None:
    shown = ended(world, 0, 1, 2, 5, 8)
    assert (shown["events_missing"], shown["missing_seq_nos"]) == (4, [3, 4, 6, 7])
    assert shown["flags"] == ["events_missing"]
    assert decide(world)["decision"] == "wait"
    for number in (7, 3, 6, 4):
        world.event("Updated", number, number, 1_000 + number)
    assert world.shown()["missing_seq_nos"] == []
    assert decide(world)["decision"] == "post"


def test_behaviour_42_a_late_event_without_readings_fills_its_gap(world: World) -> None:
    ended(world, 0, 1, 3, 4)
    world.event("Updated", 2, 2)
    world.event("Updated", 2, 2)
    assert world.shown()["missing_seq_nos"] == []


def test_behaviour_42_a_lasting_gap_between_known_registers_is_billed_with_a_flag(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_wait(monkeypatch)
    ended(world, 0, 1, 4)
    assert decide(world)["decision"] == "post"
    post.handler(execution(world.session), CONTEXT)
    shown = world.shown()
    assert (shown["state"], shown["energy_wh"]) == ("settled", 5_000)
    assert (shown["flags"], shown["missing_seq_nos"]) == (["events_missing"], [2, 3])
    (listed,) = world.operator.get("/sessions").json["items"]
    assert listed["missing_seq_nos"] == [2, 3]


@pytest.mark.parametrize(("begin", "end"), [(None, 6_000), (1_000, None)])
def test_behaviour_42_a_lasting_gap_that_may_hold_a_register_is_reviewed(
    world: World, monkeypatch: pytest.MonkeyPatch, begin: int | None, end: int | None
) -> None:
    no_wait(monkeypatch)
    ended(world, 0, 1, 4, begin=begin, end=end)
    decision = decide(world)
    assert decision["decision"] == "review"
    assert "2, 3" in decision["reason"]
    review.handler(execution(world.session) | decision, CONTEXT)
    shown = world.shown()
    assert (shown["state"], shown["missing_seq_nos"]) == ("review", [2, 3])


# 48: GetTransactionStatus


def questions() -> list[Command]:
    found = services().commands.of_station("CP1")
    return [one for one in found if one.action == "GetTransactionStatus"]


def answered(world: World, command: Command, **answer: bool) -> None:
    """The station answers a question, as a frame on its socket."""
    assert services().commands.mark_sent(command, command.action, datetime.now(UTC))
    assert world.v201.send(json.dumps([3, command.command_id, answer])) is None


def asked(world: World) -> Command:
    """A connected station is asked once for a session that waits."""
    connect(WHEN.now, "conn-2")
    assert decide(world)["decision"] == "wait"
    assert decide(world)["decision"] == "wait"
    (question,) = questions()
    assert question.payload == {"transactionId": "T1"}
    return question


def test_behaviour_48_nothing_in_the_queue_settles_at_once(world: World) -> None:
    ended(world, 0, 1, 2, end=None)
    answered(world, asked(world), messagesInQueue=False)
    assert decide(world)["decision"] == "post"
    assert post.handler(execution(world.session), CONTEXT)["first"]
    assert world.shown()["flags"] == ["final_reading_estimated"]


def test_behaviour_48_messages_in_the_queue_are_waited_for_longer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(world, 0, 1, 2, end=None)
    question = asked(world)
    no_wait(monkeypatch)
    assert decide(world)["decision"] == "post"
    answered(world, question, messagesInQueue=True)
    assert decide(world)["decision"] == "wait"

    monkeypatch.setenv("TRANSACTION_QUEUE_WAIT_SECONDS", "0")
    forget_services()
    assert decide(world)["decision"] == "post"


def test_behaviour_48_a_transaction_that_goes_on_is_reviewed(world: World) -> None:
    ended(world, 0, 1, 2, end=None)
    answered(world, asked(world), messagesInQueue=False, ongoingIndicator=True)
    decision = decide(world)
    assert (decision["decision"], "goes on" in decision["reason"]) == ("review", True)


def test_behaviour_48_a_gap_is_asked_for_too(world: World) -> None:
    ended(world, 0, 1, 4)
    answered(world, asked(world), messagesInQueue=False)
    assert decide(world)["decision"] == "post"


def test_behaviour_48_neither_a_complete_session_nor_an_absent_station_is_asked(
    world: World,
) -> None:
    ended(world, 0, 1, 4)
    decide(world)
    world.event("Updated", 2, 2)
    world.event("Updated", 3, 3)
    connect(WHEN.now, "conn-2")
    decide(world)
    assert questions() == []


def test_behaviour_48_a_station_of_1_6_is_not_asked(world: World) -> None:
    live = LiveConnection("conn-1", "ocpp1.6", WHEN.now)
    services().stations.connect("CP1", live)
    first = world.start()
    world.measure(first, 30, 3_500)
    world.start(90, meter=6_100)
    world.stream()
    old = world.sessions[0]
    assert rate.handler(execution(old), CONTEXT)["decision"] == "wait"
    assert questions() == []


# Settlements that were lost, sessions whose start was lost, a stop that came in between


def executions() -> list[str]:
    found = boto3.client("stepfunctions").list_executions(
        stateMachineArn=settings().settle_session_arn
    )
    return [one["name"] for one in found["executions"]]


def test_an_ended_session_that_nobody_settles_is_settled_by_the_watch(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.stop(world.start())
    sweep()
    assert executions() == []
    monkeypatch.setenv("SETTLEMENT_OVERDUE_SECONDS", "0")
    forget_services()
    sweep()
    assert executions() == [world.session.session_id]
    assert len(world.operator.get("/sessions", unsettled="true").json["items"]) == 1


def test_what_is_settled_or_running_is_not_settled_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SETTLEMENT_OVERDUE_SECONDS", "0")
    forget_services()
    world.stop(world.start())
    assert world.settle(world.session)
    world.start(90, meter=6_100, connectorId=2)
    sweep()
    assert executions() == []
    assert world.operator.get("/sessions", unsettled="true").json["items"] == []


def test_a_session_whose_start_was_lost_is_among_the_running_ones(world: World) -> None:
    world.event("Updated", 3, 3, 1_003)
    (listed,) = world.operator.get("/sessions", active="true").json["items"]
    assert (listed["transaction_id"], listed["active"]) == ("T1", True)
    assert world.shown()["evse_id"] is None


def test_an_update_behind_the_end_makes_no_running_session(world: World) -> None:
    world.event("Ended", 4, 4, 6_000)
    world.event("Updated", 3, 3, 1_003)
    world.event("Updated", 5, 5, 6_003)
    assert services().sessions.page(SessionFilter(active=True), 10, None)[0] == []
    assert world.session.latest is not None
    assert world.session.latest.register_wh == 6_003


def test_a_real_stop_between_rating_and_posting_is_rated_anew(world: World) -> None:
    first = world.start()
    world.measure(first, 30, 3_500)
    world.start(90, meter=6_100)
    world.stream()
    estimated = world.rated(world.sessions[0])
    world.stop(first)
    with pytest.raises(Exception, match="another stop"):
        world.post(estimated)
    assert world.sessions[0].settlement is None
    assert rate.handler(execution(world.sessions[0]), CONTEXT)["decision"] == "post"
    post.handler(execution(world.sessions[0]), CONTEXT)
    assert world.sessions[0].energy_wh == 5_000


def test_a_review_of_an_estimate_makes_way_for_the_real_stop(world: World) -> None:
    first = world.start()
    world.start(90, meter=6_100)
    world.stream()
    old = world.sessions[0]
    assert old.stop is not None
    judged = execution(old) | {"reason": "no reading", "rated_stop": old.stop.stop_key}
    world.stop(first)
    with pytest.raises(Exception, match="another stop"):
        review.handler(judged, CONTEXT)
    assert world.sessions[0].settlement is None
