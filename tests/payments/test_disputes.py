"""A customer has a payment taken back by the bank: booked, noted and told, each movement once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import boto3
import pytest
from aws_lambda_powertools.utilities.batch.exceptions import BatchProcessingError
from tests.architecture.stream_filters import let_through
from tests.payments.deployed import Deployed
from tests.payments.peers import Peer

from csms import bootstrap
from csms.adapters.dynamodb.table import unmarshal
from csms.adapters.memory.disputes import MemoryDisputes
from csms.adapters.stripe.books import StripeBooks
from csms.errors import Overtaken
from csms.events.catalogue import events_of
from csms.incidents.reading import signals_of
from csms.payments.disputes import DisputeChange, DisputeLog, DisputeState, NotedDispute
from csms.payments.model import Payment
from csms.payments.outcomes import Unknown
from csms.reconciliation.fold import Fold
from csms.reconciliation.model import Findings
from csms.reconciliation.payment_checks import Payments
from csms.reconciliation.record_checks import records_explained

ACCOUNTS = ("psp_clearing:stripe:EUR", "disputes:stripe:EUR", "expense:psp_fees:EUR")
PAID, FEE = 2_000, 1_500


@pytest.fixture
def intent_id(deployed: Deployed) -> str:
    """A top-up of 20.00 that is booked."""
    card = deployed.save_card()
    body = {"amount": {"minor": PAID, "currency": "EUR"}, "payment_method_id": card}
    begun = deployed.api("POST", "/me/top-ups", body, "k1")
    assert begun.status == 201, begun.text
    hears(deployed)
    assert deployed.available() == PAID
    (intent,) = deployed.peer.state()["things"]["payment_intent"].values()
    return str(intent["id"])


def hears(deployed: Deployed, *, newest_first: bool = False, times: int = 1) -> None:
    """Every webhook of the provider, and what they put into the queue."""
    told = deployed.events()[:: -1 if newest_first else 1]
    for event in told * times:
        deployed.webhook(event)
    deployed.work_off()


def queued(body: dict[str, Any]) -> dict[str, Any]:
    return {"Records": [{"messageId": "1", "body": json.dumps(body)}]}


def posted() -> list[int]:
    found = [bootstrap.ledger().balances(one) for one in ACCOUNTS]
    return [one.posted_minor if one else 0 for one in found]


def payment(deployed: Deployed) -> Payment:
    things = deployed.peer.state()["things"]["payment_intent"].values()
    (payment_id,) = {one["metadata"]["payment_id"] for one in things}
    found = bootstrap.payments().get(payment_id)
    assert found is not None
    return found


def told(deployed: Deployed) -> list[Any]:
    """The events that the audit table's stream makes of it."""
    table = bootstrap.settings().audit_table
    items = boto3.client("dynamodb").scan(TableName=table)["Items"]
    disputes = [
        one for one in map(unmarshal, items) if one and str(one["pk"]).startswith("DISPUTE#")
    ]
    published = [one for one in disputes if let_through("EventPublisherFromAudit", one)]
    return [event for one in published for event in events_of(None, one)]


@pytest.mark.parametrize("newest_first", [False, True])
def test_what_the_bank_takes_is_booked_once_and_told(
    deployed: Deployed, intent_id: str, newest_first: bool
) -> None:
    deployed.peer.control("disputes", payment_intent=intent_id)
    hears(deployed, newest_first=newest_first, times=3)
    assert posted() == [PAID + FEE - PAID, -PAID, -FEE]
    (noted,) = payment(deployed).disputes
    assert (noted.state, noted.minor, noted.moved_minor) == (DisputeState.OPEN, PAID, -PAID)
    (event,) = told(deployed)
    assert event.kind == "money.dispute_changed"
    assert event.body["state"] == "open"
    assert deployed.available() == PAID


def test_movement_that_nobody_told_of_is_a_gap(
    deployed: Deployed, peer: Peer, intent_id: str
) -> None:
    """Every webhook of it was lost."""
    deployed.peer.control("disputes", payment_intent=intent_id)
    page = StripeBooks(peer.client()).records(bootstrap.clock()() - timedelta(days=1), None)
    assert not isinstance(page, Unknown)
    known = Payments(payments=[payment(deployed)], records=list(page.records))

    def gaps() -> list[str]:
        later, found = bootstrap.clock()() + timedelta(hours=3), Findings()
        fold = Fold(later).take(bootstrap.reconciling().stored.ledger())
        records_explained(known, fold, later, found)
        return [one.why for one in found.gaps if "dispute" in one.why]

    assert gaps() == ["what a dispute moved is not booked"]
    hears(deployed)
    assert gaps() == []


@pytest.mark.parametrize("won", [True, False])
def test_decision_of_the_bank_is_booked_once(deployed: Deployed, intent_id: str, won: bool) -> None:
    opened = deployed.peer.control("disputes", payment_intent=intent_id, amount=500)
    hears(deployed)
    deployed.peer.control("disputes", dispute=opened["id"], won=won)
    hears(deployed, newest_first=True, times=2)
    back = 500 if won else 0
    assert posted() == [-PAID + 500 + FEE - back, back - 500, -FEE]
    (noted,) = payment(deployed).disputes
    assert noted.state is (DisputeState.WON if won else DisputeState.LOST)
    assert noted.moved_minor == back - 500
    states = {one.body["state"] for one in told(deployed)}
    assert states == {"open", "won" if won else "lost"}


def test_provider_that_does_not_answer_is_asked_again(deployed: Deployed, intent_id: str) -> None:
    deployed.peer.control("disputes", payment_intent=intent_id)
    for event in deployed.events():
        deployed.webhook(event)
    deployed.peer.fault("cut_before", on="list", times=99)
    bodies = [one for one in deployed.queued() if one["disputed"]]
    assert bodies
    for body in bodies:
        with pytest.raises(BatchProcessingError):
            deployed.invoke("PaymentCheckFunction", queued(body))
    assert posted() == [-PAID, 0, 0]
    deployed.peer.heal()
    bootstrap.payment_checks().request(payment(deployed).payment_id, disputed=True)
    deployed.work_off()
    assert posted() == [FEE, -PAID, -FEE]


def test_crash_after_the_booking_heals_by_the_next_look(
    deployed: Deployed, intent_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deployed.peer.control("disputes", payment_intent=intent_id)
    with monkeypatch.context() as crash:

        def overtaken(*_: Any) -> Any:
            raise Overtaken("somebody else")

        crash.setattr(type(bootstrap.payments()), "save", overtaken)
        record = {"payment_id": payment(deployed).payment_id, "provider_id": None}
        with pytest.raises(BatchProcessingError):
            deployed.invoke("PaymentCheckFunction", queued(record | {"disputed": True}))
    assert payment(deployed).disputes == ()
    hears(deployed)
    assert posted() == [FEE, -PAID, -FEE]
    assert len(payment(deployed).disputes) == 1
    assert len(told(deployed)) == 1


def test_an_open_dispute_is_an_incident_until_the_bank_has_decided() -> None:
    detail = {
        "event_id": "money.dispute_changed:dp_1:open#-500",
        "kind": "money.dispute_changed",
        "occurred_at": "2026-11-28T12:00:00.000Z",
        "dispute_id": "dp_1",
        "payment_id": "p1",
        "reason": "fraudulent",
    }
    for state, present in (("open", True), ("won", False), ("lost", False)):
        event = {"detail-type": "money.dispute_changed", "detail": detail | {"state": state}}
        (signal,) = signals_of(event)
        assert (signal.object_id, signal.present) == ("dp_1", present)


@pytest.mark.parametrize("kind", ["memory", "dynamodb"])
def test_a_change_is_noted_once(kind: str, request: pytest.FixtureRequest) -> None:
    log: DisputeLog = MemoryDisputes()
    if kind == "dynamodb":
        request.getfixturevalue("deployed")
        log = bootstrap.disputing().log
    now = bootstrap.clock()()
    open_ = NotedDispute("dp_1", DisputeState.OPEN, "fraudulent", 500, -500)
    assert log.add(DisputeChange("p1", open_, now))
    assert not log.add(DisputeChange("p1", open_, now))
    won = NotedDispute("dp_1", DisputeState.WON, "fraudulent", 500, 0)
    assert log.add(DisputeChange("p1", won, now))
