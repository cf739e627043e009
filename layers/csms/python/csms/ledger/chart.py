"""The chart of accounts: who may be debited below zero, who is hot, what they are called."""

import re
from enum import StrEnum

SHARDS = 16
# The "provider" of terminals that stations settle themselves: their acquirers pay it out.
AT_STATIONS = "at_stations"


def wallet(driver_id: str) -> str:
    """A driver's prepaid money: our liability."""
    return f"wallet:{driver_id}"


def receivable(driver_id: str) -> str:
    """What a driver owes beyond the wallet."""
    return f"receivable:{driver_id}"


class Component(StrEnum):
    """What revenue is for."""

    ENERGY = "energy"
    TIME = "time"
    IDLE = "idle"
    FEE = "fee"


# By what a line of a cost is for; all else is a fee.
_COMPONENTS = {
    "energy": Component.ENERGY,
    "charging_time": Component.TIME,
    "parking_time": Component.IDLE,
}


def component_of(item: str) -> Component:
    """The component that a line of a cost is revenue of."""
    return _COMPONENTS.get(item, Component.FEE)


def revenue(site_id: str | None, currency: str, component: Component = Component.ENERGY) -> str:
    """Net revenue of a site."""
    return f"revenue:{site_id or 'network'}:{component}:{currency}"


def vat(vat_percent: str, currency: str) -> str:
    """Value added tax owed, by rate."""
    return f"vat:{vat_percent}:{currency}"


def psp_clearing(provider: str, currency: str) -> str:
    """What a payment provider has taken in for us and not paid out yet (negative: it owes us)."""
    return f"psp_clearing:{provider}:{currency}"


def is_clearing(account_id: str) -> bool:
    """Whether it is what a payment provider has of ours."""
    return account_id.startswith("psp_clearing:")


def bank(provider: str, currency: str) -> str:
    """What a payment provider has paid out to our bank (negative: we have it)."""
    return f"bank:{provider}:{currency}"


def write_offs(currency: str) -> str:
    """What drivers owed and will not pay, and what a card did not cover."""
    return f"expense:write_offs:{currency}"


def goodwill(currency: str) -> str:
    """What drivers were given for nothing."""
    return f"expense:goodwill:{currency}"


def psp_fees(currency: str) -> str:
    """What payment providers keep for themselves."""
    return f"expense:psp_fees:{currency}"


def disputes(provider: str, currency: str) -> str:
    """What customers' banks have taken back of a provider's payments (negative: it is gone)."""
    return f"disputes:{provider}:{currency}"


def overpaid(currency: str) -> str:
    """What stations' terminals took beyond what was due, until it is given back: our liability."""
    return f"overpaid:{AT_STATIONS}:{currency}"


def is_overpaid(account_id: str) -> bool:
    """Whether it holds what was taken beyond a price: nothing that is earned."""
    return account_id.startswith("overpaid:")


def opening(currency: str) -> str:
    """The other side of opening balances."""
    return f"equity:opening:{currency}"


def bears(account_id: str, currency: str) -> bool:
    """Whether money of a currency belongs there: an account that all share names its own.

    A driver's accounts do not; theirs is fixed by the first transfer.
    """
    return not is_hot(account_id) or account_id.endswith(f":{currency}")


def may_be_overdrawn(account_id: str) -> bool:
    """A wallet may not: money that is not there cannot be spent."""
    return not account_id.startswith("wallet:")


def may_be_overpaid(account_id: str) -> bool:
    """A receivable may not: who pays more than they owe has a wallet for it."""
    return not account_id.startswith("receivable:")


def payer_of_debt(account_id: str) -> str | None:
    """The wallet that has to be empty before its driver owes anything."""
    kind, _, driver_id = account_id.partition(":")
    return wallet(driver_id) if kind == "receivable" else None


def is_hot(account_id: str) -> bool:
    """Accounts that every session touches; their balance is spread over shards."""
    return not account_id.startswith(("wallet:", "receivable:"))


def is_revenue(account_id: str) -> bool:
    """Whether it is net revenue."""
    return account_id.startswith("revenue:")


def is_vat(account_id: str) -> bool:
    """Whether it is tax that is owed."""
    return account_id.startswith("vat:")


def is_income(account_id: str) -> bool:
    """Whether it is revenue, or the tax on it."""
    return is_revenue(account_id) or is_vat(account_id)


_REVENUE = re.compile(rf"revenue:(?P<site>.*):(?:{'|'.join(Component)})(?::[A-Z]{{3}})?")


def site_of_revenue(account_id: str) -> str | None:
    """The site of an account of revenue; None of any other, and of the network's own."""
    found = _REVENUE.fullmatch(account_id)
    site_id = found["site"] if found else None
    return None if site_id == "network" else site_id
