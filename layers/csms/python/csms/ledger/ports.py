"""What the ledger needs from storage. Whatever is decided upon is read consistently."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from csms.ledger.holds import Ending, Hold
from csms.ledger.model import Balances, Entry, Transfer


class LedgerRepository(Protocol):
    """An append-only journal with balances."""

    def balances(self, account_id: str) -> Balances | None:
        """The account's balances; None if nothing was ever posted."""

    def balances_of(self, account_ids: Iterable[str]) -> dict[str, Balances]:
        """Those of drivers' accounts in one request, by account; one without postings is absent."""

    def transfer(self, transfer_id: str) -> Transfer | None:
        """The transfer, if posted."""

    def entries(
        self, account_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Entry], str | None]:
        """The account's statement, newest first."""

    def post(self, transfer: Transfer, end: Ending | None = None) -> bool:
        """Post all legs, and end a hold with them, or nothing. False: posted already.

        Conflict: an account does not allow it, has another currency, or the hold is not as it was
        read: decide anew. Unavailable: a race was lost too often; try again.
        """


class HoldRepository(Protocol):
    """Holds of the accounts of the same ledger. Unavailable as above."""

    def hold(self, hold_id: str) -> Hold | None:
        """The hold, as it is now."""

    def place(self, hold: Hold) -> Hold:
        """Hold money that is available. The same hold again is given as it is now.

        Conflict: not so much is available, or the id holds another amount.
        """

    def extend(self, hold: Hold, minor: int, expires_at: datetime) -> Hold:
        """Hold `minor` in all, more than now. Again: the same answer.

        Conflict: not so much more is available, or the hold is not as it was read.
        """

    def release(self, end: Ending) -> bool:
        """Give back all of a hold (voided or expired). False: that was done before.

        Conflict: it is not as it was read; of an expiry also: its time has not come.
        """

    def holds_of(
        self, account_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Hold], str | None]:
        """Every hold of an account, newest first."""

    def overdue(self, now: datetime, limit: int) -> list[Hold]:
        """Pending holds whose time is over: the oldest of each shard, `limit` of each at most."""

    def pending(self, limit: int, cursor: str | None) -> tuple[list[Hold], str | None]:
        """Every pending hold, page by page, the first to end first in each shard of the index.

        A page may be short, or empty, before the last.
        """
