"""Any number of callers at once charge a driver's card once, and one that dies leaves no gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.payments import MemoryPayments
from csms.ledger import chart
from csms.ledger.topping_up import TopUp, post_top_up
from csms.money import Money
from csms.payments.asking import Paying
from csms.payments.auto_top_up import top_up_if_low
from csms.payments.cards import AutoTopUp, PayerProfile
from settlement_simulation.chance import Chance, Fault
from settlement_simulation.provider import Provider
from settlement_simulation.virtual_time import Agenda

if TYPE_CHECKING:
    from collections.abc import Callable

DRIVER = "driver-1"


class Payments(MemoryPayments):
    """Once, something happens as soon as a number is taken."""

    then: Callable[[], None] | None = None

    def save_profile(self, profile: PayerProfile) -> PayerProfile:
        after = super().save_profile(profile)
        then, self.then = self.then, None
        if then is not None:
            then()
        return after


class Driver:
    """One who has 1.00, and wants 20.00 whenever less than 10.00 is there."""

    def __init__(self) -> None:
        agenda, self.payments, self.ledger = Agenda(), Payments(), MemoryLedger()
        chance = Chance("calm", frozenset(Fault))
        self.provider = Provider(agenda, chance, lambda _: None)
        provider: Any = self.provider
        self.paying = Paying(self.payments, provider, agenda.clock)
        source = chart.psp_clearing("stripe", "EUR")
        post_top_up(TopUp("t", DRIVER, Money(100, "EUR"), source), agenda.now, self.ledger)
        order = AutoTopUp(Money(1000, "EUR"), Money(2000, "EUR"), "pm_visa", agenda.now)
        self.payments.save_profile(PayerProfile(DRIVER, 0, "cus_1", order))

    def look(self) -> None:
        top_up_if_low(DRIVER, self.paying, self.ledger)


def test_two_at_once_charge_once() -> None:
    driver = Driver()
    driver.payments.then = driver.look
    driver.look()
    assert [one.captured_minor for one in driver.provider.records.values()] == [2000]


def test_a_number_whose_taker_died_is_used() -> None:
    def die() -> None:
        raise SystemExit

    driver = Driver()
    driver.payments.then = die
    try:
        driver.look()
    except SystemExit:
        driver.look()
    assert [one.captured_minor for one in driver.provider.records.values()] == [2000]
    assert driver.payments.profile(DRIVER).auto_count == 1
