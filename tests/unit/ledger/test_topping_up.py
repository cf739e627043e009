import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import a_transfer, minutes

from csms.adapters.memory.ledger import MemoryLedger
from csms.errors import Conflict, Rejected
from csms.ledger import chart
from csms.ledger.topping_up import TopUp, post_top_up
from csms.money import Money

WALLET, RECEIVABLE = chart.wallet("driver-1"), chart.receivable("driver-1")
SOURCE, DOLLARS = (chart.psp_clearing("sandbox", one) for one in ("EUR", "USD"))


def a_top_up(minor: int, currency: str = "EUR", top_up_id: str = "1") -> TopUp:
    return TopUp(
        top_up_id, "driver-1", Money(minor, currency), chart.psp_clearing("sandbox", currency)
    )


def owing(minor: int) -> MemoryLedger:
    ledger = MemoryLedger()
    if minor:
        ledger.post(a_transfer("debt", (RECEIVABLE, -minor), (chart.revenue(None, "EUR"), minor)))
    return ledger


def posted(ledger: MemoryLedger) -> dict[str, int]:
    accounts = (SOURCE, DOLLARS, RECEIVABLE, WALLET)
    return {one: found.posted_minor for one in accounts if (found := ledger.balances(one))}


@given(owed=st.integers(0, 500), paid=st.integers(1, 500))
def test_what_is_owed_is_paid_first_and_the_rest_is_prepaid(owed: int, paid: int) -> None:
    ledger = owing(owed)
    assert post_top_up(a_top_up(paid), minutes(1), ledger)
    after = posted(ledger)
    assert after[SOURCE] == -paid
    assert after.get(RECEIVABLE, 0) == -max(0, owed - paid)
    assert after.get(WALLET, 0) == max(0, paid - owed)


def test_the_same_money_comes_in_once() -> None:
    ledger = owing(0)
    assert post_top_up(a_top_up(100), minutes(1), ledger)
    assert not post_top_up(a_top_up(100), minutes(2), ledger)
    assert posted(ledger)[WALLET] == 100
    assert ledger.transfer("top:1") is not None


def test_money_in_another_currency_pays_no_debt() -> None:
    ledger = owing(300)
    assert post_top_up(a_top_up(100, "USD"), minutes(1), ledger)
    assert posted(ledger) == {DOLLARS: -100, RECEIVABLE: -300, WALLET: 100}


def test_a_wallet_keeps_its_currency() -> None:
    ledger = owing(0)
    post_top_up(a_top_up(100), minutes(1), ledger)
    with pytest.raises(Conflict):
        post_top_up(a_top_up(100, "USD", "2"), minutes(1), ledger)


@pytest.mark.parametrize("minor", [0, -1])
def test_a_top_up_is_more_than_nothing(minor: int) -> None:
    with pytest.raises(Rejected):
        post_top_up(a_top_up(minor), minutes(1), owing(0))
