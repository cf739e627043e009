"""What an operation does to accounts, and what must hold before it: the rules of both adapters."""

from dataclasses import dataclass, replace

from csms.ledger import chart
from csms.ledger.holds import Ending, Hold
from csms.ledger.model import Transfer


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What is added to available and held of one account. Minor units.

    `empties`: nothing is available after it. Without an amount it is only a condition.
    """

    account_id: str
    currency: str
    available_minor: int
    held_minor: int = 0
    empties: bool = False

    @property
    def least_available(self) -> int | None:
        """What must be available before; None where that does not matter."""
        bounded = not chart.may_be_overdrawn(self.account_id)
        return -self.available_minor if bounded and self.available_minor < 0 else None

    @property
    def most_available(self) -> int | None:
        """What may be available before, at the most: nobody pays back more than they owe."""
        repaid = self.available_minor > 0 and not chart.may_be_overpaid(self.account_id)
        return -self.available_minor if repaid or self.empties else None

    @property
    def moves(self) -> bool:
        """Whether any money moves."""
        return bool(self.available_minor or self.held_minor)


def of_posting(transfer: Transfer | None, end: Ending | None = None) -> list[AccountChange]:
    """The legs of a transfer, and the money of a hold that ends with it, account by account."""
    changes = _of_legs(transfer) if transfer else {}
    if end is not None and not end.never_placed:
        hold = end.before
        paid = changes.get(hold.account_id, AccountChange(hold.account_id, hold.currency, 0))
        changes[hold.account_id] = replace(
            paid,
            available_minor=paid.available_minor + hold.minor,
            held_minor=-hold.minor,
        )
    return list(_with_debts(changes).values())


def of_hold(hold: Hold, minor: int) -> AccountChange:
    """`minor` more are held."""
    return AccountChange(hold.account_id, hold.currency, -minor, minor)


def _of_legs(transfer: Transfer) -> dict[str, AccountChange]:
    return {
        leg.account_id: AccountChange(leg.account_id, transfer.currency, leg.minor)
        for leg in transfer.legs
    }


def _with_debts(changes: dict[str, AccountChange]) -> dict[str, AccountChange]:
    """Nobody owes while the wallet has money: a debt takes all that is available."""
    found = dict(changes)
    for one in changes.values():
        wallet = chart.payer_of_debt(one.account_id) if one.available_minor < 0 else None
        if wallet is not None:
            known = found.get(wallet, AccountChange(wallet, one.currency, 0))
            found[wallet] = replace(known, empties=True)
    return found
