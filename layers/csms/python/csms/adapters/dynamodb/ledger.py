"""The ledger: a transfer, its entries and the balances in one transaction; entries never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.hold_items import end_action
from csms.adapters.dynamodb.ledger_items import (
    account_key,
    balance_action,
    balance_key,
    balance_place,
    balance_sort_keys,
    balances_from,
    entry_from,
    journal_actions,
    transfer_from,
)
from csms.adapters.dynamodb.table import Item, Table, cursor_of, start_of
from csms.adapters.dynamodb.transactions import write_together
from csms.errors import Conflict
from csms.ledger.changes import of_posting
from csms.ledger.holds import Ending
from csms.ledger.model import Balances, Entry, Transfer

if TYPE_CHECKING:
    from collections.abc import Iterable


class DynamoLedger:
    """LedgerRepository over the ledger table."""

    def __init__(self, table: Table) -> None:
        """The ledger table."""
        self._table = table

    def balances(self, account_id: str) -> Balances | None:
        """See the port. A hot account's balance is the sum of its shards."""
        account = balance_key(account_id)
        items = self._table.get_many([(account, sk) for sk in balance_sort_keys(account_id)])
        shards = list(items.values())
        if not shards:
            return None
        return Balances(
            account_id,
            shards[0]["currency"],
            available_minor=sum(int(one["available"]) for one in shards),
            held_minor=sum(int(one.get("held", 0)) for one in shards),
        )

    def balances_of(self, account_ids: Iterable[str]) -> dict[str, Balances]:
        """See the port."""
        return balances_from(self._table.get_many([balance_place(one) for one in account_ids]))

    def transfer(self, transfer_id: str) -> Transfer | None:
        """See the port."""
        item = self._table.get(f"TRANSFER#{transfer_id}", "TRANSFER")
        return transfer_from(item) if item else None

    def entries(
        self, account_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Entry], str | None]:
        """See the port."""
        items, last = self._table.query(
            account_key(account_id),
            prefix="ENTRY#",
            newest_first=True,
            limit=limit,
            start=start_of(cursor),
        )
        return [entry_from(item) for item in items], cursor_of(last)

    def post(self, transfer: Transfer, end: Ending | None = None) -> bool:
        """See the port."""
        actions = posting_actions(self._table.name, transfer, end)
        return raised_unless_first(write_together(self._table.client, actions), transfer)


def posting_actions(table: str, transfer: Transfer | None, end: Ending | None = None) -> list[Item]:
    """The transfer first, so that a repeated one is told by its index; then what it changes."""
    actions = journal_actions(table, transfer) if transfer else []
    spread_by = transfer.transfer_id if transfer else ""
    actions += [balance_action(table, one, spread_by) for one in of_posting(transfer, end)]
    return [*actions, end_action(table, end)] if end else actions


def raised_unless_first(failed: int | None, transfer: Transfer) -> bool:
    """Read the outcome of a posting: its first action is the transfer itself."""
    if failed is None:
        return True
    if failed == 0:
        return False
    at = clock.to_text(transfer.posted_at)
    raise Conflict(
        f"transfer {transfer.transfer_id} at {at}: an account or a hold does not allow it"
    )
