"""Payments, refunds, profiles and events: in memory and in DynamoDB."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from csms import bootstrap
from csms.adapters.memory.payments import MemoryPayments, MemoryProviderEvents
from csms.errors import Overtaken
from csms.money import Money
from csms.payments.cards import AutoTopUp, PayerProfile
from csms.payments.model import Card, Payment, PaymentKind, PaymentState
from csms.payments.ports import PaymentRepository, ProviderEvents
from csms.payments.refund_model import Answer, Refund, RefundState

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Stores:
    payments: PaymentRepository
    events: ProviderEvents


@pytest.fixture(params=["memory", "dynamodb"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "memory":
        return Stores(MemoryPayments(), MemoryProviderEvents())
    request.getfixturevalue("deployment")
    return Stores(bootstrap.payments(), bootstrap.provider_events())


def a_payment(payment_id: str = "p1", look_in_s: int | None = 60, minor: int = 2500) -> Payment:
    return Payment(
        payment_id=payment_id,
        kind=PaymentKind.TOP_UP,
        asked=Money(minor, "EUR"),
        provider="stripe",
        created_at=NOW,
        changed_at=NOW,
        driver_id="driver-1",
        look_at=None if look_in_s is None else NOW + timedelta(seconds=look_in_s),
    )


def a_refund(refund_id: str = "r1") -> Refund:
    return Refund(refund_id, "p1", Money(500, "EUR"), "wish of the driver", NOW, NOW)


def test_payment_is_kept_whole(stores: Stores) -> None:
    payment = replace(
        a_payment(),
        state=PaymentState.CAPTURED,
        reference="T1#7",
        customer_id="cus_1",
        method_id="pm_1",
        save_method=True,
        return_url="https://app.example/back",
        generation=3,
        intended_at=NOW,
        replayed_fault=True,
        provider_id="pi_1",
        authorized_minor=2500,
        captured_minor=2400,
        wanted_minor=2600,
        expires_at=NOW + timedelta(days=2),
        card=Card("visa", "4242"),
        failure="card_declined",
        booked=True,
        looks=4,
    )
    assert stores.payments.add(payment) == payment
    assert stores.payments.get("p1") == payment
    assert stores.payments.get("p2") is None
    assert stores.payments.get_many(["p1", "p2", "p1"]) == {"p1": payment}


def test_plain_payment_is_kept_as_plain(stores: Stores) -> None:
    payment = a_payment(look_in_s=None)
    stores.payments.add(payment)
    assert stores.payments.get("p1") == payment


def test_id_is_used_once(stores: Stores) -> None:
    first = stores.payments.add(a_payment())
    assert stores.payments.add(a_payment(minor=1)) == first


def test_version_that_was_not_read_is_not_overwritten(stores: Stores) -> None:
    read = stores.payments.add(a_payment())
    after = stores.payments.save(replace(read, looks=1))
    assert (after.version, after.looks) == (2, 1)
    with pytest.raises(Overtaken):
        stores.payments.save(replace(read, looks=2))
    assert stores.payments.get("p1") == after


def test_unknown_payment_is_not_saved(stores: Stores) -> None:
    with pytest.raises(Overtaken):
        stores.payments.save(a_payment())


def test_due_are_those_whose_time_has_come(stores: Stores) -> None:
    for number in range(12):
        stores.payments.add(a_payment(f"p{number}", look_in_s=number * 10))
    stores.payments.add(a_payment("closed", look_in_s=None))
    found = stores.payments.due(NOW + timedelta(seconds=50), 100)
    assert sorted(found) == [f"p{number}" for number in range(6)]
    assert stores.payments.due(NOW - timedelta(seconds=1), 100) == []
    assert len(stores.payments.due(NOW + timedelta(hours=1), 4)) <= 4


def test_closed_payment_is_no_longer_due(stores: Stores) -> None:
    payment = stores.payments.add(a_payment(look_in_s=0))
    assert stores.payments.due(NOW, 10) == ["p1"]
    stores.payments.save(replace(payment, look_at=None))
    assert stores.payments.due(NOW, 10) == []


def test_refund_is_kept_with_its_payment_and_stored_once(stores: Stores) -> None:
    payment = stores.payments.add(a_payment(look_in_s=None))
    refund = replace(a_refund(), intended_at=NOW, look_at=NOW, provider_id="re_1", failure="x")
    refund = replace(refund, answer=Answer("operator-1", 2))
    assert stores.payments.add_refund(refund, payment)
    assert stores.payments.refunds("p1") == [refund]
    stored = stores.payments.get("p1")
    assert stored is not None
    assert stored.version == 2
    assert not stores.payments.add_refund(refund, stored)
    assert stores.payments.due(NOW, 10) == ["p1"]
    assert stores.payments.refunds("p2") == []


def test_refund_of_a_payment_that_changed_is_overtaken(stores: Stores) -> None:
    payment = stores.payments.add(a_payment())
    stores.payments.add_refund(a_refund("r1"), payment)
    with pytest.raises(Overtaken):
        stores.payments.add_refund(a_refund("r2"), payment)
    assert [one.refund_id for one in stores.payments.refunds("p1")] == ["r1"]


def test_refund_changes_by_version(stores: Stores) -> None:
    stores.payments.add_refund(a_refund(), stores.payments.add(a_payment()))
    [refund] = stores.payments.refunds("p1")
    after = stores.payments.save_refund(replace(refund, state=RefundState.REFUNDED, booked=True))
    assert stores.payments.refunds("p1") == [after]
    with pytest.raises(Overtaken):
        stores.payments.save_refund(refund)


def test_profile_begins_empty_and_changes_by_version(stores: Stores) -> None:
    empty = stores.payments.profile("driver-1")
    assert empty == PayerProfile("driver-1")
    order = AutoTopUp(Money(1000, "EUR"), Money(2500, "EUR"), "pm_1", NOW, False, "expired_card")
    full = replace(empty, customer_id="cus_1", auto_top_up=order, auto_count=2)
    after = stores.payments.save_profile(full)
    assert stores.payments.profile("driver-1") == after == replace(full, version=1)
    for stale in (empty, full):
        with pytest.raises(Overtaken):
            stores.payments.save_profile(stale)


def test_event_is_new_until_it_was_handed_on(stores: Stores) -> None:
    assert stores.events.note("stripe", "evt_1", NOW)
    assert stores.events.note("stripe", "evt_1", NOW)
    stores.events.handed_on("stripe", "evt_1")
    assert not stores.events.note("stripe", "evt_1", NOW)
    assert stores.events.note("other", "evt_1", NOW)
    assert stores.events.note("stripe", "evt_2", NOW)
