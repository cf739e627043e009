"""What a reconciliation reads, and its reports: the same in memory and in DynamoDB."""

from dataclasses import dataclass

import boto3
import pytest
from tests.builders import a_hold, a_transfer, minutes
from tests.documents import a_document

from csms import bootstrap
from csms.adapters.dynamodb.stored_books import DynamoStoredBooks
from csms.adapters.dynamodb.table import Table
from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.payments import MemoryPayments
from csms.adapters.memory.receipts import MemoryDocuments
from csms.adapters.memory.reconciliations import MemoryReconciliations, MemoryStoredBooks
from csms.errors import Rejected
from csms.ledger import chart
from csms.ledger.holds import ending
from csms.ledger.model import Balances
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.money import Money
from csms.payments.model import Payment, PaymentKind
from csms.payments.ports import PaymentRepository
from csms.payments.refund_model import Refund
from csms.receipts.ports import Added, DocumentRepository
from csms.reconciliation.fold import Fold
from csms.reconciliation.model import Check, Gap, Report, Result
from csms.reconciliation.ports import ReconciliationRepository, StoredBooks

WALLET, VAT = chart.wallet("driver-1"), chart.vat("19", "EUR")


@dataclass(frozen=True)
class Stored:
    books: StoredBooks
    reports: ReconciliationRepository
    ledger: LedgerRepository
    holds: HoldRepository
    payments: PaymentRepository
    documents: DocumentRepository


@pytest.fixture(params=["memory", "dynamodb"])
def stored(request: pytest.FixtureRequest) -> Stored:
    if request.param == "memory":
        ledger, payments = MemoryLedger(), MemoryPayments()
        documents = MemoryDocuments(ledger)
        books = MemoryStoredBooks(ledger.books, documents, payments)
        holds = MemoryHolds(ledger.books)
        return Stored(books, MemoryReconciliations(), ledger, holds, payments, documents)
    request.getfixturevalue("deployment")
    client, names = boto3.client("dynamodb"), bootstrap.settings()
    return Stored(
        DynamoStoredBooks(Table(client, names.ledger_table), Table(client, names.payments_table)),
        bootstrap.reconciliations(),
        bootstrap.ledger(),
        bootstrap.holds(),
        bootstrap.payments(),
        bootstrap.documents(),
    )


def test_everything_of_the_ledger_is_read(stored: Stored) -> None:
    top_up = a_transfer("top:1", (WALLET, 1000), (chart.psp_clearing("stripe", "EUR"), -1000))
    charge = a_transfer("chg:1", (WALLET, -119), (VAT, 19), (chart.opening("EUR"), 100))
    for transfer in (top_up, charge):
        stored.ledger.post(transfer)
    kept, given = stored.holds.place(a_hold(300)), stored.holds.place(a_hold(50, hold_id="hld:2"))
    stored.holds.release(ending(given, None, minutes(70)))
    assert stored.documents.add(a_document("S", sequence=1)) is Added.YES
    fold = Fold(minutes(10_000)).take(stored.books.ledger())
    assert fold.transfers == 2
    assert (fold.unexplained, fold.unbalanced) == ({}, set())
    assert fold.journal[WALLET, "EUR"] == 881
    assert (fold.available[WALLET, "EUR"], fold.held[WALLET, "EUR"]) == (581, 300)
    assert fold.available[VAT, "EUR"] == fold.journal[VAT, "EUR"] == 19
    assert fold.pending == [kept]
    assert (list(fold.charges), list(fold.clearing)) == (["chg:1"], ["top:1"])
    assert fold.issued == {"rcp:S"}
    assert stored.ledger.balances(WALLET) == Balances(WALLET, "EUR", 581, 300)


def test_everything_of_the_payments_is_read(stored: Stored) -> None:
    now, ten = minutes(0), Money(10, "EUR")
    payment = Payment("p1", PaymentKind.TOP_UP, ten, "stripe", now, now, "driver-1")
    stored.payments.add(payment)
    refund = Refund("r1", "p1", ten, "x", now, now)
    stored.payments.add_refund(refund, payment)
    kinds = sorted(type(one).__name__ for one in stored.books.payments())
    assert kinds == ["Payment", "Refund"]


def a_report(number: int) -> Report:
    results = (
        Result(Check.JOURNAL, 5, 0, 0, ()),
        Result(Check.HOLDS, 3, 120, 2, (Gap("wallet:1", "too much"),)),
    )
    at = minutes(number)
    return Report(f"{number:026}", at, minutes(number + 1), minutes(-60), "me", results)


def test_reports_come_back_whole_newest_first(stored: Stored) -> None:
    for number in range(5):
        assert stored.reports.add(a_report(number))
    assert not stored.reports.add(a_report(0))
    assert stored.reports.get(a_report(3).report_id) == a_report(3)
    assert stored.reports.get("nobody's") is None
    first, cursor = stored.reports.page(3, None)
    second, end = stored.reports.page(3, cursor)
    assert first + second == [a_report(number) for number in range(4, -1, -1)]
    assert end is None
    assert a_report(1).gap_count == 120
    with pytest.raises(Rejected):
        stored.reports.page(3, "nonsense")
