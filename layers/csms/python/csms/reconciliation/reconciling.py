"""One reconciliation: a pass over everything, ten checks, one report."""

from dataclasses import dataclass
from datetime import timedelta

from csms.charging.ports import SessionRepository
from csms.clock import Clock
from csms.payments.provider import PaymentProvider
from csms.reconciliation.book_checks import Books, balances, held, journal
from csms.reconciliation.fold import Fold
from csms.reconciliation.hold_checks import nothing_held_without_cause
from csms.reconciliation.model import Check, Findings, Report, result_of
from csms.reconciliation.payment_checks import (
    Payments,
    captures_booked,
    clearing_explained,
    intents_answered,
)
from csms.reconciliation.ports import ReconciliationRepository, StoredBooks
from csms.reconciliation.provider_checks import compare_with_provider
from csms.reconciliation.receipt_checks import receipts_issued
from csms.reconciliation.record_checks import records_explained
from csms.reconciliation.session_checks import Span, sessions_charged

# A posting may be on its way for as long as its function may run.
MARGIN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Reconciling:
    """What a reconciliation needs. Without a provider its records are not compared."""

    stored: StoredBooks
    books: Books
    sessions: SessionRepository
    reports: ReconciliationRepository
    provider: PaymentProvider | None
    clock: Clock


def reconcile(report_id: str, days: int, ordered_by: str | None, needs: Reconciling) -> Report:
    """Make the report and store it; one that is there already is given as it is.

    Whoever is told of gaps is told after this, so that a crash tells them twice, never not at all.
    """
    known = needs.reports.get(report_id)
    if known is not None:
        return known
    begun = needs.clock()
    found = _checked(Span(begun - timedelta(days=days), begun), needs)
    results = tuple(result_of(check, found[check]) for check in Check)
    since = begun - timedelta(days=days)
    report = Report(report_id, begun, needs.clock(), since, ordered_by, results)
    needs.reports.add(report)
    return report


def _checked(span: Span, needs: Reconciling) -> dict[Check, Findings]:
    """Payments are read first: what they say is booked was posted before the ledger is read."""
    known = Payments()
    for fact in needs.stored.payments():
        known.take(fact)
    fold = Fold(span.now - MARGIN).take(needs.stored.ledger())
    held_found = held(fold, needs.books)
    captures = captures_booked(known, fold, span.now)
    clearing = clearing_explained(known, fold)
    records_explained(known, fold, span.now, clearing)
    if needs.provider is not None:
        compare_with_provider(known.payments, span.since, needs.provider, captures)
    return {
        Check.JOURNAL: journal(fold),
        Check.HOLDS: held_found,
        Check.BALANCES: balances(fold, held_found, needs.books),
        Check.SESSIONS: sessions_charged(fold, span, needs.sessions),
        Check.RECEIPTS: receipts_issued(fold, span.since, span.now),
        Check.CAPTURES: captures,
        Check.CLEARING: clearing,
        Check.INTENTS: intents_answered(known, span.now),
        Check.AUTHORISATIONS: nothing_held_without_cause(fold, known, span.now, needs.sessions),
        Check.PARTNERS: Findings(),  # there is no roaming yet, so there are no partners' records
    }
