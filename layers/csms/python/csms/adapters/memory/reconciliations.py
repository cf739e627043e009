"""Everything that is stored, as a reconciliation reads it; and its reports, in memory."""

from collections.abc import Iterator

from csms.adapters.memory.books import Books
from csms.adapters.memory.payments import MemoryPayments
from csms.adapters.memory.receipts import MemoryDocuments
from csms.errors import Rejected
from csms.ledger.model import Entry
from csms.reconciliation.model import Report
from csms.reconciliation.ports import Issued, LedgerFact, PaymentFact, Posted

ULID_LENGTH = 26


class MemoryStoredBooks:
    """StoredBooks over the books of a ledger, its documents, and payments."""

    def __init__(self, books: Books, documents: MemoryDocuments, payments: MemoryPayments) -> None:
        """The same books that the ledger's adapters have."""
        self._books = books
        self._documents = documents
        self._payments = payments

    def ledger(self) -> Iterator[LedgerFact]:
        """See the port. Entries are the legs themselves here."""
        for one in list(self._books.transfers.values()):
            yield Posted(
                one.transfer_id, one.kind, one.currency, one.posted_at, one.legs, one.reference
            )
            for leg in one.legs:
                yield Entry(
                    leg.account_id,
                    one.transfer_id,
                    one.kind,
                    one.posted_at,
                    leg.minor,
                    one.currency,
                    one.reference,
                )
        yield from list(self._books.accounts.values())
        yield from [one for one in self._books.holds.values() if one.pending]
        yield from map(Issued, self._documents.ids())

    def payments(self) -> Iterator[PaymentFact]:
        """See the port."""
        yield from self._payments.everything()


class MemoryReconciliations:
    """ReconciliationRepository over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self._reports: dict[str, Report] = {}

    def add(self, report: Report) -> bool:
        """See the port."""
        return self._reports.setdefault(report.report_id, report) is report

    def get(self, report_id: str) -> Report | None:
        """See the port."""
        return self._reports.get(report_id)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Report], str | None]:
        """See the port."""
        if cursor is not None and len(cursor) != ULID_LENGTH:
            raise Rejected("cursor: use the `next` of the page before")
        newest_first = sorted(self._reports, reverse=True)
        left = [one for one in newest_first if cursor is None or one < cursor]
        shown = left[:limit]
        return [self._reports[one] for one in shown], shown[-1] if len(left) > limit else None
