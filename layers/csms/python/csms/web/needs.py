"""What the routes of both APIs are given."""

from typing import Annotated

from fastapi import Depends

from csms import bootstrap
from csms.audit.auditing import Ordering
from csms.audit.ports import AuditLog
from csms.bootstrap import Services
from csms.charging.credit import Credit
from csms.commands.requesting import Requesting
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.payouts.ports import PayoutRepository
from csms.receipts.legal import LegalEntities
from csms.receipts.ports import DocumentRepository
from csms.reconciliation.ports import ReconciliationQueue, ReconciliationRepository
from csms.stations.meter_keys import MeterKeyRepository
from csms.web.authentication import SignedIn


def _services() -> Services:
    return bootstrap.services()


def _ledger() -> LedgerRepository:
    return bootstrap.ledger()


def _documents() -> DocumentRepository:
    return bootstrap.documents()


def _legal_entities() -> LegalEntities:
    return bootstrap.legal_entities()


def _meter_keys() -> MeterKeyRepository:
    return bootstrap.meter_keys()


def _holds() -> HoldRepository:
    return bootstrap.holds()


def _reconciliations() -> ReconciliationRepository:
    return bootstrap.reconciliations()


def _reconciliation_queue() -> ReconciliationQueue:
    return bootstrap.reconciliation_queue()


def _payouts() -> PayoutRepository:
    return bootstrap.payouts()


def _audit_log() -> AuditLog:
    return bootstrap.audit_log()


Needs = Annotated[Services, Depends(_services)]
Ledger = Annotated[LedgerRepository, Depends(_ledger)]
Holds = Annotated[HoldRepository, Depends(_holds)]
Audit = Annotated[AuditLog, Depends(_audit_log)]
Payouts = Annotated[PayoutRepository, Depends(_payouts)]
Reconciliations = Annotated[ReconciliationRepository, Depends(_reconciliations)]
ReconciliationRequests = Annotated[ReconciliationQueue, Depends(_reconciliation_queue)]
Documents = Annotated[DocumentRepository, Depends(_documents)]
Keys = Annotated[MeterKeyRepository, Depends(_meter_keys)]
Entities = Annotated[LegalEntities, Depends(_legal_entities)]


def _credit() -> Credit:
    return bootstrap.credit()


# Who may start on their balance.
CreditNeeds = Annotated[Credit, Depends(_credit)]


def _requesting() -> Requesting:
    return bootstrap.requesting()


RequestingNeeds = Annotated[Requesting, Depends(_requesting)]


def _ordering(caller: SignedIn, needs: Needs, log: Audit) -> Ordering:
    return Ordering(caller.subject, log, needs.clock, caller.called)


# Whatever moves money by an operator's order goes through it, and so into the audit log.
Orders = Annotated[Ordering, Depends(_ordering)]
