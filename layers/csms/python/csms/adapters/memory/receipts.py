"""Documents in memory, beside a ledger in memory."""

from csms.adapters.memory.ledger import MemoryLedger
from csms.receipts.document import Document, Kind
from csms.receipts.ports import Added, Credited, Refund


class MemoryDocuments:
    """DocumentRepository over dicts. Every check comes before the first change."""

    def __init__(self, ledger: MemoryLedger) -> None:
        """Where refunds are posted."""
        self._ledger = ledger
        self._documents: dict[str, Document] = {}
        self._credited: dict[str, Credited] = {}

    def get(self, document_id: str) -> Document | None:
        """See the port."""
        return self._documents.get(document_id)

    def by_number(self, number: str) -> Document | None:
        """See the port."""
        return next((one for one in self._documents.values() if one.number == number), None)

    def by_token(self, token: str) -> Document | None:
        """See the port."""
        return next((one for one in self._documents.values() if one.token == token), None)

    def last(self, entity_id: str, kind: Kind) -> int:
        """See the port."""
        series = [
            one.sequence
            for one in self._documents.values()
            if (one.entity_id, one.kind) == (entity_id, kind)
        ]
        return max(series, default=0)

    def sequences(self, kind: Kind) -> list[int]:
        """The numbers of a series of the network's own, as they were issued."""
        return [one.sequence for one in self._documents.values() if one.kind == kind]

    def ids(self) -> list[str]:
        """Of all that were issued."""
        return list(self._documents)

    def credited(self, session_id: str) -> Credited:
        """See the port."""
        return self._credited.get(session_id, Credited())

    def add(self, document: Document, refund: Refund | None = None) -> Added:
        """See the port."""
        if document.document_id in self._documents:
            return Added.KNOWN
        if document.sequence != self.last(document.entity_id, document.kind) + 1:
            return Added.TAKEN
        if refund is not None and not self._give_back(document, refund):
            return Added.TAKEN
        self._documents[document.document_id] = document
        return Added.YES

    def _give_back(self, document: Document, refund: Refund) -> bool:
        if self.credited(document.subject_id) != refund.before:
            return False
        self._ledger.post(refund.transfer)
        self._credited[document.subject_id] = refund.after
        return True
