"""Each fault of the books shows up in its own check, and sound books show none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.architecture.gate import Gate
from tests.conftest import forget_services
from tests.documents import a_document
from tests.functional.station import CONTEXT, Station
from tests.http_api import Caller
from tests.network import DRIVER, TOKEN

from csms import bootstrap
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import SessionKey
from csms.clock import to_text, utc_now
from csms.events.catalogue import events_of
from csms.ledger import chart
from csms.ledger.holds import place
from csms.ledger.model import Leg, Transfer
from csms.ledger.topping_up import TopUp, post_top_up
from csms.money import Money
from csms.payments.model import Payment, PaymentKind, PaymentState
from csms.payments.refund_model import Refund, RefundState
from csms.payouts.booking import transfers_of
from csms.payouts.model import ProviderRecord, RecordKind
from csms.receipts.ports import Added
from scheduled_jobs import expire_holds, reconcile
from session_settlement import post
from session_settlement import receipt as issue_receipts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csms.adapters.dynamodb.table import Item

OLD = timedelta(days=3)
WALLET = chart.wallet(DRIVER)


@pytest.fixture(autouse=True)
def gate(network: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """No keys of a provider are set up. What policies would refuse is a failure."""
    gate = Gate()
    sqs, secrets = boto3.client("sqs"), boto3.client("secretsmanager")
    secret = secrets.create_secret(Name="payments", SecretString='{"api_key": ""}')
    topic = boto3.client("sns").create_topic(Name="alerts")["TopicArn"]
    heard = sqs.create_queue(QueueName="heard")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=heard, AttributeNames=["QueueArn"])["Attributes"]
    boto3.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=attributes["QueueArn"])
    queue = sqs.create_queue(QueueName="reconciliations")["QueueUrl"]
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic)
    monkeypatch.setenv("PAYMENT_SECRET_ARN", secret["ARN"])
    monkeypatch.setenv("RECONCILIATIONS_URL", queue)
    forget_services()
    yield gate
    assert gate.refused == []


def paid_in(minor: int = 10_000, payment_id: str = "pay-1") -> Payment:
    """A top-up that was captured and booked, days ago."""
    at, money = utc_now() - OLD, Money(minor, "EUR")
    payment = Payment(
        payment_id,
        PaymentKind.TOP_UP,
        money,
        "stripe",
        at,
        at,
        DRIVER,
        state=PaymentState.CAPTURED,
        provider_id=f"pi_{payment_id}",
        authorized_minor=minor,
        captured_minor=minor,
        booked=True,
    )
    bootstrap.payments().add(payment)
    source = chart.psp_clearing("stripe", "EUR")
    post_top_up(TopUp(f"pi_{payment_id}", DRIVER, money, source), at, bootstrap.ledger())
    return payment


def charged() -> ChargingSession:
    """A session of now, settled."""
    station, now = Station(), utc_now()
    begun = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1_000}
    started = station.call(
        "StartTransaction", begun | {"timestamp": to_text(now - timedelta(hours=2))}
    )
    ended = {"transactionId": started["transactionId"], "meterStop": 8_350}
    station.call("StopTransaction", ended | {"timestamp": to_text(now - timedelta(hours=1))})
    (session,) = bootstrap.services().sessions.page(SessionFilter(unsettled=True), 9, None)[0]
    execution = {"session_id": session.session_id, "station_id": "CP1"}
    post.handler(execution | {"transaction_id": session.key.transaction_id}, CONTEXT)
    return settled(session.key)


def settled(key: SessionKey) -> ChargingSession:
    session = bootstrap.services().sessions.get(key)
    assert session is not None
    return session


def reconciled(gate: Gate, wanted: dict[str, Any] | None = None) -> dict[str, Any]:
    """The checks that found something, with what they found, as the schedule makes them."""
    event = {"id": "event-1", "time": to_text(utc_now())} | (wanted or {})
    body = {"Records": [{"messageId": "1", "body": json.dumps(event)}]}
    with gate.running("ReconciliationFunction"):
        assert reconcile.handler(body, CONTEXT) == {"batchItemFailures": []}
    report = bootstrap.reconciliations().page(1, None)[0][0]
    return {
        one.check.value: [gap.reference for gap in one.gaps]
        for one in report.results
        if one.gap_count or one.unsure
    }


def later(monkeypatch: pytest.MonkeyPatch, hours: int = 1) -> None:
    """Nothing is too young to be judged."""

    def present() -> datetime:
        return utc_now() + timedelta(hours=hours)

    monkeypatch.setattr(
        reconcile, "reconciling", lambda: replace(bootstrap.reconciling(), clock=present)
    )


def items(table: str, prefix: str) -> list[Item]:
    found = boto3.resource("dynamodb").Table(table).scan()["Items"]
    return [one for one in found if str(one["pk"]).startswith(prefix)]


def changed(table: str, item: Item, **values: Any) -> None:
    boto3.resource("dynamodb").Table(table).put_item(Item=item | values)


def removed(table: str, item: Item) -> None:
    key = {"pk": item["pk"], "sk": item["sk"]}
    boto3.resource("dynamodb").Table(table).delete_item(Key=key)


def a_life() -> ChargingSession:
    """Money came in, a session took some, some went back, some is held for another."""
    payment, session = paid_in(), charged()
    at = utc_now() - OLD
    held = place("rfh:r1", WALLET, "EUR", 500, payment.payment_id, at, at + timedelta(days=365))
    bootstrap.holds().place(held)
    refund = Refund("r1", payment.payment_id, Money(500, "EUR"), "x", utc_now(), utc_now())
    bootstrap.payments().add_refund(refund, payment)
    return session


def test_sound_books_have_no_gap(
    gate: Gate, monkeypatch: pytest.MonkeyPatch, operator: Caller
) -> None:
    a_life()
    later(monkeypatch)
    assert reconciled(gate) == {}
    (report,) = operator.get("/reconciliations").json["items"]
    looked = {one["check"]: one["looked_at"] for one in report["results"]}
    assert looked["journal_sums_to_zero"] == 2
    assert looked["sessions_are_charged_once"] == 1
    assert looked["captures_are_booked"] == 1
    assert report["gap_count"] == 0
    assert operator.get(f"/reconciliations/{report['report_id']}").json == report


def fault_no_receipt(_: ChargingSession) -> str:
    """A reservation was charged; its document is lost."""
    revenue, at = chart.revenue("site-1", "EUR", chart.Component.FEE), utc_now() - OLD
    legs = Leg(WALLET, -200), Leg(revenue, 200)
    for number in (7, 8):
        transfer_id = f"rsv:CP1:{number}"
        bootstrap.ledger().post(Transfer(transfer_id, "reservation", "EUR", at, legs, "CP1:7"))
    receipt = a_document("rsv:CP1:8", sequence=1)
    assert bootstrap.documents().add(receipt) is Added.YES
    return "rsv:CP1:7"


def fault_entry(_: ChargingSession) -> str:
    (entry,) = [one for one in items("LedgerTable", f"ACC#{WALLET}") if one.get("minor") == 10_000]
    changed("LedgerTable", entry, minor=9_999)
    return "top:pi_pay-1"


def fault_leg(_: ChargingSession) -> str:
    (transfer,) = items("LedgerTable", "TRANSFER#top:")
    legs = [one | {"minor": one["minor"] + 1} for one in transfer["legs"][:1]]
    changed("LedgerTable", transfer, legs=[*legs, *transfer["legs"][1:]])
    return "top:pi_pay-1"


def fault_available(_: ChargingSession) -> str:
    (balance,) = items("LedgerTable", f"BAL#{WALLET}")
    changed("LedgerTable", balance, available=balance["available"] + 7)
    return WALLET


def fault_spread_balance(_: ChargingSession) -> str:
    (balance,) = items("LedgerTable", "BAL#vat:19:EUR")
    changed("LedgerTable", balance, available=balance["available"] - 1)
    return "vat:19:EUR"


def fault_held(_: ChargingSession) -> str:
    (balance,) = items("LedgerTable", f"BAL#{WALLET}")
    changed("LedgerTable", balance, held=balance["held"] + 1)
    return WALLET


def fault_hold_lost(_: ChargingSession) -> str:
    (hold,) = items("LedgerTable", "HOLD#rfh:")
    removed("LedgerTable", hold)
    return WALLET


def fault_charge_forgotten(session: ChargingSession) -> str:
    (item,) = [one for one in items("SessionsTable", "ST#") if str(one["sk"]).startswith("TX#")]
    changed("SessionsTable", item, settlement=item["settlement"] | {"gross_minor": 1})
    return session.session_id


def fault_never_settled(session: ChargingSession) -> str:
    (item,) = [one for one in items("SessionsTable", "ST#") if str(one["sk"]).startswith("TX#")]
    old = to_text(utc_now() - OLD)
    another = dict(item, sk="TX#another", session_id="another", stop_received_at=old)
    del another["settlement"]
    changed("SessionsTable", another)
    return "another"


def fault_charged_twice(session: ChargingSession) -> str:
    (item,) = [one for one in items("SessionsTable", "ST#") if str(one["sk"]).startswith("TX#")]
    removed("SessionsTable", item)
    return f"chg:{session.session_id}"


def fault_not_booked(_: ChargingSession) -> str:
    (payment,) = [one for one in items("PaymentsTable", "PAY#") if one["sk"] == "PAYMENT"]
    changed("PaymentsTable", payment, booked=False)
    return "pay-1"


def fault_booked_otherwise(_: ChargingSession) -> str:
    (payment,) = [one for one in items("PaymentsTable", "PAY#") if one["sk"] == "PAYMENT"]
    changed("PaymentsTable", payment, captured_minor=9_000)
    return "pay-1"


def fault_payment_lost(_: ChargingSession) -> str:
    (payment,) = [one for one in items("PaymentsTable", "PAY#") if one["sk"] == "PAYMENT"]
    removed("PaymentsTable", payment)
    return "top:pi_pay-1"


def fault_unanswered(_: ChargingSession) -> str:
    at = utc_now() - OLD
    bootstrap.payments().add(
        Payment("pay-2", PaymentKind.TOP_UP, Money(5, "EUR"), "stripe", at, at, DRIVER)
    )
    return "pay-2"


def fault_refund_unknown(_: ChargingSession) -> str:
    (refund,) = [one for one in items("PaymentsTable", "PAY#") if one["sk"] == "REFUND#r1"]
    old = to_text(utc_now() - OLD)
    changed("PaymentsTable", refund, state=RefundState.UNKNOWN.value, changed_at=old)
    return "r1"


def fault_held_for_settled(session: ChargingSession) -> str:
    at = utc_now() - OLD
    until = utc_now() + timedelta(days=20)
    hold = place("hld:nobody", WALLET, "EUR", 5, "nobody", at, until)
    bootstrap.holds().place(hold)
    return "hld:nobody"


def fault_authorisation_ends(_: ChargingSession) -> str:
    at, until = utc_now() - OLD, utc_now() + timedelta(hours=10)
    payment = Payment(
        "pay-3",
        PaymentKind.TERMINAL,
        Money(5_000, "EUR"),
        "stripe",
        at,
        at,
        state=PaymentState.AUTHORIZED,
        provider_id="pi_3",
        authorized_minor=5_000,
        expires_at=until,
    )
    bootstrap.payments().add(payment)
    return "pay-3"


def taken_in(record_id: str = "txn_1", **fields: Any) -> ProviderRecord:
    """A record of the provider, booked and kept, of the payment of the books."""
    at = utc_now() - OLD
    record = replace(
        ProviderRecord(
            record_id, "stripe", RecordKind.PAYMENT, "charge", Money(10_000, "EUR"), 165, at,
            "pi_pay-1", "pay-1",
        ),
        **fields,
    )  # fmt: skip
    for transfer in transfers_of(record):
        bootstrap.ledger().post(transfer)
    bootstrap.payouts().add(record)
    return record


def fault_stranger_at_the_provider(_: ChargingSession) -> str:
    taken_in()
    return taken_in("txn_2", source_id="pi_nobody").record_id


def fault_not_understood(_: ChargingSession) -> str:
    taken_in()
    return taken_in("txn_2", kind=RecordKind.OTHER, word="adjustment", fee_minor=0).record_id


def fault_payout_not_booked(_: ChargingSession) -> str:
    taken_in()
    payout = replace(
        taken_in("txn_3", fee_minor=0), record_id="txn_2", kind=RecordKind.PAYOUT, source_id="po_1"
    )
    bootstrap.payouts().add(payout)
    return "txn_2"


def fault_fee_without_a_record(_: ChargingSession) -> str:
    record = taken_in()
    (item,) = items("PaymentsTable", "RECORD#")
    removed("PaymentsTable", item)
    return f"fee:{record.record_id}"


def fault_unlisted_payment(_: ChargingSession) -> str:
    taken_in("txn_1", kind=RecordKind.FEE, source_id=None, at=utc_now() - 2 * OLD)
    return "pay-1"


def fault_correction_without_its_transfer(session: ChargingSession) -> str:
    item = next(one for one in items("SessionsTable", "ST#") if str(one["sk"]).startswith("TX#"))
    correction = {
        "number": 1, "outcome": "charged", "at": to_text(utc_now()), "difference_minor": 5,
        "document_id": f"crn:{session.session_id}:1",
    }  # fmt: skip
    changed("SessionsTable", item, corrections=[correction])
    return session.session_id


def fault_correction_of_nobody(session: ChargingSession) -> str:
    legs = Leg(WALLET, -5), Leg(chart.revenue("site-1", "EUR"), 5)
    transfer = Transfer(
        f"crn:{session.session_id}:1", "correction", "EUR", utc_now(), legs, session.session_id
    )
    bootstrap.ledger().post(transfer)
    return transfer.transfer_id


def test_records_of_the_provider_that_agree_are_no_gap(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_life()
    taken_in()
    taken_in("txn_2", kind=RecordKind.PAYOUT, amount=Money(-9_000, "EUR"), source_id="po_1")
    taken_in("txn_3", kind=RecordKind.DISPUTE, amount=Money(-100, "EUR"), source_id="dp_1")
    back = (Leg("psp_clearing:stripe:EUR", 100), Leg("disputes:stripe:EUR", -100))
    bootstrap.ledger().post(Transfer("dsp:txn_3", "dispute", "EUR", utc_now(), back, "dp_1"))
    later(monkeypatch)
    assert reconciled(gate) == {}


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        (fault_stranger_at_the_provider, "clearing_is_explained_by_payments"),
        (fault_not_understood, "clearing_is_explained_by_payments"),
        (fault_payout_not_booked, "clearing_is_explained_by_payments"),
        (fault_fee_without_a_record, "clearing_is_explained_by_payments"),
        (fault_unlisted_payment, "clearing_is_explained_by_payments"),
        (fault_correction_without_its_transfer, "sessions_are_charged_once"),
        (fault_correction_of_nobody, "sessions_are_charged_once"),
        (fault_no_receipt, "charges_have_receipts"),
        (fault_entry, "journal_sums_to_zero"),
        (fault_leg, "journal_sums_to_zero"),
        (fault_available, "balances_are_the_sum_of_the_journal"),
        (fault_spread_balance, "balances_are_the_sum_of_the_journal"),
        (fault_held, "held_is_the_sum_of_holds"),
        (fault_hold_lost, "held_is_the_sum_of_holds"),
        (fault_charge_forgotten, "sessions_are_charged_once"),
        (fault_never_settled, "sessions_are_charged_once"),
        (fault_charged_twice, "sessions_are_charged_once"),
        (fault_not_booked, "captures_are_booked"),
        (fault_booked_otherwise, "captures_are_booked"),
        (fault_payment_lost, "clearing_is_explained_by_payments"),
        (fault_unanswered, "intents_have_a_result"),
        (fault_refund_unknown, "intents_have_a_result"),
        (fault_held_for_settled, "nothing_is_held_without_cause"),
        (fault_authorisation_ends, "nothing_is_held_without_cause"),
    ],
)
def test_each_fault_shows_in_its_own_check(
    fault: Any, check: str, gate: Gate, monkeypatch: pytest.MonkeyPatch, operator: Caller
) -> None:
    reference = fault(a_life())
    later(monkeypatch)
    assert reconciled(gate) == {check: [reference]}


def test_a_gap_is_told_by_alert_and_event(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    fault_available(a_life())
    later(monkeypatch)
    reconciled(gate)
    url = boto3.client("sqs").get_queue_url(QueueName="heard")["QueueUrl"]
    (message,) = boto3.client("sqs").receive_message(QueueUrl=url)["Messages"]
    assert "balances_are_the_sum_of_the_journal: 1" in message["Body"]
    (item,) = items("AuditTable", "RECONCILIATION")
    (event,) = events_of(None, item)
    assert (event.kind, event.body["gap_count"]) == ("money.gap_found", 1)
    assert event.body["checks"] == ["balances_are_the_sum_of_the_journal"]
    (agreed,) = events_of(None, item | {"gap_count": 0})
    assert agreed.kind == "money.books_agree"


def test_the_same_message_again_gives_the_same_report(gate: Gate) -> None:
    wanted = {"report_id": "01KASRECONCILIATION0000000", "days": 30, "ordered_by": "me"}
    reconciled(gate, wanted)
    reconciled(gate, wanted)
    (report,) = bootstrap.reconciliations().page(9, None)[0]
    assert (report.report_id, report.ordered_by) == (wanted["report_id"], "me")


def test_operator_has_one_made_out_of_turn(gate: Gate, operator: Caller) -> None:
    asked = operator.post("/reconciliations", {"days": 30})
    report_id = asked.json["report_id"]
    assert (asked.status, operator.get(f"/reconciliations/{report_id}").status) == (202, 404)
    url = bootstrap.settings().reconciliations_url
    (message,) = boto3.client("sqs").receive_message(QueueUrl=url)["Messages"]
    reconciled(gate, json.loads(message["Body"]))
    report = operator.get(f"/reconciliations/{report_id}").json
    assert (report["ordered_by"], report["gap_count"]) == ("operator-1", 0)
    assert operator.post("/reconciliations", {"days": 0}).status == 422


def test_sweeper_gives_back_what_is_held_without_a_cause() -> None:
    a_life()
    at = utc_now() - timedelta(days=1)
    for hold_id, reference, until in (
        ("hld:nobody", "nobody", utc_now() + timedelta(days=29)),
        ("hld:over", "session", utc_now() - timedelta(hours=1)),
    ):
        bootstrap.holds().place(place(hold_id, WALLET, "EUR", 100, reference, at, until))
    for _ in range(2):
        expire_holds.handler({}, CONTEXT)
        found = {one: bootstrap.holds().hold(one) for one in ("hld:nobody", "hld:over", "rfh:r1")}
        states = [one.state.value for one in found.values() if one]
        assert states == ["voided", "expired", "pending"]
    balances = bootstrap.ledger().balances(WALLET)
    assert balances is not None
    assert balances.held_minor == 500


def test_sweeper_leaves_what_a_session_still_needs() -> None:
    paid_in()
    station, now = Station(), utc_now()
    begun = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1_000}
    station.call("StartTransaction", begun | {"timestamp": to_text(now - timedelta(hours=2))})
    (session,) = bootstrap.services().sessions.page(SessionFilter(), 9, None)[0]
    hold_id, until = f"hld:{session.session_id}", now + timedelta(days=29)
    hold = place(hold_id, WALLET, "EUR", 100, session.session_id, now - OLD, until)
    bootstrap.holds().place(hold)
    expire_holds.handler({}, CONTEXT)
    found = bootstrap.holds().hold(hold_id)
    assert found is not None
    assert found.pending


def test_every_charge_of_a_session_has_its_receipt(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid_in()
    session = charged()
    later(monkeypatch, hours=3)
    assert reconciled(gate) == {"charges_have_receipts": [f"chg:{session.session_id}"]}
    named = {"session_id": session.session_id, "station_id": "CP1"}
    detail = named | {"transaction_id": session.key.transaction_id}
    issue_receipts.handler(
        {"Records": [{"messageId": "1", "body": json.dumps({"detail": detail})}]}, CONTEXT
    )
    assert reconciled(gate, {"id": "event-2"}) == {}
