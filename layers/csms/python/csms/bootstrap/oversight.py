"""What operators order, and what checks the books."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.accounting import books, holds, ledger
from csms.bootstrap.connecting import clock, settings, table
from csms.bootstrap.provider import paying, payment_secrets, provider_client
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.audit.ports import AuditLog
    from csms.money_orders.carrying_out import Desk
    from csms.money_orders.ports import MoneyOrderRepository
    from csms.payments.disputing import Disputing
    from csms.reconciliation.ports import ReconciliationQueue, ReconciliationRepository, StoredBooks
    from csms.reconciliation.reconciling import Reconciling


@cache
def audit_log() -> AuditLog:
    """The audit log of money."""
    from csms.adapters.dynamodb.audit import DynamoAudit

    return DynamoAudit(table(settings().audit_table), clock())


@cache
def reconciliations() -> ReconciliationRepository:
    """Reports of reconciliations."""
    from csms.adapters.dynamodb.reconciliations import DynamoReconciliations

    return DynamoReconciliations(table(settings().audit_table))


@cache
def reconciliation_queue() -> ReconciliationQueue:
    """The way to a reconciliation out of turn."""
    from csms.adapters.sqs import Reconciliations

    return Reconciliations(boto3.client("sqs"), settings().reconciliations_url)


@cache
def money_orders() -> MoneyOrderRepository:
    """Orders of operators that move money."""
    from csms.adapters.dynamodb.money_orders import DynamoMoneyOrders

    return DynamoMoneyOrders(table(settings().audit_table))


@cache
def money_desk() -> Desk:
    """What carries out orders; the provider is loaded by the first refund."""
    from csms.bootstrap.correcting import charge_session, credit_reservation, require_seen
    from csms.money_orders.carrying_out import Desk

    orders = charge_session, credit_reservation, require_seen
    return Desk(money_orders(), books(), paying, clock(), *orders)


@cache
def stored_books() -> StoredBooks:
    """All items of ledger and payments: only whoever may scan can read it."""
    from csms.adapters.dynamodb.stored_books import DynamoStoredBooks

    return DynamoStoredBooks(table(settings().ledger_table), table(settings().payments_table))


@cache
def reconciling() -> Reconciling:
    """Everything that is compared; the provider only where its keys are set up."""
    from csms.adapters.stripe.payments import StripePayments
    from csms.reconciliation.book_checks import Books
    from csms.reconciliation.reconciling import Reconciling

    return Reconciling(
        stored_books(),
        Books(ledger(), holds()),
        services().sessions,
        reconciliations(),
        StripePayments(provider_client()) if payment_secrets().set_up() else None,
        clock(),
    )


@cache
def disputing() -> Disputing:
    """What a look at disputes needs."""
    from csms.adapters.dynamodb.disputes import DynamoDisputes
    from csms.payments.disputing import Disputing

    return Disputing(paying(), ledger(), DynamoDisputes(table(settings().audit_table)))
