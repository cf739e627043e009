"""Who pays a session: what is held for it, then what else the wallet has; the rest is owed."""

from dataclasses import dataclass
from datetime import datetime

from csms.ledger import chart
from csms.ledger.holds import Ending, Hold, closed, ending
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.money import Money


def hold_id(session_id: str) -> str:
    """The hold of a session: one, for ever."""
    return f"hld:{session_id}"


@dataclass(frozen=True, slots=True)
class Means:
    """What a driver had for a session, as it was read."""

    session_id: str
    driver_id: str
    currency: str
    hold: Hold | None
    available_minor: int

    @property
    def most_minor(self) -> int:
        """Hold and available together: the wallet never goes below zero."""
        held, wallet = self.hold, chart.wallet(self.driver_id)
        counts = held is not None and held.pending and held.account_id == wallet
        own = held.minor if held and counts and held.currency == self.currency else 0
        return own + self.available_minor


def means_of(
    session_id: str,
    driver_id: str,
    currency: str,
    ledger: LedgerRepository,
    holds: HoldRepository,
) -> Means:
    """Two consistent reads. What changes after them makes the posting a Conflict."""
    hold = holds.hold(hold_id(session_id))
    wallet = ledger.balances(chart.wallet(driver_id))
    available = wallet.available_minor if wallet and wallet.currency == currency else 0
    return Means(session_id, driver_id, currency, hold, available)


def legs_of_payment(gross: Money, means: Means) -> tuple[Leg, ...]:
    """The wallet pays what it can, the receivable bears the rest. Legs of 0 are left out."""
    taken = min(gross.minor, means.most_minor)
    legs = (
        Leg(chart.wallet(means.driver_id), -taken),
        Leg(chart.receivable(means.driver_id), taken - gross.minor),
    )
    return tuple(leg for leg in legs if leg.minor)


def end_of_hold(means: Means, transfer: Transfer | None, at: datetime) -> Ending | None:
    """What becomes of the session's hold; None if it ended before.

    Where there is none, its id is closed: a stop that is told late holds nothing any more.
    """
    hold = means.hold
    if hold is None:
        wallet = chart.wallet(means.driver_id)
        return closed(hold_id(means.session_id), wallet, means.currency, means.session_id, at)
    return ending(hold, transfer, at) if hold.pending else None
