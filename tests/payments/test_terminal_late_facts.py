"""A lower price found late of a session that a card paid: it gets the difference back, once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.http_api import Caller
from tests.network import idle_tariff_document
from tests.payments.test_terminal_credits import OPERATOR, gaps, refunds

from csms import bootstrap
from csms.adapters.sqs import LateLooks
from csms.bootstrap import provider
from csms.clock import to_text, utc_now
from csms.errors import Overtaken
from csms.ledger import chart
from csms.receipts.settled import issue_receipt
from csms.settlement.ending import look
from csms.tariffs.document import tariff_from_document
from session_settlement import correct

if TYPE_CHECKING:
    from tests.payments.terminal_world import TerminalWorld

IDLE = chart.revenue("site-1", "EUR", chart.Component.IDLE)


@pytest.fixture
def late_facts(world: TerminalWorld, monkeypatch: pytest.MonkeyPatch) -> str:
    """The queue of sessions to look at."""
    url = boto3.client("sqs").create_queue(QueueName="late-facts")["QueueUrl"]
    monkeypatch.setenv("LATE_FACTS_URL", url)
    forget_services()
    return url


def parked(world: TerminalWorld, minor: int = 2_000) -> None:
    """10 kWh at 0.40 are 4.00; parking costs 0.10 a minute from ten minutes after minute 31."""
    document = idle_tariff_document("ac", rules={"after_stop_s": 1_800})
    bootstrap.services().tariffs.put(tariff_from_document(document, 2))
    visit_id: str = world.authorise(minor=minor)["authorisation_id"]
    number = world.starts(visit_id)
    world.measures(number, 11_000, timedelta(minutes=30))
    status(world, 31, "SuspendedEV")
    at = to_text(world.began + timedelta(minutes=40))
    stop = {"transactionId": number, "meterStop": 11_000, "timestamp": at}
    Station().call("StopTransaction", stop)
    status(world, 60, "Finishing")
    later = utc_now() + timedelta(hours=1)
    assert look(world.session().key, later, bootstrap.ending())
    for step in ("rate", "capture", "post"):
        world.task(step)
    documents = bootstrap.documents(), bootstrap.checking(), bootstrap.composing()
    assert issue_receipt(world.session(), utc_now(), *documents) is not None


def status(world: TerminalWorld, minute: int, word: str) -> None:
    said = {"connectorId": 1, "errorCode": "NoError", "status": word}
    at = to_text(world.began + timedelta(minutes=minute))
    Station().call("StatusNotification", said | {"timestamp": at})


def looked(world: TerminalWorld, minute: int | None = None) -> list[tuple[str, int]]:
    """What the session's corrections are after a look at it; the vehicle had left at `minute`."""
    if minute is not None:
        status(world, minute, "Available")
    session = world.session()
    detail = {
        "session_id": session.session_id,
        "station_id": session.key.station_id,
        "transaction_id": session.key.transaction_id,
    }
    body = json.dumps({"detail": detail})
    with world.deployed.gate.running("LateFactsFunction"):
        answer = correct.handler({"Records": [{"messageId": "1", "body": body}]}, CONTEXT)
    assert answer == {"batchItemFailures": []}
    return told(world)


def told(world: TerminalWorld) -> list[tuple[str, int]]:
    return [(one.outcome.value, one.difference_minor) for one in world.session().corrections]


def messages(url: str) -> list[dict[str, Any]]:
    found = boto3.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [json.loads(one["Body"])["detail"] for one in found.get("Messages", [])]


def payments_queue_looks(world: TerminalWorld) -> None:
    visit = bootstrap.visits().get(world.intent()["metadata"]["payment_id"])
    payer = world.session().payer
    visit = visit or bootstrap.visits().get(payer.token_id if payer else "")
    assert visit is not None
    bootstrap.payment_checks().request(visit.payment_id)
    world.deployed.work_off()


def test_the_card_gets_the_difference_back_once(world: TerminalWorld, late_facts: str) -> None:
    parked(world)
    captured = -world.posted()[0]
    assert looked(world) == []
    assert looked(world, 50) == [("credited", -100)]
    assert looked(world) == [("credited", -100)]
    assert refunds(world) == [100]
    assert -world.posted()[0] == captured - 100
    idle = bootstrap.ledger().balances(IDLE)
    assert idle is not None
    assert idle.posted_minor == 90
    note = Caller("operator_api", OPERATOR).get("/receipts/C-000001").json
    assert note["cost"]["gross"] == {"minor": 100, "currency": "EUR"}
    assert note["payment"]["parts"] == {"terminal": {"minor": 100, "currency": "EUR"}}
    assert gaps() == []

    assert looked(world, 45) == [("credited", -100), ("credited", -50)]
    assert refunds(world) == [50, 100]
    assert gaps() == []


def test_what_the_card_never_paid_is_not_given_back(world: TerminalWorld, late_facts: str) -> None:
    parked(world, minor=530)
    # 5.90 are due, 5.30 are captured, 0.60 are written off. By all facts it is 4.90.
    clearing, written_off, *_ = world.posted()
    assert (clearing, written_off) == (-530, -60)
    assert looked(world, 50) == [("credited", -100)]
    assert refunds(world) == [40]
    clearing, written_off, *_ = world.posted()
    assert (clearing, written_off) == (-490, 0)
    assert gaps() == []


def test_a_price_that_is_still_above_what_was_paid_sends_nothing(
    world: TerminalWorld, late_facts: str
) -> None:
    parked(world, minor=450)
    assert looked(world, 50) == [("credited", -100)]
    assert refunds(world) == []
    assert world.posted()[:2] == [-450, -40]
    assert gaps() == []


@pytest.mark.parametrize("fault", ["cut_before", "cut_after", "error_after"])
def test_refund_that_nobody_answered_is_looked_up_and_then_booked(
    world: TerminalWorld, late_facts: str, fault: str
) -> None:
    parked(world)
    before = world.posted()
    world.deployed.peer.fault(fault, on="refund", times=99)
    assert looked(world, 50) == []
    assert (world.posted(), messages(late_facts)) == (before, [])
    world.deployed.peer.heal()
    payments_queue_looks(world)
    assert refunds(world) == [100]
    (asked,) = messages(late_facts)
    assert asked["session_id"] == world.session().session_id
    assert looked(world) == [("credited", -100)]
    assert looked(world) == [("credited", -100)]
    assert refunds(world) == [100]
    assert gaps() == []


def test_facts_that_change_while_a_refund_is_under_way_are_for_a_person(
    world: TerminalWorld, late_facts: str
) -> None:
    parked(world)
    world.deployed.peer.fault("cut_after", on="refund", times=99)
    assert looked(world, 50) == []
    world.deployed.peer.heal()
    assert looked(world, 45) == [("review", 0)]
    assert refunds(world) == [100]
    assert bootstrap.documents().credited(world.session().session_id).minor == 100
    assert len(looked(world)) <= 2
    assert refunds(world) == [100]
    assert gaps() == []


def test_crash_between_refund_and_note_heals(
    world: TerminalWorld, late_facts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parked(world)
    store = type(bootstrap.deciding().store)

    def dies(*_: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as crash:
        crash.setattr(store, "add", dies)
        with pytest.raises(Exception, match="All records failed"):
            looked(world, 50)
    assert (refunds(world), told(world)) == ([100], [])
    assert looked(world) == [("credited", -100)]
    assert refunds(world) == [100]
    assert gaps() == []


def test_what_a_person_gave_back_is_theirs_to_go_on_with(
    world: TerminalWorld, late_facts: str
) -> None:
    parked(world)
    path = f"/sessions/{world.session().session_id}/corrections"
    body = {"reason": "hot", "amount": {"minor": 550, "currency": "EUR"}}
    headers = {"idempotency-key": "k"}
    with world.deployed.gate.running("CorrectionFunction"):
        answer = Caller("operator_api", OPERATOR).call("POST", path, body, None, headers)
    assert answer.status == 201, answer.text
    assert looked(world, 50) == [("review", 0)]
    assert refunds(world) == [550]


def test_a_provider_that_refuses_leaves_it_to_a_person(
    world: TerminalWorld, late_facts: str
) -> None:
    parked(world)
    for intent in world.deployed.peer.state()["things"]["payment_intent"].values():
        key = {"idempotency-key": "elsewhere"}
        refund_elsewhere(world, intent["id"], intent["amount_received"], key)
    assert looked(world, 50) == [("review", 0)]
    assert looked(world) == [("review", 0)]
    assert "cannot be refunded" in (world.session().corrections[-1].reason or "")


def refund_elsewhere(
    world: TerminalWorld, intent_id: str, minor: int, headers: dict[str, str]
) -> None:
    """By the provider's own pages, behind our back."""
    client = provider.provider_client()
    client.v1.refunds.create(
        {"payment_intent": intent_id, "amount": minor},
        {"idempotency_key": headers["idempotency-key"]},
    )


def test_what_a_person_gives_back_is_theirs_before_the_provider_has_answered(
    world: TerminalWorld, late_facts: str
) -> None:
    parked(world)
    world.deployed.peer.fault("cut_after", on="refund", times=99)
    path = f"/sessions/{world.session().session_id}/corrections"
    body = {"reason": "hot", "amount": {"minor": 550, "currency": "EUR"}}
    headers = {"idempotency-key": "k"}
    with world.deployed.gate.running("CorrectionFunction"):
        answer = Caller("operator_api", OPERATOR).call("POST", path, body, None, headers)
    assert answer.status == 503, answer.text
    before = world.posted()
    assert looked(world, 50) == [("review", 0)]
    assert world.posted() == before
    world.deployed.peer.heal()
    payments_queue_looks(world)
    assert looked(world) == [("review", 0)]
    assert refunds(world) == [550]
    assert gaps() == []


def test_a_payment_that_is_looked_at_meanwhile_leaves_nothing_to_a_person(
    world: TerminalWorld, late_facts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parked(world)
    payments = type(provider.payments())

    def overtaken(*_: Any) -> Any:
        raise Overtaken("payment was changed meanwhile")

    with monkeypatch.context() as race:
        race.setattr(payments, "add_refund", overtaken)
        with pytest.raises(Exception, match="All records failed"):
            looked(world, 50)
    assert looked(world) == [("credited", -100)]
    assert refunds(world) == [100]


def test_a_refusal_is_told_though_its_first_telling_failed(
    world: TerminalWorld, late_facts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parked(world)
    world.deployed.peer.fault("cut_before", on="refund", times=99)
    assert looked(world, 50) == []
    world.deployed.peer.heal()
    for intent in world.deployed.peer.state()["things"]["payment_intent"].values():
        key = {"idempotency-key": "elsewhere"}
        refund_elsewhere(world, intent["id"], intent["amount_received"], key)

    def dies(*_: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as crash:
        crash.setattr(LateLooks, "request", dies)
        with pytest.raises(Exception, match="All records failed"):
            payments_queue_looks(world)
    assert messages(late_facts) == []
    payments_queue_looks(world)
    (asked,) = messages(late_facts)
    assert asked["session_id"] == world.session().session_id
    assert looked(world) == [("review", 0)]


def test_a_refund_that_is_answered_when_the_session_is_too_old_is_booked(
    world: TerminalWorld, late_facts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parked(world)
    world.deployed.peer.fault("cut_after", on="refund", times=99)
    assert looked(world, 50) == []
    world.deployed.peer.heal()
    payments_queue_looks(world)
    assert len(messages(late_facts)) == 1
    monkeypatch.setenv("CORRECTION_DAYS", "0")
    forget_services()
    assert looked(world) == [("credited", -100)]
    assert looked(world, 45) == [("credited", -100)]
    assert refunds(world) == [100]
    assert gaps() == []


@pytest.mark.parametrize("meanwhile", ["nothing", "other facts"])
def test_what_a_person_gave_back_answers_what_they_saw_when_the_queue_ends_it(
    world: TerminalWorld, late_facts: str, meanwhile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LATE_FACTS", "review")
    forget_services()
    parked(world)
    assert looked(world, 50) == [("review", 0)]
    world.deployed.peer.fault("cut_after", on="refund", times=99)
    assert given_back(world, 100, 2) == 409
    assert given_back(world, 100, 1) == 503
    if meanwhile == "other facts":
        assert looked(world, 45) == [("review", 0), ("review", 0)]
    world.deployed.peer.heal()
    payments_queue_looks(world)
    answer = ("review", 0) if meanwhile == "other facts" else ("credited", -100)
    assert told(world) == [("review", 0), answer]
    assert given_back(world, 100, 1) == 201
    assert told(world) == [("review", 0), answer]
    assert refunds(world) == [100]
    last = world.session().corrections[-1]
    if meanwhile == "nothing":
        assert (last.by, last.reason, last.document_number) == ("operator-1", "hot", "C-000001")
    assert gaps() == []


def given_back(world: TerminalWorld, minor: int, number: int) -> int:
    path = f"/sessions/{world.session().session_id}/corrections"
    amount = {"minor": minor, "currency": "EUR"}
    body = {"reason": "hot", "amount": amount, "correction_number": number}
    headers = {"idempotency-key": "k"}
    with world.deployed.gate.running("CorrectionFunction"):
        return Caller("operator_api", OPERATOR).call("POST", path, body, None, headers).status
