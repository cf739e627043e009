"""The chart of accounts: who may be debited below zero, who is hot, what they are called."""

import re
from enum import StrEnum

SHARDS = 16


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


def revenue(site_id: str | None, component: Component = Component.ENERGY) -> str:
    """Net revenue of a site."""
    return f"revenue:{site_id or 'network'}:{component}"


def vat(vat_percent: str) -> str:
    """Value added tax owed, by rate."""
    return f"vat:{vat_percent}"


def psp_clearing(provider: str) -> str:
    """What a payment provider has taken in for us and not paid out yet (negative: it owes us)."""
    return f"psp_clearing:{provider}"


OPENING = "equity:opening"
# What drivers owed and will not pay; what was given to them for nothing.
WRITE_OFFS, GOODWILL = "expense:write_offs", "expense:goodwill"


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


_REVENUE = re.compile(rf"revenue:(?P<site>.*):(?:{'|'.join(Component)})(?::[A-Z]{{3}})?")


def site_of_revenue(account_id: str) -> str | None:
    """The site of an account of revenue; None of any other, and of the network's own."""
    found = _REVENUE.fullmatch(account_id)
    site_id = found["site"] if found else None
    return None if site_id == "network" else site_id
