from dataclasses import replace
from datetime import timedelta

import pytest
from tests.builders import KEY, NOW, a_payer, a_settlement, a_start, a_stop, a_transfer, minutes

from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from csms.ledger import chart
from csms.ledger.holds import Ending, Hold, HoldState
from csms.ledger.sweeping import expire_overdue
from csms.money import Money
from csms.settlement.holding import HELD_FOR, hold_cost

WALLET = chart.wallet("driver-1")


class Driver:
    """A stopped session, and what its driver's wallet holds for it."""

    def __init__(self, in_wallet: int, currency: str = "EUR") -> None:
        self.ledger = MemoryLedger()
        self.holds = MemoryHolds(self.ledger.books)
        if in_wallet:
            legs = (WALLET, in_wallet), (chart.opening(currency), -in_wallet)
            self.ledger.post(a_transfer("fund", *legs, currency=currency))
        sessions = MemorySessions(lambda: NOW)
        sessions.record_start(a_start())
        sessions.record_stop(a_stop())
        found = sessions.get(KEY)
        assert found is not None
        self.session = found

    def hold(self, minor: int, session: ChargingSession | None = None) -> Hold | None:
        cost = Money(minor, "EUR")
        return hold_cost(session or self.session, cost, minutes(61), self.ledger, self.holds)

    def balances(self) -> tuple[int, int]:
        """Held, available."""
        found = self.ledger.balances(WALLET)
        return (found.held_minor, found.available_minor) if found else (0, 0)


def test_the_cost_so_far_is_held() -> None:
    driver = Driver(1000)
    hold = driver.hold(208)
    assert hold is not None
    assert (hold.hold_id, hold.minor, hold.reference) == (
        "hld:SESSION-CP1-T1",
        208,
        "SESSION-CP1-T1",
    )
    assert hold.expires_at == minutes(61) + HELD_FOR
    assert driver.balances() == (208, 792)


def test_no_more_is_held_than_the_wallet_has() -> None:
    driver = Driver(100)
    driver.hold(208)
    assert driver.balances() == (100, 0)


def test_told_again_it_is_held_once() -> None:
    driver = Driver(1000)
    first = driver.hold(208)
    assert driver.hold(208) == first
    assert driver.hold(100) == first
    assert driver.balances() == (208, 792)


def test_a_higher_cost_holds_the_difference() -> None:
    driver = Driver(300)
    driver.hold(208)
    more = driver.hold(400)
    assert more is not None
    assert more.minor == 300
    assert driver.balances() == (300, 0)


@pytest.mark.parametrize("minor", [0, 208])
def test_an_empty_wallet_holds_nothing(minor: int) -> None:
    driver = Driver(0)
    assert driver.hold(minor) is None


def test_a_free_session_holds_nothing() -> None:
    driver = Driver(1000)
    assert driver.hold(0) is None
    assert driver.balances() == (0, 1000)


def test_another_currency_is_not_held() -> None:
    driver = Driver(1000, "USD")
    assert driver.hold(208) is None
    assert driver.balances() == (0, 1000)


def test_nobody_pays_so_nothing_is_held() -> None:
    driver = Driver(1000)
    for payer in (None, a_payer(None)):
        assert driver.hold(208, replace(driver.session, payer=payer)) is None
    assert driver.balances() == (0, 1000)


def test_what_is_settled_or_reviewed_holds_nothing() -> None:
    driver = Driver(1000)
    for outcome in (SessionState.SETTLED, SessionState.REVIEW):
        over = replace(driver.session, settlement=a_settlement(outcome=outcome))
        assert driver.hold(208, over) is None
    assert driver.balances() == (0, 1000)


def test_a_hold_that_ended_is_not_begun_again() -> None:
    driver = Driver(1000)
    hold = driver.hold(208)
    assert hold is not None
    driver.holds.release(Ending(hold, hold.resolved(HoldState.VOIDED, minutes(62))))
    again = driver.hold(500)
    assert again is not None
    assert again.state is HoldState.VOIDED
    assert driver.balances() == (0, 1000)


def test_a_sweep_gives_back_what_is_overdue_once() -> None:
    driver = Driver(1000)
    driver.hold(208)
    due = minutes(61) + HELD_FOR
    assert expire_overdue(due - timedelta(seconds=1), 10, driver.holds).expired == 0
    swept = expire_overdue(due, 10, driver.holds)
    assert ([one.hold_id for one in swept.overdue], swept.expired) == (["hld:SESSION-CP1-T1"], 1)
    assert expire_overdue(due, 10, driver.holds).overdue == ()
    assert driver.balances() == (0, 1000)
