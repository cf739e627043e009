"""Our own books, as payments need them."""

from dataclasses import dataclass

from csms.ledger.ports import HoldRepository, LedgerRepository


@dataclass(frozen=True, slots=True)
class Books:
    """The ledger and the holds of its accounts."""

    ledger: LedgerRepository
    holds: HoldRepository
