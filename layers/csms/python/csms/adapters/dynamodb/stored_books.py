"""Every item of the ledger and of the payments: the only place that scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.hold_items import hold_from
from csms.adapters.dynamodb.ledger_items import entry_from
from csms.adapters.dynamodb.payment_items import PAYMENT, payment_from, refund_from
from csms.adapters.dynamodb.payouts import RECORD, record_from
from csms.ledger.model import Balances, Leg
from csms.reconciliation.ports import Issued, Posted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csms.adapters.dynamodb.table import Item, Table
    from csms.reconciliation.ports import LedgerFact, PaymentFact


class DynamoStoredBooks:
    """StoredBooks over the tables of ledger and payments."""

    def __init__(self, ledger: Table, payments: Table) -> None:
        """Two tables of one client."""
        self._ledger = ledger
        self._payments = payments

    def ledger(self) -> Iterator[LedgerFact]:
        """See the port."""
        for item in self._ledger.scan():
            fact = _fact(item)
            if fact is not None:
                yield fact

    def payments(self) -> Iterator[PaymentFact]:
        """See the port."""
        for item in self._payments.scan():
            if item["sk"] == PAYMENT:
                yield payment_from(item)
            elif str(item["sk"]).startswith("REFUND#"):
                yield refund_from(item)
            elif item["sk"] == RECORD:
                yield record_from(item)


def _fact(item: Item) -> LedgerFact | None:
    """None: a number, or a place in a list."""
    kind, _, name = str(item["pk"]).partition("#")
    match kind:
        case "TRANSFER":
            return _posted(item)
        case "ACC" if str(item["sk"]).startswith("ENTRY#"):
            return entry_from(item)
        case "BAL":
            available, held = int(item["available"]), int(item.get("held", 0))
            return Balances(name, item["currency"], available, held)
        case "DOC":
            return Issued(name)
        case "HOLD":
            hold = hold_from(item)
            return hold if hold.pending else None
    return None


def _posted(item: Item) -> Posted:
    return Posted(
        item["transfer_id"],
        item["kind"],
        item["currency"],
        clock.from_text(item["posted_at"]),
        tuple(Leg(one["account_id"], int(one["minor"])) for one in item["legs"]),
        item["reference"],
    )
