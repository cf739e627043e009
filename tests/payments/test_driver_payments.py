"""The drivers' payments at their surface: HTTP and webhooks in, JSON and money out."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.functional.streams import stream_event
from tests.http_api import Caller
from tests.payments.deployed import DRIVER, Deployed

from csms import bootstrap
from csms.clock import utc_now
from csms.errors import Conflict
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.money import Money
from csms.payments.refund_model import RefundState
from csms.payments.refunding import RefundWish, refund_top_up
from csms.payments.resuming import resume
from csms.payments.top_up import TopUpWish, top_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.payments.provider import Order, PaymentProvider

TEN = {"minor": 1000, "currency": "EUR"}


def begin(deployed: Deployed, key: str = "k1", minor: int = 1000, **more: Any) -> Any:
    amount = {"minor": minor, "currency": "EUR"}
    answer = deployed.api("POST", "/me/top-ups", {"amount": amount} | more, key)
    assert answer.status == 201, answer.text
    return answer.json


def intent_of(shown: Any) -> str:
    intent_id: str = shown["client_secret"].partition("_secret_")[0]
    return intent_id


def test_top_up_waits_for_the_customer_then_for_the_webhook(deployed: Deployed) -> None:
    begun = begin(deployed)
    assert (begun["state"], begun["amount"]) == ("requires_action", TEN)
    deployed.peer.pays(intent_of(begun), "pm_card_visa", begun["client_secret"])
    assert deployed.available() == 0
    for event in deployed.events():
        assert deployed.webhook(event) in {200, 202}
    deployed.work_off()
    shown = deployed.api("GET", f"/me/top-ups/{begun['top_up_id']}").json
    assert (shown["state"], shown["card"]) == ("succeeded", {"brand": "visa", "last4": "4242"})
    assert shown["client_secret"] is None
    assert deployed.available() == 1000


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_events_in_any_order_and_three_times_book_once(
    deployed: Deployed, order: tuple[int, ...]
) -> None:
    begun = begin(deployed)
    deployed.peer.pays(intent_of(begun), "pm_card_visa", begun["client_secret"])
    events = deployed.events()[-4:]
    for _ in range(3):
        for place in order:
            deployed.webhook(events[place])
            deployed.work_off()
    assert deployed.available() == 1000
    entries, _ = bootstrap.ledger().entries(chart.wallet(DRIVER), 10, None)
    assert len(entries) == 1


def test_repeated_event_is_handed_on_once(deployed: Deployed) -> None:
    begin(deployed)
    [event] = [one for one in deployed.events() if one["type"] == "payment_intent.created"]
    assert deployed.webhook(event) == 202
    assert deployed.webhook(event) == 200
    assert len(deployed.queued()) == 1


def test_an_event_of_what_has_no_id_is_heard_and_left(deployed: Deployed) -> None:
    """A balance, e.g.: whoever sends every event sends it too, again and again if it fails."""
    balance = {"object": "balance", "available": [{"amount": 100, "currency": "eur"}]}
    event = {"id": "evt_b", "object": "event", "type": "balance.available"}
    assert deployed.webhook(event | {"data": {"object": balance}}) == 200
    assert deployed.queued() == []


def test_a_top_up_is_shown_to_its_driver_alone(deployed: Deployed) -> None:
    begun = begin(deployed)
    path = f"/me/top-ups/{begun['top_up_id']}"
    assert deployed.api("GET", path).status == 200
    with deployed.gate.running("PaymentsApiFunction"):
        answer = Caller("payments_api", {"sub": "another-driver"}).get(path)
    assert answer.status == 404


def test_event_of_no_interest_or_of_somebody_else_changes_nothing(deployed: Deployed) -> None:
    begin(deployed)
    [made] = [one for one in deployed.events() if one["type"] == "customer.created"]
    assert deployed.webhook(made) == 200
    assert deployed.queued() == []
    intents = deployed.peer.client().v1.payment_intents
    foreign = intents.create(
        {"amount": 700, "currency": "eur", "payment_method": "pm_card_visa", "confirm": True}
    )
    for event in deployed.events()[-3:]:
        deployed.webhook(event)
    assert deployed.work_off() == 3
    assert bootstrap.ledger().transfer(f"top:{foreign.id}") is None


def test_forged_or_old_event_is_refused(deployed: Deployed) -> None:
    event = {"id": "evt_1", "object": "event", "type": "payment_intent.succeeded"}
    event["data"] = {"object": {"id": "pi_1", "object": "payment_intent"}}  # type: ignore[assignment]
    assert deployed.webhook(event, secret="whsec_guessed") == 401
    assert deployed.webhook(event, age_s=301) == 401
    assert deployed.queued() == []


def test_same_key_is_the_same_top_up_and_tells_what_to_do_next(deployed: Deployed) -> None:
    first, second = begin(deployed), begin(deployed)
    assert first == second
    assert len(deployed.peer.state()["things"]["payment_intent"]) == 1
    other = deployed.api("POST", "/me/top-ups", {"amount": TEN | {"minor": 2000}}, "k1")
    assert other.status == 409
    assert begin(deployed, "k2")["top_up_id"] != first["top_up_id"]


def test_saved_card_pays_at_once(deployed: Deployed) -> None:
    method_id = deployed.save_card()
    shown = begin(deployed, payment_method_id=method_id)
    assert shown["state"] == "pending"
    assert deployed.work_off() == 1
    assert deployed.available() == 1000


def test_card_that_asks_for_the_driver_sends_them_to_the_bank(deployed: Deployed) -> None:
    setup = deployed.api("POST", "/me/payment-methods").json
    card = "pm_card_authenticationRequired"
    deployed.peer.pays(setup["setup_id"], card, setup["client_secret"])
    deployed.peer.authenticates(setup["setup_id"])
    [method] = deployed.api("GET", "/me/payment-methods").json["items"]
    back = "https://app.example.com/back"
    shown = begin(deployed, payment_method_id=method["payment_method_id"], return_url=back)
    assert shown["state"] == "requires_action"
    assert shown["next_action_url"] == f"{deployed.peer.url}/3ds/{intent_of(shown)}"
    deployed.peer.authenticates(intent_of(shown))
    deployed.webhook(deployed.events()[-1])
    deployed.work_off()
    assert deployed.available() == 1000


def test_refused_card_is_told_and_another_may_be_tried(deployed: Deployed) -> None:
    begun = begin(deployed)
    refused = deployed.peer.pays(
        intent_of(begun), "pm_card_visa_chargeDeclinedInsufficientFunds", begun["client_secret"]
    )
    assert refused.status_code == 402
    deployed.webhook(deployed.events()[-1])
    deployed.work_off()
    shown = deployed.api("GET", f"/me/top-ups/{begun['top_up_id']}").json
    assert (shown["state"], shown["failure"]) == ("requires_action", "insufficient_funds")
    deployed.peer.pays(intent_of(begun), "pm_card_visa", begun["client_secret"])
    deployed.webhook(deployed.events()[-1])
    deployed.work_off()
    assert deployed.available() == 1000


def test_unknown_outcome_is_pending_until_the_sweeper_finds_it(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    method_id = deployed.save_card()
    deployed.peer.fault("cut_after", on="create", times=9)
    assert begin(deployed, payment_method_id=method_id)["state"] == "pending"
    deployed.peer.heal()
    deployed.invoke("PaymentSweepFunction", {})
    assert deployed.queued() == []
    soon = utc_now() + timedelta(minutes=1)
    monkeypatch.setattr("scheduled_jobs.sweep_payments.utc_now", lambda: soon)
    deployed.invoke("PaymentSweepFunction", {})
    assert deployed.work_off() == 1
    assert deployed.available() == 1000
    deployed.invoke("PaymentSweepFunction", {})
    assert deployed.queued() == []


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ({"minor": 499, "currency": "EUR"}, "between 500 and 50000"),
        ({"minor": 50_001, "currency": "EUR"}, "between 500 and 50000"),
        ({"minor": 10.5, "currency": "EUR"}, "amount/minor"),
        ({"minor": 1000, "currency": "eur"}, "amount/currency"),
    ],
)
def test_amounts_beyond_the_limits_are_refused(
    deployed: Deployed, amount: dict[str, Any], told: str
) -> None:
    answer = deployed.api("POST", "/me/top-ups", {"amount": amount}, "k1")
    assert answer.status == 422
    assert told in answer.json["detail"]


def test_other_currency_than_the_wallets_is_refused(deployed: Deployed) -> None:
    give(deployed, 100)
    answer = deployed.api("POST", "/me/top-ups", {"amount": TEN | {"currency": "USD"}}, "k1")
    assert (answer.status, answer.json["detail"]) == (
        422,
        "amount.currency: your balance is in EUR.",
    )


def test_other_drivers_things_are_unknown(deployed: Deployed) -> None:
    assert deployed.api("GET", "/me/top-ups/none").status == 404
    body = {"amount": TEN, "payment_method_id": "pm_of_somebody"}
    assert deployed.api("POST", "/me/top-ups", body, "k1").status == 404
    assert deployed.api("DELETE", "/me/payment-methods/pm_of_somebody").status == 404


def test_provider_that_is_away_is_a_passing_fault(deployed: Deployed) -> None:
    deployed.peer.control("faults", outage=True)
    answer = deployed.api("POST", "/me/top-ups", {"amount": TEN}, "k1")
    assert answer.status == 503
    assert answer.headers["retry-after"]


def test_without_keys_card_payments_are_not_set_up(deployed: Deployed) -> None:
    arn = bootstrap.settings().payment_secret_arn
    boto3.client("secretsmanager").put_secret_value(SecretId=arn, SecretString="{}")
    answer = deployed.api("POST", "/me/top-ups", {"amount": TEN}, "k1")
    assert (answer.status, answer.json["detail"]) == (
        409,
        "Card payments are not set up here: ask the operator.",
    )


def give(deployed: Deployed, minor: int, name: str = "gift") -> None:
    legs = (Leg(chart.wallet(DRIVER), minor), Leg(chart.opening("EUR"), -minor))
    bootstrap.ledger().post(Transfer(name, "test", "EUR", utc_now(), legs, "test"))


def wallet_fell(deployed: Deployed) -> Any:
    before = {"pk": f"BAL#{chart.wallet(DRIVER)}", "sk": "BALANCE", "available": 900}
    return deployed.invoke("AutoTopUpFunction", stream_event((before, before | {"available": 1})))


def agree(deployed: Deployed, method_id: str) -> None:
    order = {"threshold": TEN, "amount": TEN | {"minor": 2000}, "payment_method_id": method_id}
    answer = deployed.api("PUT", "/me/auto-top-up", order)
    assert answer.status == 200, answer.text
    assert answer.json["enabled"] is True


def test_wallet_below_the_threshold_is_topped_up_once(deployed: Deployed) -> None:
    give(deployed, 300)
    wallet_fell(deployed)
    agree(deployed, deployed.save_card())
    for _ in range(3):
        wallet_fell(deployed)
    deployed.work_off()
    assert deployed.available() == 2300
    wallet_fell(deployed)
    assert deployed.work_off() == 0


def test_refused_automatic_top_up_is_not_tried_again(deployed: Deployed) -> None:
    """The bank wants to see the driver, who is not there."""
    give(deployed, 300)
    setup = deployed.api("POST", "/me/payment-methods").json
    card = "pm_card_authenticationRequired"
    deployed.peer.pays(setup["setup_id"], card, setup["client_secret"])
    deployed.peer.authenticates(setup["setup_id"])
    [method] = deployed.api("GET", "/me/payment-methods").json["items"]
    agree(deployed, method["payment_method_id"])
    for _ in range(2):
        wallet_fell(deployed)
        deployed.work_off()
    shown = deployed.api("GET", "/me/auto-top-up").json
    assert (shown["enabled"], shown["stopped_because"]) == (False, "authentication_required")
    assert len(deployed.peer.state()["things"]["payment_intent"]) == 1
    assert deployed.available() == 300


def test_card_that_is_removed_ends_the_standing_order(deployed: Deployed) -> None:
    method_id = deployed.save_card()
    agree(deployed, method_id)
    assert deployed.api("DELETE", f"/me/payment-methods/{method_id}").status == 204
    assert deployed.api("GET", "/me/auto-top-up").status == 404


def test_standing_order_may_be_ended(deployed: Deployed) -> None:
    agree(deployed, deployed.save_card())
    assert deployed.api("DELETE", "/me/auto-top-up").status == 204
    assert deployed.api("GET", "/me/auto-top-up").status == 404


def paid(deployed: Deployed) -> str:
    method_id = deployed.save_card()
    top_up_id: str = begin(deployed, payment_method_id=method_id)["top_up_id"]
    deployed.work_off()
    return top_up_id


def wish(top_up_id: str, minor: int, refund_id: str = "r1") -> RefundWish:
    return RefundWish(refund_id, top_up_id, Money(minor, "EUR"), "asked for by the driver")


def test_refund_takes_from_the_wallet_and_sends_back_once(deployed: Deployed) -> None:
    top_up_id, needs, books = paid(deployed), bootstrap.paying(), bootstrap.books()
    for _ in range(3):
        refund = refund_top_up(wish(top_up_id, 400), needs, books)
    assert (refund.state, refund.booked) == (RefundState.REFUNDED, True)
    assert deployed.available() == 600
    [sent] = deployed.peer.state()["things"]["refund"].values()
    assert sent["amount"] == 400


class _Overtaken:
    """Payments that somebody else gets at, between the first look at the refunds and the next."""

    def __init__(self, payments: Any, meanwhile: Callable[[], object]) -> None:
        self._payments, self._meanwhile = payments, [meanwhile]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._payments, name)

    def refunds(self, payment_id: str) -> Any:
        found = self._payments.refunds(payment_id)
        if self._meanwhile:
            self._meanwhile.pop()()
        return found


def test_refund_that_is_clicked_twice_at_once_is_one(deployed: Deployed) -> None:
    """The second click refused it: the first one's amount was not left any more."""
    top_up_id, needs, books = paid(deployed), bootstrap.paying(), bootstrap.books()
    payments: Any = _Overtaken(
        needs.payments, lambda: refund_top_up(wish(top_up_id, 600), needs, books)
    )
    refund = refund_top_up(wish(top_up_id, 600), replace(needs, payments=payments), books)
    assert (refund.state, refund.booked) == (RefundState.REFUNDED, True)
    assert deployed.available() == 400


def test_no_more_is_refunded_than_was_paid_in_however_much_the_wallet_has(
    deployed: Deployed,
) -> None:
    top_up_id, needs, books = paid(deployed), bootstrap.paying(), bootstrap.books()
    give(deployed, 5000)
    refund_top_up(wish(top_up_id, 400), needs, books)
    with pytest.raises(Conflict, match="600"):
        refund_top_up(wish(top_up_id, 601, "r2"), needs, books)
    assert deployed.available() == 5600


def test_unknown_refund_holds_the_money_until_it_is_known(deployed: Deployed) -> None:
    top_up_id, needs, books = paid(deployed), bootstrap.paying(), bootstrap.books()
    deployed.peer.fault("error_after", on="refund", times=9)
    assert refund_top_up(wish(top_up_id, 400), needs, books).state == RefundState.UNKNOWN
    assert deployed.available() == 600
    balances = books.ledger.balances(chart.wallet(DRIVER))
    assert balances is not None
    assert balances.held_minor == 400
    deployed.peer.heal()
    with deployed.gate.running("PaymentCheckFunction"):
        resume(top_up_id, needs, books)
    [refund] = needs.payments.refunds(top_up_id)
    assert (refund.state, refund.booked) == (RefundState.REFUNDED, True)
    assert len(deployed.peer.state()["things"]["refund"]) == 1
    balances = books.ledger.balances(chart.wallet(DRIVER))
    assert balances is not None
    assert (balances.held_minor, balances.posted_minor) == (0, 600)


def test_money_that_is_spent_is_not_refunded(deployed: Deployed) -> None:
    top_up_id, needs, books = paid(deployed), bootstrap.paying(), bootstrap.books()
    legs = (Leg(chart.wallet(DRIVER), -700), Leg(chart.opening("EUR"), 700))
    books.ledger.post(Transfer("spent", "test", "EUR", utc_now(), legs, "test"))
    with pytest.raises(Conflict):
        refund_top_up(wish(top_up_id, 400), needs, books)
    assert deployed.available() == 300
    assert "refund" not in deployed.peer.state()["things"]
    assert json.dumps(deployed.peer.state()["calls"])


@dataclass(frozen=True)
class Forgetful:
    """The provider a day later: it does not know its keys any more."""

    provider: PaymentProvider

    def __getattr__(self, name: str) -> Any:
        return getattr(self.provider, name)

    def collect(self, order: Order, key: str) -> Any:
        return self.provider.collect(order, f"{key}:forgotten")


def test_request_that_comes_again_a_day_later_asks_for_no_second_payment(
    deployed: Deployed,
) -> None:
    needs, method = bootstrap.paying(), deployed.save_card()
    customer_id = needs.payments.profile(DRIVER).customer_id or ""
    wanted = TopUpWish("top-1", DRIVER, customer_id, Money(1_000, "EUR"), method_id=method)
    deployed.peer.fault("cut_after", on="create", times=9)
    assert top_up(wanted, needs).payment.provider_id is None
    deployed.peer.heal()
    provider: Any = Forgetful(needs.provider)
    later = replace(needs, provider=provider, clock=lambda: utc_now() + timedelta(days=1))
    top_up(wanted, later)
    assert len(deployed.peer.state()["things"]["payment_intent"]) == 1
