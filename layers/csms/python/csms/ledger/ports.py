"""What the ledger needs from storage."""

from typing import Protocol

from csms.ledger.model import Balances, Entry, Transfer


class LedgerRepository(Protocol):
    """An append-only journal with balances."""

    def balances(self, account_id: str) -> Balances | None:
        """The account's balances, consistently read; None if nothing was ever posted."""

    def transfer(self, transfer_id: str) -> Transfer | None:
        """The transfer, if posted."""

    def entries(
        self, account_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Entry], str | None]:
        """The account's statement, newest first."""

    def post(self, transfer: Transfer) -> bool:
        """Post all legs or none. False: this transfer is posted already.

        Conflict: a wallet would be overdrawn, or the account has another currency.
        Unavailable: a race was lost too often; try again.
        """
