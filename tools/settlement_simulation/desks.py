"""Operators who order money: write-offs, credits and refunds, above a limit by two persons."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from csms.ledger import chart
from csms.money import Money
from csms.money_orders.model import MoneyOrder, OrderKind, Proposal, Ruling
from csms.money_orders.ordering import approve, propose, reject
from settlement_simulation import network
from settlement_simulation.workflow import TaskFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from random import Random

    from settlement_simulation.surroundings import Surroundings

AUTHOR, SECOND = "anna", "ben"
KINDS = (OrderKind.WRITE_OFF, OrderKind.WRITE_OFF, OrderKind.CREDIT, OrderKind.REFUND)
ORDERS, A_DAY_S = 6, 8 * 3600
LIMIT_MINOR = 300
AMOUNTS_MINOR = [100, 250, 400, 900]
ATTEMPTS, PAUSE_S = 12, 20.0
GIVEN_UP = {"Unauthorized", "Conflict", "NotFound", "Rejected"}


@dataclass(slots=True)
class Wanted:
    """What a person ordered. `approved`: that the other one has said yes."""

    order_id: str
    kind: OrderKind
    target_id: str
    minor: int
    approved: bool = False

    @property
    def needs_second(self) -> bool:
        """By the limit of the world."""
        return self.minor > LIMIT_MINOR


@dataclass(slots=True)
class Desks:
    """What operators do at the API; they ask again until they have an answer."""

    around: Surroundings
    top_ups: list[str]
    orders: dict[str, Wanted] = field(default_factory=dict)

    def plan(self, random: Random) -> None:
        """Some orders over the day."""
        for number in range(ORDERS):
            at = random.uniform(600, A_DAY_S)
            order_id, kind = f"order-{number}", random.choice(KINDS)
            drivers = network.driver_ids()
            target = random.choice(self.top_ups if kind is OrderKind.REFUND else drivers)
            wanted = Wanted(order_id, kind, target, random.choice(AMOUNTS_MINOR))
            second = random.choice([self._approved, self._approved, self._rejected])
            asks = random.uniform(5, 60)
            self._later(at, wanted, partial(self._proposed, wanted, 1))
            by = SECOND if number % 3 else AUTHOR  # some would approve what is their own
            for later in (asks, asks + random.uniform(0, 20)):  # two clicks
                self._later(at + later, wanted, partial(second, by, wanted, 1))

    def ask_again(self) -> None:
        """What the provider had not answered is asked once more, as it was asked before."""
        for wanted in self.orders.values():
            order = self.around.stores.money_orders.get(wanted.order_id)
            if order is not None and order.state == "under_way":
                self._proposed(wanted, ATTEMPTS)

    def _later(self, seconds: float, wanted: Wanted, act: Callable[[], None]) -> None:
        self.around.agenda.after(seconds, "money order", wanted.order_id, act)

    def _proposed(self, wanted: Wanted, attempt: int) -> None:
        if wanted.order_id not in self.orders:
            if wanted.kind is OrderKind.WRITE_OFF:
                wanted.minor = self._owed(wanted) or wanted.minor
            self.orders[wanted.order_id] = wanted
        proposal = Proposal(
            wanted.order_id,
            wanted.kind,
            wanted.target_id,
            Money(wanted.minor, network.CURRENCY),
            "asked for",
            AUTHOR,
            self.around.agenda.now,
            wanted.needs_second,
        )
        needs = self.around.deployment
        self._asked(wanted, attempt, lambda: propose(proposal, needs.money_desk()), self._proposed)

    def _approved(self, by: str, wanted: Wanted, attempt: int) -> None:
        ruling, desk = Ruling(True, by, self._now), self.around.deployment.money_desk()
        wanted.approved = wanted.approved or by == SECOND
        again = partial(self._approved, by)
        self._ruled(wanted, attempt, lambda: approve(wanted.order_id, ruling, desk), again)

    def _rejected(self, by: str, wanted: Wanted, attempt: int) -> None:
        ruling, desk = Ruling(False, by, self._now), self.around.deployment.money_desk()
        again = partial(self._rejected, by)
        self._ruled(wanted, attempt, lambda: reject(wanted.order_id, ruling, desk), again)

    def _ruled(
        self,
        wanted: Wanted,
        attempt: int,
        act: Callable[[], MoneyOrder],
        again: Callable[[Wanted, int], None],
    ) -> None:
        if wanted.order_id in self.orders and wanted.needs_second:
            self._asked(wanted, attempt, act, again)

    @property
    def _now(self) -> datetime:
        return self.around.agenda.now

    def _asked(
        self,
        wanted: Wanted,
        attempt: int,
        act: Callable[[], MoneyOrder],
        again: Callable[[Wanted, int], None],
    ) -> None:
        around = self.around
        try:
            order = around.functions.call(act)
        except TaskFailed as failed:
            around.say(wanted.order_id, f"order failed: {failed.name}")
            if failed.name not in GIVEN_UP and attempt < ATTEMPTS:
                self._later(PAUSE_S, wanted, lambda: again(wanted, attempt + 1))
            return
        around.say(wanted.order_id, f"{wanted.kind} of {wanted.minor}: {order.state}")

    def _owed(self, wanted: Wanted) -> int:
        account = chart.receivable(wanted.target_id)
        known = self.around.stores.books.accounts.get(account)
        return -known.posted_minor if known else 0
