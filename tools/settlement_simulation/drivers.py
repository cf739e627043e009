"""Drivers who put money on their balance, and who want some of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.money import Money
from csms.payments.model import PAID
from csms.payments.refunding import RefundWish, refund_top_up
from csms.payments.top_up import TopUpWish, top_up
from settlement_simulation import network
from settlement_simulation.provider import REFUSED_CARD, UNFINISHED_CARD
from settlement_simulation.workflow import TaskFailed

if TYPE_CHECKING:
    from settlement_simulation.surroundings import Surroundings

CARDS = ["pm_visa"] * 6 + [UNFINISHED_CARD, REFUSED_CARD]
AMOUNTS_MINOR = [500, 1000, 2500, 6000]
ATTEMPTS = 8
A_DAY_S = 8 * 3600


class Drivers:
    """What drivers ask of us. `topped_up` are the ids of what they began."""

    def __init__(self, around: Surroundings) -> None:
        """Nobody has asked for anything."""
        self._around = around
        self.topped_up: list[str] = []

    def plan(self, count: int) -> None:
        """So many top-ups over the day, the first ones early; some are wanted back."""
        random = self._around.chance.random
        for number in range(count):
            driver_id = random.choice(network.driver_ids())
            at = random.uniform(0, 600 if number < count // 2 else A_DAY_S)
            wish = TopUpWish(
                payment_id=f"top-up-{number}",
                driver_id=driver_id,
                customer_id=f"cus_{driver_id}",
                amount=Money(random.choice(AMOUNTS_MINOR), network.CURRENCY),
                method_id=random.choice(CARDS),
            )
            self.topped_up.append(wish.payment_id)
            self._later(at, wish.payment_id, lambda wish=wish: self._top_up(wish, 1))
            if random.random() < 0.2:
                back = RefundWish(
                    f"refund-{number}", wish.payment_id, Money(300, network.CURRENCY), "asked for"
                )
                later = at + random.uniform(60, 7200)
                self._later(later, wish.payment_id, lambda back=back: self._refund(back, 1))

    def _later(self, seconds: float, about: str, act: object) -> None:
        self._around.agenda.after(seconds, "driver", about, act)  # type: ignore[arg-type]

    def _top_up(self, wish: TopUpWish, attempt: int) -> None:
        """As `POST /me/top-ups` does; an app that gets no answer asks again."""
        around = self._around

        def ask() -> bool:
            asked = top_up(wish, around.deployment.paying())
            if asked.payment.state in PAID and not asked.payment.booked:
                around.deployment.payment_checks().request(wish.payment_id)
            return asked.payment.state in PAID

        try:
            paid = around.functions.call(ask)
        except TaskFailed:
            if attempt < ATTEMPTS:
                self._later(20.0, wish.payment_id, lambda: self._top_up(wish, attempt + 1))
            return
        around.say(wish.payment_id, f"top-up of {wish.amount.minor}: paid {paid}")
        if wish.method_id == UNFINISHED_CARD:
            self._later(90.0, wish.payment_id, lambda: self._finish(wish.payment_id))

    def _finish(self, payment_id: str) -> None:
        """The driver pays on the provider's own page."""
        for record in list(self._around.provider.records.values()):
            if record.payment_id == payment_id:
                self._around.provider.customer_pays(record)

    def _refund(self, wish: RefundWish, attempt: int) -> None:
        around = self._around
        needs = around.deployment
        try:
            around.functions.call(lambda: refund_top_up(wish, needs.paying(), needs.books()))
        except TaskFailed as failed:
            if failed.name not in {"Conflict", "NotFound"} and attempt < ATTEMPTS:
                self._later(30.0, wish.payment_id, lambda: self._refund(wish, attempt + 1))
