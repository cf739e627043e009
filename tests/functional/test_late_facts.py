"""What a station tells of a session that was settled: corrected by a document, never edited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.settled_sessions import (
    INCOME,
    WALLET,
    Lost,
    Parked,
    at,
    batch,
    euros,
    found,
    posted,
)
from tests.functional.station import CONTEXT
from tests.functional.test_settlement import execution
from tests.network import DRIVER, top_up

from csms.events.catalogue import events_of
from csms.ledger import chart
from incident_work import take_in
from session_settlement import correct
from session_settlement import receipt as issue_receipts

if TYPE_CHECKING:
    from tests.http_api import Caller

ENERGY = chart.revenue("site-1", "EUR")
IDLE = chart.revenue("site-1", "EUR", chart.Component.IDLE)


@pytest.fixture(autouse=True)
def alerts(network: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The queue that gets what is sent to the operator."""
    topic = boto3.client("sns").create_topic(Name="alerts")["TopicArn"]
    queue = boto3.client("sqs").create_queue(QueueName="alerts")["QueueUrl"]
    arn = "arn:aws:sqs:eu-central-1:123456789012:alerts"
    boto3.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic)
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "0")
    forget_services()
    return queue


def subjects(queue: str) -> list[str]:
    told = boto3.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return [json.loads(one["Body"])["Subject"] for one in told.get("Messages", [])]


def tell_incidents(lost: Lost) -> None:
    """What the sessions' stream makes of the newest correction goes to the queue of signals."""
    session = found(lost.key)
    table = boto3.resource("dynamodb").Table("SessionsTable")
    keys = {"pk": f"ST#{session.key.station_id}", "sk": f"TX#{session.key.transaction_id}"}
    now: dict[str, Any] = table.get_item(Key=keys)["Item"]
    before = now | {"corrections": now["corrections"][:-1]}
    told = [one.detail() for one in events_of(before, now)]
    bodies = [{"detail-type": one["kind"], "detail": one} for one in told]
    assert [one["kind"] for one in told] == ["session.corrected"]
    messages = [
        {"messageId": one["event_id"], "body": json.dumps(body)}
        for one, body in zip(told, bodies, strict=True)
    ]
    assert take_in.handler({"Records": messages}, CONTEXT) == {"batchItemFailures": []}


def test_stop_that_was_lost_and_comes_with_more_is_charged_on_top(
    driver: Caller, operator: Caller
) -> None:
    top_up(1_000)
    lost = Lost()
    # 4 kWh at 0.35 net are 1.40, with tax 1.67; the 9 kWh of the stop 3.15 and 3.75.
    assert posted(WALLET, *INCOME) == [833, 140, 27]
    lost.stop(58, 10_000)
    settled = found(lost.key).settlement
    lost.look()
    lost.look()

    assert posted(WALLET, *INCOME) == [625, 315, 60]
    assert found(lost.key).settlement == settled
    (told,) = driver.get(lost.path).json["corrections"]
    assert (told["outcome"], told["difference"], told["energy_wh"]) == (
        "charged", euros(208), 9_000,
    )  # fmt: skip
    assert told["cost"] == {"net": euros(315), "tax": euros(60), "gross": euros(375)}
    assert told["document_number"] == "A-000001"
    document = operator.get("/receipts/A-000001").json
    assert (document["kind"], document["cost"]["gross"]) == ("additional_charge", euros(208))
    assert document["original"]["number"] == "R-000001"
    assert document["payment"]["from_balance"] == euros(208)
    assert "after this session had been settled" in document["original"]["reason"]
    assert driver.get(f"{lost.path}/receipt").json["cost"]["gross"] == euros(167)
    assert [one["number"] for one in driver.get(f"{lost.path}/credit-notes").json] == ["A-000001"]


def test_vehicle_that_had_left_earlier_gets_idle_time_back(
    driver: Caller, operator: Caller
) -> None:
    parked = Parked()
    # 4 kWh are 1.60; parking costs from ten minutes after minute 31 to the last proof at 60: 1.90.
    assert posted(WALLET, chart.receivable(DRIVER), ENERGY, IDLE) == [0, -250, 160, 190]
    parked.status(50, "Available")
    answer = correct.handler(batch(parked.late_status(50)), CONTEXT)
    correct.handler(batch(parked.late_status(50)), CONTEXT)

    assert answer == {"batchItemFailures": []}
    assert posted(WALLET, chart.receivable(DRIVER), ENERGY, IDLE) == [0, -150, 160, 90]
    (told,) = driver.get(f"/sessions/{parked.session.session_id}").json["corrections"]
    assert (told["outcome"], told["difference"]) == ("credited", euros(-100))
    note = operator.get("/receipts/C-000001").json
    assert (note["kind"], note["cost"]["gross"]) == ("credit_note", euros(100))
    assert note["payment"]["owed"] == euros(100)


def test_status_of_another_time_or_place_concerns_nobody() -> None:
    parked = Parked()
    parked.status(50, "Available")
    for more in ({"connector_id": 2}, {"occurred_at": at(150)}, {"occurred_at": at(-5)}):
        correct.handler(batch(parked.late_status(50) | more), CONTEXT)
    assert parked.session.corrections == ()


def test_what_changes_no_price_changes_nothing(driver: Caller) -> None:
    top_up(1_000)
    lost = Lost()
    lost.sample(10, 2_000)
    lost.look()
    assert driver.get(lost.path).json["corrections"] == []
    assert posted(WALLET) == [833]


def test_more_than_the_policy_allows_is_put_before_a_person_once(
    driver: Caller, alerts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    top_up(5_000)
    lost = Lost()
    monkeypatch.setenv("CORRECTION_CHARGE_MOST", "2")
    forget_services()
    lost.stop(58, 10_000)
    lost.look()
    lost.look()

    (told,) = driver.get(lost.path).json["corrections"]
    assert (told["outcome"], told["difference"]) == ("review", euros(0))
    assert told["cost"]["gross"] == euros(375)
    assert "more would be charged" in told["reason"]
    assert posted(WALLET, *INCOME) == [4_833, 140, 27]
    assert subjects(alerts) == ["Late facts of a session need a decision"]


def test_what_waits_for_a_person_is_an_incident_until_something_is_done_about_it(
    operator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    top_up(5_000)
    lost = Lost()
    monkeypatch.setenv("CORRECTION_CHARGE_MOST", "2")
    forget_services()
    lost.stop(58, 10_000)
    lost.look()
    tell_incidents(lost)
    tell_incidents(lost)
    (incident,) = operator.get("/incidents", kind="late_facts").json["items"]
    session_id = found(lost.key).session_id
    assert (incident["session_id"], incident["severity"]) == (session_id, "major")
    assert (incident["station_id"], incident["site_id"]) == ("CP1", "site-1")
    assert session_id in incident["title"]

    monkeypatch.setenv("CORRECTION_CHARGE_MOST", "10")
    forget_services()
    lost.sample(59, 10_500)
    lost.look()
    assert found(lost.key).corrections[-1].outcome == "charged"
    tell_incidents(lost)
    assert operator.get("/incidents", kind="late_facts").json["items"] == []


def test_session_that_an_operator_has_corrected_is_left_to_operators(
    driver: Caller, operator: Caller, alerts: str
) -> None:
    top_up(1_000)
    lost = Lost()
    operator.post(f"{lost.path}/corrections", {"reason": "x", "amount": euros(50)}, key="k")
    lost.look()
    assert driver.get(lost.path).json["corrections"] == []
    lost.stop(58, 10_000)
    lost.look()
    (told,) = driver.get(lost.path).json["corrections"]
    assert told["outcome"] == "review"
    assert posted(WALLET) == [883]
    assert subjects(alerts) == ["Late facts of a session need a decision"]


def test_operator_gives_back_what_late_facts_added_too(operator: Caller) -> None:
    top_up(1_000)
    lost = Lost()
    lost.stop(58, 10_000)
    lost.look()
    given = operator.post(f"{lost.path}/corrections", {"reason": "The plug was hot"}, key="k")
    assert given.json["cost"]["gross"] == euros(375)
    assert posted(WALLET, *INCOME) == [1_000, 0, 0]
    too_much = {"reason": "x", "amount": euros(1)}
    assert operator.post(f"{lost.path}/corrections", too_much, key="l").status == 409


def test_only_the_last_of_several_facts_is_acted_upon(driver: Caller) -> None:
    top_up(1_000)
    lost = Lost()
    heard = found(lost.key).heard
    lost.stop(58, 10_000)
    lost.look(heard=heard)
    assert driver.get(lost.path).json["corrections"] == []
    lost.look(heard=found(lost.key).heard)
    assert len(driver.get(lost.path).json["corrections"]) == 1


def test_facts_of_a_session_that_was_settled_long_ago_change_nothing(
    driver: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    top_up(1_000)
    lost = Lost()
    lost.stop(58, 10_000)
    monkeypatch.setenv("CORRECTION_DAYS", "0")
    forget_services()
    lost.look()
    assert driver.get(lost.path).json["corrections"] == []


def test_correction_waits_for_the_receipt_that_it_corrects() -> None:
    top_up(1_000)
    lost = Lost(receipt=False)
    lost.stop(58, 10_000)
    detail = batch(execution(found(lost.key)))
    with pytest.raises(Exception, match="All records failed"):
        correct.handler(detail, CONTEXT)
    assert found(lost.key).corrections == ()
    issue_receipts.handler(detail, CONTEXT)
    correct.handler(detail, CONTEXT)
    assert [one.document_number for one in found(lost.key).corrections] == ["A-000001"]
