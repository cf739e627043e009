"""Documents beside the ledger: number, document and refund in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.adapters.dynamodb import document_items as items
from csms.adapters.dynamodb.ledger import posting_actions
from csms.adapters.dynamodb.transactions import write_together
from csms.errors import Conflict
from csms.receipts.ports import Added, Credited, Refund

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table
    from csms.receipts.document import Document, Kind


class DynamoDocuments:
    """DocumentRepository over the ledger table."""

    def __init__(self, table: Table) -> None:
        """The ledger table."""
        self._table = table

    def get(self, document_id: str) -> Document | None:
        """See the port."""
        item = self._table.get(items.document_key(document_id), items.DOCUMENT)
        return items.document_from(item) if item else None

    def by_number(self, number: str) -> Document | None:
        """See the port."""
        return self._at(items.number_key(number))

    def by_token(self, token: str) -> Document | None:
        """See the port."""
        return self._at(items.link_key(token))

    def last(self, entity_id: str, kind: Kind) -> int:
        """See the port."""
        item = self._table.get(items.series_key(entity_id, kind), items.COUNTER)
        return int(item["last"]) if item else 0

    def credited(self, session_id: str) -> Credited:
        """See the port."""
        return items.credited_from(self._table.get(items.credit_key(session_id), items.TOTAL))

    def add(self, document: Document, refund: Refund | None = None) -> Added:
        """See the port. The document's four actions come first, then credit, then posting."""
        actions = items.adding_actions(self._table.name, document)
        if refund is not None:
            actions += self._refund(document, refund)
        failed = write_together(self._table.client, actions)
        if failed is None:
            return Added.YES
        if failed == 0:
            return Added.KNOWN
        if failed <= 4:
            return Added.TAKEN
        raise Conflict(f"{document.document_id}: an account does not allow the refund")

    def _refund(self, document: Document, refund: Refund) -> list[Item]:
        name = self._table.name
        credit = items.credit_action(name, document.subject_id, refund.before, refund.after)
        return [credit, *posting_actions(name, refund.transfer)]

    def _at(self, pk: str) -> Document | None:
        pointer = self._table.get(pk, items.DOCUMENT)
        return self.get(pointer["document_id"]) if pointer else None
