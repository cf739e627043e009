"""Two clicks on the same approval: what is written off is done, not refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.money_orders import MemoryMoneyOrders
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.money import Money
from csms.money_orders.carrying_out import Desk
from csms.money_orders.model import OrderKind, OrderState, Proposal, Ruling
from csms.money_orders.ordering import approve, propose
from csms.payments.books import Books
from settlement_simulation.virtual_time import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.ledger.model import Balances

DRIVER, OWED = "driver-1", 1500


class Ledger(MemoryLedger):
    """Once, something happens before what is owed is read: so far has the other click come."""

    then: Callable[[], object] | None = None

    def balances(self, account_id: str) -> Balances | None:
        then, self.then = self.then, None
        if then is not None:
            then()
        return super().balances(account_id)


def _nothing(_: Proposal) -> Any:
    raise AssertionError


def test_an_approval_that_is_clicked_twice_at_once_is_done() -> None:
    ledger = Ledger()
    debt = Leg(chart.receivable(DRIVER), -OWED), Leg(chart.goodwill("EUR"), OWED)
    ledger.post(Transfer("debt", "charge", "EUR", BEGINNING, debt, "s"))
    books = Books(ledger, MemoryHolds(ledger.books))
    orders = MemoryMoneyOrders()
    nothing: Any = _nothing
    desk = Desk(orders, books, nothing, lambda: BEGINNING, nothing, nothing, nothing)
    amount, ruling = Money(OWED, "EUR"), Ruling(approved=True, by="ben", at=BEGINNING)
    kind = OrderKind.WRITE_OFF
    propose(Proposal("o", kind, DRIVER, amount, "", "anna", BEGINNING, needs_second=True), desk)
    off = Leg(chart.receivable(DRIVER), OWED), Leg(chart.write_offs("EUR"), -OWED)
    ledger.then = lambda: ledger.post(Transfer("mno:o", "write_off", "EUR", BEGINNING, off, "o"))
    approve("o", ruling, desk)
    order = orders.get("o")
    assert order is not None
    assert order.state is OrderState.DONE
    found = ledger.balances(chart.receivable(DRIVER))
    assert found is not None
    assert found.posted_minor == 0
