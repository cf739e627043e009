"""The ledger in memory: the journal alone; balances and statements are derived from it."""

from collections.abc import Iterator

from csms import clock
from csms.errors import Conflict
from csms.ledger import chart
from csms.ledger.model import Balances, Entry, Leg, Transfer


class MemoryLedger:
    """LedgerRepository over a dict of transfers."""

    def __init__(self) -> None:
        """Start with an empty journal."""
        self._transfers: dict[str, Transfer] = {}

    def balances(self, account_id: str) -> Balances | None:
        """See the port."""
        entries = list(self._entries(account_id))
        if not entries:
            return None
        available_minor = sum(entry.minor for entry in entries)
        return Balances(account_id, entries[0].currency, available_minor)

    def transfer(self, transfer_id: str) -> Transfer | None:
        """See the port."""
        return self._transfers.get(transfer_id)

    def entries(
        self, account_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Entry], str | None]:
        """See the port. The cursor is the place of the last entry shown."""
        by_place = {_place(entry): entry for entry in self._entries(account_id)}
        places = sorted((one for one in by_place if cursor is None or one < cursor), reverse=True)
        shown = places[:limit]
        return [by_place[one] for one in shown], shown[-1] if len(places) > limit else None

    def post(self, transfer: Transfer) -> bool:
        """See the port."""
        if transfer.transfer_id in self._transfers:
            return False
        self.check(transfer)
        self._transfers[transfer.transfer_id] = transfer
        return True

    def check(self, transfer: Transfer) -> None:
        """Raise Conflict if an account does not allow the transfer."""
        for leg in transfer.legs:
            if not self._allows(leg, transfer.currency):
                raise Conflict(f"transfer {transfer.transfer_id}: {leg.account_id} forbids it")

    def _allows(self, leg: Leg, currency: str) -> bool:
        balances = self.balances(leg.account_id)
        if balances is not None and balances.currency != currency:
            return False
        available_minor = balances.available_minor if balances else 0
        drawn = leg.minor < 0 and not chart.may_be_overdrawn(leg.account_id)
        return not drawn or available_minor + leg.minor >= 0

    def _entries(self, account_id: str) -> Iterator[Entry]:
        for transfer in self._transfers.values():
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
