"""The ledger and its holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.connecting import settings, table

if TYPE_CHECKING:
    from csms.ledger.ports import HoldRepository, LedgerRepository
    from csms.payments.books import Books


@cache
def ledger() -> LedgerRepository:
    """The ledger; only few functions may write it."""
    from csms.adapters.dynamodb.ledger import DynamoLedger

    return DynamoLedger(table(settings().ledger_table))


@cache
def holds() -> HoldRepository:
    """Holds of the ledger's accounts; only few functions may write them."""
    from csms.adapters.dynamodb.holds import DynamoHolds

    return DynamoHolds(table(settings().ledger_table))


@cache
def books() -> Books:
    """The ledger and its holds, as payments need them."""
    from csms.payments.books import Books

    return Books(ledger(), holds())
