"""The ledger in memory: the journal, and balances that are stored beside it as in the table."""

from collections.abc import Iterable, Iterator

from csms import clock
from csms.adapters.memory.books import Books
from csms.errors import Conflict
from csms.ledger.holds import Ending
from csms.ledger.model import Balances, Entry, Leg, Transfer


class MemoryLedger:
    """LedgerRepository over books."""

    def __init__(self, books: Books | None = None) -> None:
        """Start with empty books, or share some."""
        self.books = books or Books()

    def balances(self, account_id: str) -> Balances | None:
        """See the port."""
        with self.books.request("balances"):
            return self.books.accounts.get(account_id)

    def balances_of(self, account_ids: Iterable[str]) -> dict[str, Balances]:
        """See the port."""
        with self.books.request("balances"):
            accounts = self.books.accounts
            return {one: accounts[one] for one in account_ids if one in accounts}

    def transfer(self, transfer_id: str) -> Transfer | None:
        """See the port."""
        with self.books.request("transfer"):
            return self.books.transfers.get(transfer_id)

    def entries(
        self, account_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Entry], str | None]:
        """See the port. The cursor is the place of the last entry shown."""
        by_place = {_place(entry): entry for entry in self._entries(account_id)}
        places = sorted((one for one in by_place if cursor is None or one < cursor), reverse=True)
        shown = places[:limit]
        return [by_place[one] for one in shown], shown[-1] if len(places) > limit else None

    def post(self, transfer: Transfer, end: Ending | None = None) -> bool:
        """See the port."""
        with self.books.request("post"):
            if transfer.transfer_id in self.books.transfers:
                return False
            if not self.books.may_post(transfer, end):
                raise Conflict(f"transfer {transfer.transfer_id}: an account or a hold forbids it")
            self.books.post(transfer, end)
            return True

    def _entries(self, account_id: str) -> Iterator[Entry]:
        for transfer in self.books.transfers.values():
            for leg in transfer.legs:
                if leg.account_id == account_id:
                    yield _entry(transfer, leg)


def _entry(transfer: Transfer, leg: Leg) -> Entry:
    return Entry(
        account_id=leg.account_id,
        transfer_id=transfer.transfer_id,
        kind=transfer.kind,
        posted_at=transfer.posted_at,
        minor=leg.minor,
        currency=transfer.currency,
        reference=transfer.reference,
    )


def _place(entry: Entry) -> str:
    return f"{clock.to_text(entry.posted_at)}#{entry.transfer_id}"
