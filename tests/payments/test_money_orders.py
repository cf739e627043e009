"""Refunds, write-offs and credits: at once, or by two persons; and what the provider knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.http_api import Answer, Caller
from tests.payments.deployed import DRIVER, Deployed
from tests.payments.test_driver_payments import paid

from csms import bootstrap
from csms.clock import utc_now
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.payments.model import PaymentState
from csms.reconciliation.model import Check
from csms.reconciliation.reconciling import reconcile

WALLET, DEBT = chart.wallet(DRIVER), chart.receivable(DRIVER)
PATH = "/money-orders"


def euros(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "EUR"}


def order(
    deployed: Deployed,
    path: str = PATH,
    body: Any = None,
    key: str | None = None,
    by: str = "operator-1",
) -> Answer:
    caller = Caller("operator_api", {"sub": by, "cognito:groups": "[operators]"})
    with deployed.gate.running("MoneyOrderFunction"):
        return caller.post(path, body if body is not None else {}, key)


def seen(deployed: Deployed, path: str = PATH, **query: Any) -> Any:
    caller = Caller("operator_api", {"sub": "operator-9", "cognito:groups": "[operators]"})
    with deployed.gate.running("OperatorApiFunction"):
        return caller.get(path, **query).json


def of_driver(kind: str, minor: int, **more: Any) -> dict[str, Any]:
    body = {"kind": kind, "driver_id": DRIVER, "amount": euros(minor), "reason": "because"}
    return body | more


def owes(minor: int) -> None:
    legs = (Leg(DEBT, -minor), Leg(chart.opening("EUR"), minor))
    bootstrap.ledger().post(Transfer("debt", "test", "EUR", utc_now(), legs, "test"))


def posted(*accounts: str) -> list[int]:
    found = [bootstrap.ledger().balances(account) for account in accounts]
    return [one.posted_minor if one else 0 for one in found]


def test_small_refund_goes_back_to_the_card_once(deployed: Deployed) -> None:
    body = {"kind": "refund", "top_up_id": paid(deployed), "amount": euros(400), "reason": "moved"}
    first = order(deployed, body=body, key="k")
    assert (first.status, first.json["state"]) == (201, "done"), first.text
    assert order(deployed, body=body, key="k").json == first.json
    assert deployed.available() == 600
    [sent] = deployed.peer.state()["things"]["refund"].values()
    assert sent["amount"] == 400
    assert bootstrap.ledger().transfer(first.json["transfer_id"]) is not None
    other = order(deployed, body=body | {"amount": euros(1)}, key="k")
    assert (other.status, "Idempotency-Key" in other.json["detail"]) == (409, True)


def test_refund_that_nobody_answers_stays_under_way_until_it_is_known(
    deployed: Deployed,
) -> None:
    body = {"kind": "refund", "top_up_id": paid(deployed), "amount": euros(400), "reason": "x"}
    deployed.peer.fault("error_after", on="refund", times=9)
    assert order(deployed, body=body, key="k").json["state"] == "under_way"
    deployed.peer.heal()
    assert order(deployed, body=body, key="k").json["state"] == "done"
    assert len(deployed.peer.state()["things"]["refund"]) == 1
    assert posted(WALLET) == [600]


def test_refund_of_more_than_was_paid_in_is_refused_for_ever(
    deployed: Deployed,
) -> None:
    body = {"kind": "refund", "top_up_id": paid(deployed), "amount": euros(1001), "reason": "x"}
    refused = order(deployed, body=body, key="k").json
    assert (refused["state"], "1000" in refused["failure"]) == ("refused", True)
    assert order(deployed, body=body, key="k").json == refused
    assert deployed.available() == 1000


def test_above_the_limit_another_person_approves(deployed: Deployed) -> None:
    owes(8_000)
    asked = order(deployed, body=of_driver("write_off", 6_000), key="k").json
    assert asked["state"] == "awaiting_approval"
    assert posted(DEBT) == [-8_000]
    approval = f"{PATH}/{asked['order_id']}/approve"
    own = order(deployed, approval)
    assert (own.status, posted(DEBT)) == (403, [-8_000])
    done = order(deployed, approval, {"reason": "seen the letter"}, by="operator-2").json
    assert (done["state"], done["ruled_by"]) == ("done", "operator-2")
    assert posted(DEBT, chart.write_offs("EUR")) == [-2_000, -6_000]
    again = order(deployed, approval, by="operator-3").json
    assert again == done
    assert order(deployed, body=of_driver("write_off", 6_000), key="k").json == done
    assert order(deployed, f"{PATH}/{asked['order_id']}/reject", by="operator-2").status == 409
    assert posted(DEBT, chart.write_offs("EUR")) == [-2_000, -6_000]


def test_rejected_order_moves_nothing(deployed: Deployed) -> None:
    owes(8_000)
    asked = order(deployed, body=of_driver("credit", 6_000), key="k").json
    path = f"{PATH}/{asked['order_id']}"
    assert order(deployed, f"{path}/reject", {"reason": "no"}).json["state"] == "rejected"
    assert order(deployed, f"{path}/approve", by="operator-2").status == 409
    assert posted(DEBT, WALLET, chart.goodwill("EUR")) == [-8_000, 0, 0]
    assert seen(deployed, path)["ruling_reason"] == "no"


@pytest.mark.parametrize(("minor", "debt", "wallet"), [(100, -200, 0), (500, 0, 200)])
def test_credit_pays_what_is_owed_first(
    deployed: Deployed,
    minor: int,
    debt: int,
    wallet: int,
) -> None:
    owes(300)
    for _ in range(2):
        assert order(deployed, body=of_driver("credit", minor), key="k").json["state"] == "done"
    assert posted(DEBT, WALLET, chart.goodwill("EUR")) == [debt, wallet, -minor]


def test_no_more_is_written_off_than_is_owed(deployed: Deployed) -> None:
    owes(300)
    refused = order(deployed, body=of_driver("write_off", 301)).json
    assert (refused["state"], "300" in refused["failure"]) == ("refused", True)
    assert posted(DEBT) == [-300]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        of_driver("credit", 0),
        of_driver("credit", -5),
        of_driver("credit", 5, reason=""),
        of_driver("refund", 5),
        of_driver("gift", 5),
        of_driver("credit", 5, top_up_id="x"),
    ],
)
def test_wrong_order_is_refused(deployed: Deployed, wrong: Any) -> None:
    assert order(deployed, body=wrong).status == 422
    assert order(deployed, f"{PATH}/nobody/approve").status == 404
    assert Caller("operator_api", {"sub": DRIVER}).post(PATH, wrong).status == 403


def test_orders_are_listed_and_stand_in_the_audit_log(deployed: Deployed) -> None:
    owes(8_000)
    order(deployed, body=of_driver("credit", 100), key="k1")
    asked = order(deployed, body=of_driver("write_off", 6_000), key="k2").json
    order(deployed, f"{PATH}/{asked['order_id']}/approve")
    order(deployed, f"{PATH}/{asked['order_id']}/approve", by="operator-2")
    listed = seen(deployed)["items"]
    assert [(one["kind"], one["state"]) for one in listed] == [
        ("write_off", "done"),
        ("credit", "done"),
    ]
    entries = seen(deployed, "/audit", object_id=DRIVER)["items"][::-1]
    told = [(one["subject"], one["action"], one["outcome"]) for one in entries]
    assert told == [
        ("operator-1", "money.credit", "ordered"),
        ("operator-1", "money.credit", "done"),
        ("operator-1", "money.write_off", "ordered"),
        ("operator-1", "money.write_off", "done"),
        ("operator-1", "money.approve", "ordered"),
        ("operator-1", "money.approve", "refused"),
        ("operator-2", "money.approve", "ordered"),
        ("operator-2", "money.approve", "done"),
    ]
    assert entries[3]["after"]["state"] == "awaiting_approval"
    assert entries[7]["after"]["transfer_id"] == f"mno:{asked['order_id']}"


def checked(deployed: Deployed) -> dict[Check, list[str]]:
    """What a reconciliation finds that asks the provider, some hours later."""
    needs = replace(bootstrap.reconciling(), clock=lambda: utc_now() + timedelta(hours=3))
    with deployed.gate.running("ReconciliationFunction"):
        report = reconcile(f"{utc_now():%Y%m%d%H%M%S%f}".ljust(26, "0"), 7, None, needs)
    return {
        one.check: [gap.reference for gap in one.gaps]
        for one in report.results
        if one.gap_count or one.unsure
    }


def test_books_with_orders_agree_with_the_provider_and_a_lost_record_shows(
    deployed: Deployed,
) -> None:
    top_up_id = paid(deployed)
    body = {"kind": "refund", "top_up_id": top_up_id, "amount": euros(400), "reason": "x"}
    order(deployed, body=body)
    order(deployed, body=of_driver("credit", 100))
    assert checked(deployed) == {}
    payment = bootstrap.payments().get(top_up_id)
    assert payment is not None
    lost = replace(
        payment,
        payment_id="lost",
        provider_id="pi_that_is_not_there",
        state=PaymentState.EXPIRED,
        captured_minor=0,
    )
    bootstrap.payments().add(lost)
    assert checked(deployed) == {Check.CAPTURES: ["lost"]}
