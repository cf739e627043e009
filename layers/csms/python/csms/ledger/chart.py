"""The chart of accounts: who may be debited below zero, who is hot, what they are called."""

SHARDS = 16


def wallet(driver_id: str) -> str:
    """A driver's prepaid money: our liability."""
    return f"wallet:{driver_id}"


def receivable(driver_id: str) -> str:
    """What a driver owes beyond the wallet."""
    return f"receivable:{driver_id}"


def revenue(site_id: str | None) -> str:
    """Net revenue from energy at a site."""
    return f"revenue:{site_id or 'network'}:energy"


def vat(vat_percent: str) -> str:
    """Value added tax owed, by rate."""
    return f"vat:{vat_percent}"


OPENING = "equity:opening"


def may_be_overdrawn(account_id: str) -> bool:
    """A wallet may not: money that is not there cannot be spent."""
    return not account_id.startswith("wallet:")


def may_be_overpaid(account_id: str) -> bool:
    """A receivable may not: who pays more than they owe has a wallet for it."""
    return not account_id.startswith("receivable:")


def is_hot(account_id: str) -> bool:
    """Accounts that every session touches; their balance is spread over shards."""
    return not account_id.startswith(("wallet:", "receivable:"))
