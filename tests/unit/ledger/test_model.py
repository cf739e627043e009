import pytest
from tests.builders import a_transfer

from csms.errors import Rejected
from csms.ledger import chart
from csms.ledger.model import Balances


@pytest.mark.parametrize("legs", [(), (("wallet:1", 5),), (("wallet:1", 5), ("wallet:2", -4))])
def test_money_is_neither_made_nor_destroyed(legs: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(Rejected, match="sum to zero"):
        a_transfer("T1", *legs)


def test_a_leg_moves_money() -> None:
    with pytest.raises(Rejected, match="left out"):
        a_transfer("T1", ("wallet:1", 5), ("wallet:2", -5), ("wallet:3", 0))


def test_account_occurs_once_in_a_transfer() -> None:
    with pytest.raises(Rejected, match="occurs twice"):
        a_transfer("T1", ("wallet:1", 5), ("wallet:1", -5))


@pytest.mark.parametrize(
    "shared",
    [
        chart.revenue("site-1", "USD"), chart.vat("19", "USD"), chart.psp_clearing("stripe", "USD"),
        chart.bank("stripe", "USD"), chart.write_offs("USD"), chart.goodwill("USD"),
        chart.psp_fees("USD"), chart.opening("USD"), "revenue:site-1:energy", "vat:19",
    ],
)  # fmt: skip
def test_an_account_that_all_share_takes_its_own_currency_only(shared: str) -> None:
    with pytest.raises(Rejected, match="another currency"):
        a_transfer("T1", ("wallet:1", -5), (shared, 5))


def test_posted_is_available_and_held() -> None:
    assert Balances("wallet:1", "EUR", available_minor=70, held_minor=30).posted_minor == 100


def test_only_wallets_may_not_be_overdrawn() -> None:
    assert not chart.may_be_overdrawn(chart.wallet("1"))
    for account in (
        chart.receivable("1"),
        chart.revenue(None, "EUR"),
        chart.vat("19", "EUR"),
        chart.opening("EUR"),
    ):
        assert chart.may_be_overdrawn(account)


def test_accounts_of_one_driver_are_not_hot() -> None:
    assert not chart.is_hot(chart.wallet("1"))
    assert not chart.is_hot(chart.receivable("1"))
    assert chart.is_hot(chart.revenue("site-1", "EUR"))
    assert chart.is_hot(chart.vat("19", "EUR"))
