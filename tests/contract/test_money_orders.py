"""Facts of money orders: the first one of each kind stays."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from tests.builders import minutes
from tests.contract.paging import all_pages

from csms import bootstrap
from csms.adapters.memory.money_orders import MemoryMoneyOrders
from csms.errors import NotFound
from csms.money import Money
from csms.money_orders.model import End, MoneyOrder, OrderKind, OrderState, Proposal, Ruling
from csms.money_orders.ports import MoneyOrderRepository


@pytest.fixture(params=["memory", "dynamodb"])
def orders(request: pytest.FixtureRequest) -> MoneyOrderRepository:
    if request.param == "memory":
        return MemoryMoneyOrders()
    request.getfixturevalue("deployment")
    return bootstrap.money_orders()


def a_proposal(number: int = 0) -> Proposal:
    amount = Money(500, "EUR")
    at, rate = minutes(number), Decimal("7.70") if number % 2 else None
    kind = OrderKind.CHARGE if rate else OrderKind.CREDIT
    made = Proposal(f"order-{number}", kind, "some-1", amount, "because", "me", at, True, rate)
    return replace(made, answers=2 if rate else None)


RULING = Ruling(True, "you", minutes(50), "fine")
END = End(minutes(60), "mno:order-0")


def test_each_fact_is_set_once(orders: MoneyOrderRepository) -> None:
    proposal = a_proposal()
    assert orders.get(proposal.order_id) is None
    assert orders.propose(proposal) == MoneyOrder(proposal)
    assert orders.propose(replace(proposal, by="somebody else")) == MoneyOrder(proposal)
    assert orders.rule("order-0", RULING) == MoneyOrder(proposal, RULING)
    assert orders.rule("order-0", replace(RULING, approved=False)).ruling == RULING
    assert orders.conclude("order-0", END) == MoneyOrder(proposal, RULING, END)
    assert orders.conclude("order-0", End(minutes(70), failure="late")).end == END
    assert orders.get("order-0") == MoneyOrder(proposal, RULING, END)


def test_a_failure_gives_way_where_money_has_moved_all_the_same(
    orders: MoneyOrderRepository,
) -> None:
    """Two who carry it out at once find different debts: one posts what the other refused."""
    proposal = orders.propose(a_proposal(0)).proposal
    failed = End(minutes(60), failure="nothing is owed")
    assert orders.conclude(proposal.order_id, failed).end == failed
    assert orders.conclude(proposal.order_id, replace(failed, at=minutes(61))).end == failed
    assert orders.conclude(proposal.order_id, END).end == END
    assert orders.conclude(proposal.order_id, failed).end == END


def test_nothing_is_ruled_that_was_not_proposed(orders: MoneyOrderRepository) -> None:
    with pytest.raises(NotFound):
        orders.rule("nobody's", RULING)
    with pytest.raises(NotFound):
        orders.conclude("nobody's", END)
    assert orders.get("nobody's") is None


def test_orders_are_listed_newest_first(orders: MoneyOrderRepository) -> None:
    for number in range(5):
        for _ in range(2):
            assert orders.propose(a_proposal(number)).proposal == a_proposal(number)
    orders.rule("order-3", replace(RULING, approved=False, reason=None))
    shown = all_pages(partial(orders.page), 2)
    assert [one.proposal.order_id for one in shown] == [f"order-{n}" for n in range(4, -1, -1)]
    assert shown[1].state is OrderState.REJECTED
    assert {one.state for one in (shown[0], *shown[2:])} == {OrderState.AWAITING_APPROVAL}
