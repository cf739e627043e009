"""Who may start on their balance: debts are paid first, and a minimum must be available."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from csms.drivers.model import Authorization, AuthorizationStatus
from csms.ledger.chart import receivable, wallet
from csms.ledger.model import Balances
from csms.money import Money, whole_units

Accounts = Mapping[str, Balances]


class AccountReader(Protocol):
    """The part of the ledger that tells what drivers have."""

    def balances_of(self, account_ids: Iterable[str]) -> dict[str, Balances]:
        """See `csms.ledger.ports.LedgerRepository`."""


@dataclass(frozen=True, slots=True)
class CreditRules:
    """What a deployment asks for. `minimum`: whole units of the currency; 0 asks for none."""

    minimum: int = 0
    debts_block: bool = True

    @property
    def ask(self) -> bool:
        """Whether anything is asked for."""
        return self.debts_block or self.minimum > 0

    def lack(self, driver_id: str, accounts: Accounts) -> "Lack | None":
        """What keeps a driver with these accounts from starting; None if nothing does."""
        owed = owed_of(accounts.get(receivable(driver_id))) if self.debts_block else None
        if owed is not None:
            return Lack(owed=owed)
        found = accounts.get(wallet(driver_id))
        if self.minimum <= 0:
            return None
        if found is None:
            return Lack()
        needed = whole_units(self.minimum, found.currency)
        available = Money(found.available_minor, found.currency)
        return Lack(available, needed) if available.minor < needed.minor else None


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a driver may not start: a debt, or too little, or no balance at all."""

    available: Money | None = None
    needed: Money | None = None
    owed: Money | None = None

    def __str__(self) -> str:
        """What is to be done about it, for whoever asks for a start."""
        if self.owed is not None:
            owed = f"{self.owed.major} {self.owed.currency}"
            return f"{owed} are owed: a top-up of the balance pays it, then start."
        if self.available is None or self.needed is None:
            return "The balance is empty: it must be topped up before charging."
        has, needs = (f"{one.major} {one.currency}" for one in (self.available, self.needed))
        return f"{has} of the balance are available, {needs} are needed to start: top it up."


@dataclass(frozen=True, slots=True)
class Credit:
    """The rules, and where it stands what drivers have."""

    rules: CreditRules
    accounts: AccountReader

    def lack_of(self, driver_id: str) -> Lack | None:
        """What keeps this driver from starting. One read, none where nothing is asked for."""
        if not self.rules.ask:
            return None
        return self.rules.lack(driver_id, self.accounts.balances_of(accounts_of(driver_id)))

    def checked(self, decision: Authorization) -> Authorization:
        """The decision on a token, with what its driver has."""
        if not decision.accepted or decision.driver_id is None:
            return decision
        if self.lack_of(decision.driver_id) is None:
            return decision
        return replace(decision, status=AuthorizationStatus.NO_CREDIT)


def accounts_of(driver_id: str) -> tuple[str, str]:
    """What is to be known of a driver."""
    return wallet(driver_id), receivable(driver_id)


def owed_of(found: Balances | None) -> Money | None:
    """What a receivable says that its driver owes; None if nothing."""
    if found is None or found.posted_minor >= 0:
        return None
    return Money(-found.posted_minor, found.currency)
