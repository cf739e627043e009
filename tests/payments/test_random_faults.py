"""Many payments through a provider that fails at random: nothing is lost, nothing happens twice."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.payments.conftest import SteppedClock
from tests.payments.peers import Peer

from csms.errors import Conflict, Overtaken, Unavailable
from csms.ledger import chart
from csms.money import Money
from csms.payments.asking import Paying
from csms.payments.books import Books
from csms.payments.model import FINAL, Payment, PaymentKind, PaymentState
from csms.payments.refund_model import RefundState
from csms.payments.refunding import RefundWish, refund_top_up
from csms.payments.resuming import resume
from csms.payments.saved_cards import Cards, customer_of
from csms.payments.settling import release_authorisation, settle_authorisation
from csms.payments.terminal import TerminalWish, authorise_terminal, terminal_payment_id
from csms.payments.top_up import TopUpWish, top_up

_FAULTS = ["cut_before", "cut_after", "error_before", "error_after", "rate_limited"]
_OPERATIONS = ["create", "capture", "cancel", "refund", "retrieve", "search", "list"]
_PEOPLE, _STEPS = 3, 60


class Life:
    """What happens, chosen by a seed."""

    def __init__(self, seed: int, peer: Peer, paying: Paying, books: Books) -> None:
        self.chance = random.Random(seed)
        self.peer, self.paying, self.books = peer, paying, books
        self.customer = customer_of("driver-1", Cards(paying.payments, peer.cards))
        self.ids: set[str] = set()

    def step(self, clock: SteppedClock) -> None:
        """Something; whoever is refused or has no answer does nothing about it."""
        clock.advance(seconds=self.chance.choice([1, 30, 400]))
        if self.chance.random() < 0.6:
            fault = self.chance.choice(_FAULTS)
            self.peer.fault(fault, self.chance.choice(_OPERATIONS), self.chance.randint(1, 3))
        act = self.chance.choice(
            [self.visit, self.end, self.end, self.pay, self.refund, self.sweep]
        )
        try:
            act()
        except (Conflict, Overtaken, Unavailable):
            return

    def visit(self) -> None:
        name = str(self.chance.randrange(_PEOPLE))
        self.ids.add(terminal_payment_id("T1", name))
        wish = TerminalWish("T1", name, Money(5000, "EUR"), "pm_card_visa")
        authorise_terminal(wish, self.paying)

    def end(self) -> None:
        payment_id = terminal_payment_id("T1", str(self.chance.randrange(_PEOPLE)))
        if self.paying.payments.get(payment_id) is None:
            return
        if self.chance.random() < 0.3:
            release_authorisation(payment_id, self.paying)
        else:
            due = self.chance.choice([0, 700, 4999, 5000, 6000])
            settle_authorisation(payment_id, Money(due, "EUR"), self.paying)

    def pay(self) -> None:
        payment_id = f"top-{self.chance.randrange(_PEOPLE)}"
        self.ids.add(payment_id)
        card = "pm_card_visa"
        wish = TopUpWish(payment_id, "driver-1", self.customer, Money(2000, "EUR"), card)
        top_up(wish, self.paying)

    def refund(self) -> None:
        payment_id = f"top-{self.chance.randrange(_PEOPLE)}"
        number = self.chance.randrange(4)
        if self.paying.payments.get(payment_id) is not None:
            amount = Money(500 + 300 * number, "EUR")
            wish = RefundWish(f"{payment_id}-{number}", payment_id, amount, "test")
            refund_top_up(wish, self.paying, self.books)

    def sweep(self) -> None:
        for payment_id in self.paying.payments.due(self.paying.clock(), 10):
            resume(payment_id, self.paying, self.books)

    def finish(self, clock: SteppedClock) -> None:
        """The provider is well again, and the sweeper comes by."""
        self.peer.heal()
        for _ in range(8):
            clock.advance(minutes=70)
            self.sweep()


@pytest.mark.parametrize("seed", range(12))
def test_all_ends_well(
    seed: int, peer: Peer, paying: Paying, books: Books, clock: SteppedClock
) -> None:
    life = Life(seed, peer, paying, books)
    for _ in range(_STEPS):
        life.step(clock)
    life.finish(clock)
    things = peer.state()["things"]
    intents = list(things.get("payment_intent", {}).values())
    for payment_id in life.ids:
        payment = paying.payments.get(payment_id)
        if payment is not None:
            _agrees(
                payment, [one for one in intents if one["metadata"]["payment_id"] == payment_id]
            )
    _books_agree(life, things.get("refund", {}).values())


def _agrees(payment: Payment, intents: list[dict[str, Any]]) -> None:
    """Ours and the provider's are the same; at most one of the provider's took or holds money."""
    taken = [one for one in intents if one["amount_received"]]
    held = [one for one in intents if one["status"] == "requires_capture"]
    assert len(taken) + len(held) <= 1
    assert payment.captured_minor == sum(one["amount_received"] for one in taken)
    assert payment.captured_minor <= payment.authorized_minor <= payment.asked.minor
    if payment.kind == PaymentKind.TERMINAL:
        assert (payment.state == PaymentState.AUTHORIZED) == bool(held)
        assert payment.state in FINAL | {PaymentState.AUTHORIZED}
    else:
        assert payment.state in FINAL
        assert payment.booked == bool(taken)


def _books_agree(life: Life, sent: Any) -> None:
    """The wallet has what came in less what was sent back; no hold is left."""
    payments = [life.paying.payments.get(one) for one in life.ids]
    tops = [one for one in payments if one and one.kind == PaymentKind.TOP_UP]
    refunds = [one for top in tops for one in life.paying.payments.refunds(top.payment_id)]
    back = [one.amount.minor for one in refunds if one.state == RefundState.REFUNDED]
    assert sorted(back) == sorted(one["amount"] for one in sent)
    assert all(one.booked for one in refunds)
    balances = life.books.ledger.balances(chart.wallet("driver-1"))
    available = balances.available_minor if balances else 0
    assert available == sum(one.captured_minor for one in tops) - sum(back)
    assert balances is None or balances.held_minor == 0
