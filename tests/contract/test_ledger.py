from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.builders import a_transfer
from tests.contract.paging import all_pages

from csms.errors import Conflict
from csms.ledger import chart
from csms.ledger.model import Balances

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

WALLET, OTHER = chart.wallet("driver-1"), chart.wallet("driver-2")
REVENUE = chart.revenue("site-1", "EUR")
RECEIVABLE = chart.receivable("driver-1")


def available(ports: "Ports", account_id: str) -> int | None:
    balances = ports.ledger.balances(account_id)
    return balances.available_minor if balances else None


def fund(ports: "Ports", minor: int = 1000) -> None:
    assert ports.ledger.post(a_transfer("fund", (WALLET, minor), (chart.opening("EUR"), -minor)))


def test_account_without_postings_has_no_balances(ports: "Ports") -> None:
    assert ports.ledger.balances(WALLET) is None
    assert ports.ledger.balances(REVENUE) is None
    assert ports.ledger.entries(WALLET, 10, None) == ([], None)


def test_transfer_changes_every_account_and_is_kept(ports: "Ports") -> None:
    fund(ports)
    transfer = a_transfer("T1", (WALLET, -400), (REVENUE, 340), (chart.vat("19", "EUR"), 60))
    assert ports.ledger.post(transfer)
    assert ports.ledger.transfer("T1") == transfer
    assert ports.ledger.balances(WALLET) == Balances(WALLET, "EUR", 600)
    assert available(ports, REVENUE) == 340
    assert available(ports, chart.vat("19", "EUR")) == 60
    assert available(ports, chart.opening("EUR")) == -1000


def test_unknown_transfer_is_none(ports: "Ports") -> None:
    assert ports.ledger.transfer("T1") is None


def test_repeated_transfer_posts_once(ports: "Ports") -> None:
    fund(ports)
    transfer = a_transfer("T1", (WALLET, -400), (REVENUE, 400))
    assert ports.ledger.post(transfer)
    assert not ports.ledger.post(transfer)
    assert (available(ports, WALLET), available(ports, REVENUE)) == (600, 400)
    assert len(ports.ledger.entries(WALLET, 10, None)[0]) == 2


def test_id_of_a_transfer_is_used_once_whatever_its_content(ports: "Ports") -> None:
    fund(ports)
    assert not ports.ledger.post(a_transfer("fund", (WALLET, 5), (REVENUE, -5)))
    assert available(ports, WALLET) == 1000


def test_overdrawn_wallet_is_refused_and_nothing_is_half_stored(ports: "Ports") -> None:
    fund(ports, 399)
    with pytest.raises(Conflict):
        ports.ledger.post(a_transfer("T1", (REVENUE, 400), (WALLET, -400)))
    assert (available(ports, WALLET), available(ports, REVENUE)) == (399, None)
    assert ports.ledger.transfer("T1") is None
    assert ports.ledger.entries(REVENUE, 10, None) == ([], None)
    assert len(ports.ledger.entries(WALLET, 10, None)[0]) == 1


def test_refused_transfer_may_be_posted_later(ports: "Ports") -> None:
    transfer = a_transfer("T1", (WALLET, -400), (REVENUE, 400))
    with pytest.raises(Conflict):
        ports.ledger.post(transfer)
    fund(ports)
    assert ports.ledger.post(transfer)


def test_wallet_may_be_emptied_to_the_last_cent(ports: "Ports") -> None:
    fund(ports)
    ports.ledger.post(a_transfer("T1", (WALLET, -1000), (REVENUE, 1000)))
    assert available(ports, WALLET) == 0


def test_receivable_may_go_below_zero(ports: "Ports") -> None:
    ports.ledger.post(a_transfer("T1", (RECEIVABLE, -400), (REVENUE, 400)))
    assert available(ports, RECEIVABLE) == -400


def test_nobody_pays_back_more_than_they_owe(ports: "Ports") -> None:
    with pytest.raises(Conflict):
        ports.ledger.post(a_transfer("T0", (RECEIVABLE, 1), (REVENUE, -1)))
    ports.ledger.post(a_transfer("T1", (RECEIVABLE, -400), (REVENUE, 400)))
    with pytest.raises(Conflict):
        ports.ledger.post(a_transfer("T2", (RECEIVABLE, 401), (REVENUE, -401)))
    assert ports.ledger.post(a_transfer("T2", (RECEIVABLE, 400), (REVENUE, -400)))
    assert available(ports, RECEIVABLE) == 0


@pytest.mark.parametrize("account_id", [WALLET, RECEIVABLE])
def test_other_currency_is_refused(ports: "Ports", account_id: str) -> None:
    minor = 400 if account_id == WALLET else -400
    ports.ledger.post(a_transfer("T1", (account_id, minor), (REVENUE, -minor)))
    other = a_transfer(
        "T2", (account_id, minor), (chart.revenue("us", "USD"), -minor), currency="USD"
    )
    with pytest.raises(Conflict):
        ports.ledger.post(other)
    assert available(ports, account_id) == minor
    assert available(ports, chart.revenue("us", "USD")) is None


def test_balance_of_a_hot_account_is_the_sum_of_its_legs(ports: "Ports") -> None:
    fund(ports, 100_000)
    for number in range(40):
        ports.ledger.post(a_transfer(f"T{number}", (WALLET, -number - 1), (REVENUE, number + 1)))
    assert available(ports, REVENUE) == sum(range(1, 41))
    assert available(ports, WALLET) == 100_000 - sum(range(1, 41))


@pytest.mark.parametrize("limit", [1, 4, 50])
def test_statement_is_newest_first_over_all_pages(ports: "Ports", limit: int) -> None:
    fund(ports, 100_000)
    for number in range(1, 12):
        transfer = a_transfer(
            f"T{number:02}", (WALLET, -number), (REVENUE, number), minute=1 + number // 2
        )
        ports.ledger.post(transfer)
    shown = all_pages(partial(ports.ledger.entries, WALLET), limit)
    assert [one.minor for one in shown] == [*range(-11, 0), 100_000]
    newest = shown[0]
    assert (newest.account_id, newest.transfer_id, newest.kind) == (WALLET, "T11", "test")
    assert (newest.currency, newest.reference) == ("EUR", "reference")


def test_drivers_do_not_share_a_statement(ports: "Ports") -> None:
    fund(ports)
    ports.ledger.post(a_transfer("T1", (WALLET, -100), (OTHER, 100)))
    assert [one.minor for one in ports.ledger.entries(OTHER, 10, None)[0]] == [100]


def test_nobody_owes_while_the_wallet_has_money(ports: "Ports") -> None:
    fund(ports, 300)
    for taken in (0, 299):
        legs = ((WALLET, -taken), (RECEIVABLE, taken - 400), (REVENUE, 400))
        with pytest.raises(Conflict):
            ports.ledger.post(a_transfer("T1", *(leg for leg in legs if leg[1])))
    assert ports.ledger.post(a_transfer("T1", (WALLET, -300), (RECEIVABLE, -100), (REVENUE, 400)))
    assert ports.ledger.post(a_transfer("T2", (RECEIVABLE, -50), (REVENUE, 50)))
    assert (available(ports, WALLET), available(ports, RECEIVABLE)) == (0, -150)


def test_money_in_another_currency_keeps_nobody_from_owing(ports: "Ports") -> None:
    fund(ports, 300)
    legs = (RECEIVABLE, -50), (chart.revenue("us", "USD"), 50)
    assert ports.ledger.post(a_transfer("T1", *legs, currency="USD"))
