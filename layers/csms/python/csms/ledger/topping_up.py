"""A top-up: what is owed is paid first, the rest is prepaid money."""

from dataclasses import dataclass
from datetime import datetime

from csms.errors import Conflict, Rejected
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.money import Money

ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class TopUp:
    """Money that came in for a driver. `source` is the account it came from: a clearing account.

    `top_up_id` is the provider's; the transfer is `top:<top_up_id>`.
    """

    top_up_id: str
    driver_id: str
    paid: Money
    source: str

    @property
    def transfer_id(self) -> str:
        """Derived from the provider's id, so that the same money comes in once."""
        return f"top:{self.top_up_id}"


def post_top_up(top_up: TopUp, now: datetime, ledger: LedgerRepository) -> bool:
    """Post it; False if it was posted before.

    What is owed may change between reading and posting: it is decided anew. Conflict if that goes
    on, or if the wallet has another currency.
    """
    for _attempt in range(ATTEMPTS - 1):
        try:
            return ledger.post(_transfer(top_up, now, ledger))
        except Conflict:
            continue
    return ledger.post(_transfer(top_up, now, ledger))


def legs_of_top_up(top_up: TopUp, owed_minor: int) -> tuple[Leg, ...]:
    """The receivable is paid first, as far as the money goes."""
    paid = top_up.paid.minor
    if paid <= 0:
        raise Rejected(f"top-up {top_up.top_up_id}: the amount must be positive")
    back = min(paid, owed_minor)
    legs = (
        Leg(top_up.source, -paid),
        Leg(chart.receivable(top_up.driver_id), back),
        Leg(chart.wallet(top_up.driver_id), paid - back),
    )
    return tuple(leg for leg in legs if leg.minor)


def _transfer(top_up: TopUp, now: datetime, ledger: LedgerRepository) -> Transfer:
    owed = ledger.balances(chart.receivable(top_up.driver_id))
    owed_minor = -owed.posted_minor if owed and owed.currency == top_up.paid.currency else 0
    return Transfer(
        transfer_id=top_up.transfer_id,
        kind="top_up",
        currency=top_up.paid.currency,
        posted_at=now,
        legs=legs_of_top_up(top_up, owed_minor),
        reference=top_up.top_up_id,
    )
