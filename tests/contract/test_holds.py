"""Holds: as far as money is available, resolved once, the same event the same answer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.builders import a_hold, a_transfer, minutes
from tests.contract.paging import all_pages

from csms.errors import Conflict, Rejected
from csms.ledger import chart
from csms.ledger.holds import Ending, Hold, HoldState, closed, ending
from csms.ledger.model import Balances, Transfer

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

WALLET, OTHER = chart.wallet("driver-1"), chart.wallet("driver-2")
REVENUE = chart.revenue("site-1", "EUR")
LATER = minutes(90)


def fund(ports: Ports, minor: int = 1000, account_id: str = WALLET) -> None:
    legs = (account_id, minor), (chart.opening("EUR"), -minor)
    assert ports.ledger.post(a_transfer(f"fund {account_id}", *legs))


def wallet(ports: Ports, account_id: str = WALLET) -> tuple[int, int, int]:
    """Posted, held, available."""
    found = ports.ledger.balances(account_id)
    assert found is not None
    return found.posted_minor, found.held_minor, found.available_minor


def placed(ports: Ports) -> Hold:
    fund(ports)
    return ports.holds.place(a_hold(400))


def a_charge(minor: int, transfer_id: str = "chg:1", account_id: str = WALLET) -> Transfer:
    return a_transfer(transfer_id, (account_id, -minor), (REVENUE, minor))


def given_back(hold: Hold, state: HoldState = HoldState.VOIDED, minute: float = 60) -> Ending:
    return Ending(hold, hold.resolved(state, minutes(minute)))


def test_a_hold_moves_money_from_available_to_held(ports: Ports) -> None:
    hold = placed(ports)
    assert wallet(ports) == (1000, 400, 600)
    assert ports.holds.hold("hld:1") == hold
    assert ports.ledger.balances(WALLET) == Balances(WALLET, "EUR", 600, 400)
    assert len(ports.ledger.entries(WALLET, 10, None)[0]) == 1


def test_the_same_hold_again_is_the_same(ports: Ports) -> None:
    hold = placed(ports)
    for minute in (0, 1):
        assert ports.holds.place(a_hold(400, minute=minute)) == hold
    assert wallet(ports) == (1000, 400, 600)


def test_the_same_id_with_another_amount_is_a_conflict(ports: Ports) -> None:
    placed(ports)
    for other in (a_hold(401), a_hold(400, account_id=OTHER), a_hold(400, currency="USD")):
        with pytest.raises(Conflict):
            ports.holds.place(other)
    assert wallet(ports) == (1000, 400, 600)


def test_all_that_is_available_can_be_held_but_no_cent_more(ports: Ports) -> None:
    fund(ports)
    with pytest.raises(Conflict):
        ports.holds.place(a_hold(1001))
    assert ports.holds.hold("hld:1") is None
    ports.holds.place(a_hold(600))
    with pytest.raises(Conflict):
        ports.holds.place(a_hold(401, hold_id="hld:2"))
    ports.holds.place(a_hold(400, hold_id="hld:2"))
    assert wallet(ports) == (1000, 1000, 0)


def test_nothing_is_held_on_an_account_without_money(ports: Ports) -> None:
    with pytest.raises(Conflict):
        ports.holds.place(a_hold(1))
    assert ports.holds.holds_of(WALLET, 10, None) == ([], None)


def test_another_currency_cannot_be_held(ports: Ports) -> None:
    fund(ports)
    with pytest.raises(Conflict):
        ports.holds.place(a_hold(1, currency="USD"))


def test_held_money_cannot_be_spent(ports: Ports) -> None:
    placed(ports)
    with pytest.raises(Conflict):
        ports.ledger.post(a_transfer("T1", (WALLET, -601), (REVENUE, 601)))
    assert ports.ledger.post(a_transfer("T1", (WALLET, -600), (REVENUE, 600)))
    assert wallet(ports) == (400, 400, 0)


@pytest.mark.parametrize("minor", [0, -5])
def test_a_hold_of_nothing_is_refused(minor: int) -> None:
    with pytest.raises(Rejected):
        a_hold(minor)


def test_a_spread_account_cannot_be_held_on() -> None:
    with pytest.raises(Rejected):
        a_hold(5, account_id=REVENUE)


def test_an_extension_holds_the_difference(ports: Ports) -> None:
    hold = placed(ports)
    more = ports.holds.extend(hold, 700, LATER)
    assert (more.minor, more.placed_minor, more.expires_at) == (700, 400, LATER)
    assert ports.holds.hold("hld:1") == more
    assert wallet(ports) == (1000, 700, 300)


def test_the_same_extension_again_changes_nothing(ports: Ports) -> None:
    hold = placed(ports)
    more = ports.holds.extend(hold, 700, LATER)
    assert ports.holds.extend(hold, 700, LATER) == more
    assert wallet(ports) == (1000, 700, 300)


def test_an_extension_rests_on_what_was_read(ports: Ports) -> None:
    hold = placed(ports)
    ports.holds.extend(hold, 500, LATER)
    with pytest.raises(Conflict):
        ports.holds.extend(hold, 600, LATER)
    assert wallet(ports) == (1000, 500, 500)


def test_an_extension_needs_the_money(ports: Ports) -> None:
    hold = placed(ports)
    with pytest.raises(Conflict):
        ports.holds.extend(hold, 1001, LATER)
    assert ports.holds.hold("hld:1") == hold
    assert ports.holds.extend(hold, 1000, LATER).minor == 1000
    assert wallet(ports) == (1000, 1000, 0)


@pytest.mark.parametrize("minor", [400, 399])
def test_an_extension_is_more(ports: Ports, minor: int) -> None:
    hold = placed(ports)
    with pytest.raises(Rejected):
        ports.holds.extend(hold, minor, LATER)


@pytest.mark.parametrize("state", [HoldState.VOIDED, HoldState.EXPIRED])
def test_a_resolved_hold_is_not_extended(ports: Ports, state: HoldState) -> None:
    hold = placed(ports)
    assert ports.holds.release(given_back(hold, state))
    with pytest.raises(Conflict):
        ports.holds.extend(hold, 700, LATER)
    assert wallet(ports) == (1000, 0, 1000)


@pytest.mark.parametrize(("cost", "left"), [(250, 750), (400, 600), (1000, 0)])
def test_a_posting_takes_from_the_hold_and_the_rest_returns(
    ports: Ports, cost: int, left: int
) -> None:
    hold = placed(ports)
    transfer = a_charge(cost)
    assert ports.ledger.post(transfer, ending(hold, transfer, LATER))
    assert wallet(ports) == (left, 0, left)
    after = ports.holds.hold("hld:1")
    assert after == hold.resolved(HoldState.POSTED, LATER, "chg:1")


def test_a_posting_takes_no_more_than_hold_and_available(ports: Ports) -> None:
    hold = placed(ports)
    ports.holds.place(a_hold(500, hold_id="hld:2"))
    transfer = a_charge(501)
    with pytest.raises(Conflict):
        ports.ledger.post(transfer, ending(hold, transfer, LATER))
    transfer = a_charge(500)
    assert ports.ledger.post(transfer, ending(hold, transfer, LATER))
    assert wallet(ports) == (500, 500, 0)


def test_a_hold_is_posted_once(ports: Ports) -> None:
    hold = placed(ports)
    transfer = a_charge(250)
    assert ports.ledger.post(transfer, ending(hold, transfer, LATER))
    assert not ports.ledger.post(transfer, ending(hold, transfer, LATER))
    other = a_charge(250, "chg:2")
    with pytest.raises(Conflict):
        ports.ledger.post(other, ending(hold, other, LATER))
    with pytest.raises(Conflict):
        ports.holds.release(given_back(hold))
    assert wallet(ports) == (750, 0, 750)


def test_a_posting_rests_on_the_amount_that_was_read(ports: Ports) -> None:
    hold = placed(ports)
    ports.holds.extend(hold, 700, LATER)
    transfer = a_charge(250)
    with pytest.raises(Conflict):
        ports.ledger.post(transfer, ending(hold, transfer, LATER))
    assert wallet(ports) == (1000, 700, 300)


def test_a_hold_may_end_with_a_transfer_of_another_account(ports: Ports) -> None:
    hold = placed(ports)
    fund(ports, 500, OTHER)
    transfer = a_charge(250, account_id=OTHER)
    assert ports.ledger.post(transfer, ending(hold, transfer, LATER))
    assert (wallet(ports), wallet(ports, OTHER)) == ((1000, 0, 1000), (250, 0, 250))
    after = ports.holds.hold("hld:1")
    assert after is not None
    assert after.state is HoldState.VOIDED


def test_a_voided_hold_gives_all_back_once(ports: Ports) -> None:
    hold = placed(ports)
    assert ports.holds.release(given_back(hold))
    assert not ports.holds.release(given_back(hold))
    assert wallet(ports) == (1000, 0, 1000)
    assert ports.holds.place(a_hold(400)).state is HoldState.VOIDED
    assert wallet(ports) == (1000, 0, 1000)


def test_a_release_rests_on_the_amount_that_was_read(ports: Ports) -> None:
    hold = placed(ports)
    ports.holds.extend(hold, 700, LATER)
    with pytest.raises(Conflict):
        ports.holds.release(given_back(hold))
    assert wallet(ports) == (1000, 700, 300)


def test_a_hold_expires_when_its_time_is_over_and_not_before(ports: Ports) -> None:
    hold = placed(ports)
    with pytest.raises(Conflict):
        ports.holds.release(given_back(hold, HoldState.EXPIRED, minute=59))
    assert ports.holds.release(given_back(hold, HoldState.EXPIRED, minute=60))
    assert wallet(ports) == (1000, 0, 1000)


def test_an_extension_of_the_time_keeps_a_hold_from_expiring(ports: Ports) -> None:
    hold = placed(ports)
    more = ports.holds.extend(hold, 500, LATER)
    with pytest.raises(Conflict):
        ports.holds.release(given_back(replace(more, expires_at=minutes(60)), HoldState.EXPIRED))
    assert wallet(ports) == (1000, 500, 500)


def test_the_id_of_a_hold_that_was_never_placed_can_be_closed(ports: Ports) -> None:
    fund(ports)
    transfer = a_charge(250)
    end = closed("hld:1", WALLET, "EUR", "session-1", LATER)
    assert ports.ledger.post(transfer, end)
    with pytest.raises(Conflict):
        ports.holds.place(a_hold(400))
    assert wallet(ports) == (750, 0, 750)
    assert ports.holds.holds_of(WALLET, 10, None) == ([], None)


def test_a_hold_that_was_placed_meanwhile_is_not_closed_unseen(ports: Ports) -> None:
    placed(ports)
    transfer = a_charge(250)
    with pytest.raises(Conflict):
        ports.ledger.post(transfer, closed("hld:1", WALLET, "EUR", "session-1", LATER))
    assert wallet(ports) == (1000, 400, 600)
    assert ports.ledger.transfer("chg:1") is None


def test_unknown_hold_is_none(ports: Ports) -> None:
    assert ports.holds.hold("hld:1") is None
    with pytest.raises(Conflict):
        ports.holds.release(given_back(a_hold(400)))


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_holds_of_an_account_newest_first_over_all_pages(ports: Ports, limit: int) -> None:
    fund(ports)
    fund(ports, account_id=OTHER)
    for number in range(5):
        hold = a_hold(10 + number, hold_id=f"hld:{number}", minute=number)
        ports.holds.place(hold)
    ports.holds.place(a_hold(10, hold_id="hld:9", account_id=OTHER))
    ports.holds.release(given_back(a_hold(12, hold_id="hld:2")))
    shown = all_pages(partial(ports.holds.holds_of, WALLET), limit)
    assert [one.minor for one in shown] == [14, 13, 12, 11, 10]
    assert [one.pending for one in shown] == [True, True, False, True, True]


@pytest.mark.parametrize("limit", [3, 50])
def test_every_pending_hold_is_on_some_page(ports: Ports, limit: int) -> None:
    fund(ports)
    for number in range(12):
        ports.holds.place(a_hold(10, hold_id=f"hld:{number}", minute=number % 2))
    ports.holds.release(given_back(a_hold(10, hold_id="hld:3", minute=1)))
    found = all_pages(partial(ports.holds.pending), limit)
    assert sorted(one.hold_id for one in found) == sorted(
        f"hld:{number}" for number in range(12) if number != 3
    )


def test_pending_holds_whose_time_is_over_are_found(ports: Ports) -> None:
    fund(ports)
    for number in range(20):
        ports.holds.place(a_hold(10, hold_id=f"hld:{number}", minute=number))
    ports.holds.release(given_back(a_hold(10, hold_id="hld:3")))
    due = ports.holds.overdue(minutes(65), 100)
    assert {one.hold_id for one in due} == {f"hld:{number}" for number in (0, 1, 2, 4, 5)}
    assert ports.holds.overdue(minutes(59), 100) == []
