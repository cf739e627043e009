"""The sandbox is right where other stand-ins for Stripe are wrong: seen by the real client."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import stripe
from tests.payments.peers import WEBHOOK_SECRET, Peer, sandbox
from tests.payments.serving import served

DAY_S = 86_400


@pytest.fixture
def intents(peer: Peer) -> Any:
    return peer.client().v1.payment_intents


def make(intents: Any, key: str | None = None, **more: Any) -> Any:
    params = {
        "amount": 5000,
        "currency": "eur",
        "capture_method": "manual",
        "payment_method": "pm_card_visa",
        "confirm": True,
    }
    return intents.create(params | more, {"idempotency_key": key} if key else {})


def code_of(raised: pytest.ExceptionInfo[stripe.StripeError]) -> str | None:
    return raised.value.code


def test_same_key_makes_one_intent_and_the_answer_is_repeated(peer: Peer, intents: Any) -> None:
    first, second = make(intents, "k1"), make(intents, "k1")
    assert first.to_dict() == second.to_dict()
    assert second.last_response.headers["idempotent-replayed"] == "true"
    assert len(peer.state()["things"]["payment_intent"]) == 1


def test_same_key_with_another_amount_is_an_error(intents: Any) -> None:
    make(intents, "k1")
    with pytest.raises(stripe.IdempotencyError):
        make(intents, "k1", amount=5001)


def test_key_is_forgotten_after_a_day(peer: Peer, intents: Any) -> None:
    first = make(intents, "k1")
    peer.control("clock", advance_s=DAY_S + 1)
    assert make(intents, "k1").id != first.id


def test_key_remembers_a_refusal_but_not_a_request_that_was_malformed(intents: Any) -> None:
    with pytest.raises(stripe.CardError):
        make(intents, "k1", payment_method="pm_card_visa_chargeDeclined")
    with pytest.raises(stripe.CardError):
        make(intents, "k1", payment_method="pm_card_visa_chargeDeclined")
    with pytest.raises(stripe.InvalidRequestError):
        make(intents, "k2", amount=0)
    assert make(intents, "k2").status == "requires_capture"


def test_cancelled_intent_is_not_captured(peer: Peer, intents: Any) -> None:
    intent = make(intents)
    intents.cancel(intent.id)
    with pytest.raises(stripe.InvalidRequestError) as raised:
        intents.capture(intent.id)
    assert code_of(raised) == "payment_intent_unexpected_state"
    assert intents.retrieve(intent.id).amount_received == 0
    assert "payment_intent.succeeded" not in [one["type"] for one in peer.state()["events"]]


def test_intent_tells_what_can_be_captured_until_when_and_its_charge_by_id(intents: Any) -> None:
    intent = make(intents)
    assert (intent.amount_capturable, intent.amount_received) == (5000, 0)
    assert intent.latest_charge.startswith("ch_")
    shown = intents.retrieve(intent.id, {"expand": ["latest_charge"]}).to_dict()
    before = shown["latest_charge"]["payment_method_details"]["card"]["capture_before"]
    assert before - shown["created"] == 7 * DAY_S


def test_capture_of_a_part_releases_the_rest_and_refunds_nothing(intents: Any) -> None:
    intent = make(intents)
    done = intents.capture(intent.id, {"amount_to_capture": 1234, "expand": ["latest_charge"]})
    assert (done.amount_received, done.amount_capturable) == (1234, 0)
    assert done.latest_charge.amount_captured == 1234
    assert done.latest_charge.amount_refunded == 0


@pytest.mark.parametrize("amount", [0, 5001])
def test_capture_of_nothing_or_too_much_is_refused(intents: Any, amount: int) -> None:
    intent = make(intents)
    with pytest.raises(stripe.InvalidRequestError):
        intents.capture(intent.id, {"amount_to_capture": amount})
    assert intents.retrieve(intent.id).status == "requires_capture"


def test_refund_of_too_much_or_of_what_was_not_taken_is_refused(peer: Peer, intents: Any) -> None:
    refunds, intent = peer.client().v1.refunds, make(intents)
    with pytest.raises(stripe.InvalidRequestError):
        refunds.create({"payment_intent": intent.id})
    intents.capture(intent.id, {"amount_to_capture": 1000})
    with pytest.raises(stripe.InvalidRequestError):
        refunds.create({"payment_intent": intent.id, "amount": 1001})
    refunds.create({"payment_intent": intent.id, "amount": 1000})
    with pytest.raises(stripe.InvalidRequestError) as raised:
        refunds.create({"payment_intent": intent.id})
    assert code_of(raised) == "charge_already_refunded"


def test_authorisation_is_increased_to_a_new_total_ten_times_at_most(intents: Any) -> None:
    intent = make(intents)
    for step in range(1, 11):
        total = 5000 + step
        raised_to = intents.increment_authorization(intent.id, {"amount": total})
        assert (raised_to.amount, raised_to.amount_capturable) == (total, total)
    with pytest.raises(stripe.InvalidRequestError):
        intents.increment_authorization(intent.id, {"amount": 6000})


def test_errors_have_type_and_code(intents: Any) -> None:
    with pytest.raises(stripe.CardError) as raised:
        make(intents, payment_method="pm_card_visa_chargeDeclinedInsufficientFunds")
    assert code_of(raised) == "card_declined"
    assert raised.value.error is not None
    assert raised.value.error.decline_code == "insufficient_funds"
    with pytest.raises(stripe.InvalidRequestError) as missing:
        intents.retrieve("pi_none")
    assert code_of(missing) == "resource_missing"


def test_events_tell_each_step_in_the_api_version(peer: Peer, intents: Any) -> None:
    intents.capture(make(intents).id)
    intents.cancel(make(intents).id)
    events = peer.state()["events"]
    assert [one["type"] for one in events] == [
        "payment_intent.created",
        "payment_intent.amount_capturable_updated",
        "charge.captured",
        "payment_intent.succeeded",
        "payment_intent.created",
        "payment_intent.amount_capturable_updated",
        "charge.expired",
        "payment_intent.canceled",
    ]
    assert {one["api_version"] for one in events} == {stripe.api_version}


def test_authorisation_ends_with_its_time(peer: Peer, intents: Any) -> None:
    intent = make(intents)
    peer.control("clock", advance_s=7 * DAY_S)
    assert intents.retrieve(intent.id).status == "canceled"
    with pytest.raises(stripe.InvalidRequestError):
        intents.capture(intent.id)


def test_authorisation_in_person_ends_after_two_days_or_five(peer: Peer, intents: Any) -> None:
    for card, days in (("pm_card_visa", 5), ("pm_card_mastercard", 2)):
        more = {"payment_method_types": ["card_present"]}
        params = {"amount": 5000, "currency": "eur", "capture_method": "manual"} | more
        intent = intents.create(params)
        peer.control("terminal/present", payment_intent=intent.id, card=card)
        shown = intents.retrieve(intent.id, {"expand": ["latest_charge"]}).to_dict()
        details = shown["latest_charge"]["payment_method_details"]["card_present"]
        assert details["capture_before"] - shown["latest_charge"]["created"] == days * DAY_S


def test_only_the_merchant_and_who_has_the_secret_get_in(peer: Peer, intents: Any) -> None:
    intent = intents.create({"amount": 100, "currency": "eur"})
    other = intents.create({"amount": 100, "currency": "eur"})
    url, form = f"{peer.url}/v1/payment_intents", {"client_secret": intent.client_secret}
    assert httpx.get(f"{url}/{intent.id}", trust_env=False).status_code == 401
    wrong = httpx.post(f"{url}/{other.id}/confirm", data=form, trust_env=False)
    assert wrong.status_code == 401
    paid = form | {"payment_method": "pm_card_visa"}
    right = httpx.post(f"{url}/{intent.id}/confirm", data=paid, trust_env=False)
    assert right.json()["status"] == "succeeded"


class Hook:
    """Receives webhooks: a server that checks each signature with Stripe's own code."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.refusing = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message.get("more_body", False)
        signature = dict(scope["headers"])[b"stripe-signature"].decode()
        event = stripe.Webhook.construct_event(body, signature, WEBHOOK_SECRET)
        self.refusing -= 1
        status = 500 if self.refusing >= 0 else 200
        if status == 200:
            self.events.append(event.type)
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
def told(hook: Hook) -> Iterator[Peer]:
    with served(hook) as url, sandbox(f"{url}/webhooks") as peer:
        yield peer


def eventually(hook: Hook, count: int) -> list[str]:
    deadline = time.monotonic() + 15
    while len(hook.events) < count and time.monotonic() < deadline:
        time.sleep(0.02)
    return hook.events


def test_webhooks_are_signed_and_repeated_until_they_are_taken(told: Peer, hook: Hook) -> None:
    hook.refusing = 1
    told.client().v1.payment_intents.create({"amount": 100, "currency": "eur"})
    assert eventually(hook, 1) == ["payment_intent.created"]
    assert told.state()["webhook_statuses"] == [500, 200]


def test_webhooks_come_twice_in_another_order_late_or_never(told: Peer, hook: Hook) -> None:
    intents = told.client().v1.payment_intents
    told.control("webhooks", hold=True)
    intents.create({"amount": 100, "currency": "eur"})
    make(intents)
    flushed = told.control("webhooks/flush", times=2, newest_first=True)
    assert flushed["statuses"] == [200] * 6
    assert hook.events[:3] == [
        "payment_intent.amount_capturable_updated",
        "payment_intent.created",
        "payment_intent.created",
    ]
    told.control("webhooks", lose=1.0)
    make(intents)
    told.control("webhooks", copies=3, shuffle=True, late_s=0.1)
    intents.create({"amount": 100, "currency": "eur"})
    assert eventually(hook, 9)[6:] == ["payment_intent.created"] * 3


def test_same_seed_makes_the_same_ids() -> None:
    ids = []
    for _ in range(2):
        with sandbox() as peer:
            ids.append(make(peer.client().v1.payment_intents).id)
    assert ids[0] == ids[1]
