"""The storage ports, once in memory and once over the deployment's own tables (moto)."""

from dataclasses import dataclass
from datetime import datetime

import boto3
import pytest
from tests.builders import minutes

from csms import bootstrap
from csms.adapters.dynamodb.audit import DynamoAudit
from csms.adapters.dynamodb.corrections import DynamoCorrections
from csms.adapters.dynamodb.incidents import DynamoIncidents
from csms.adapters.dynamodb.sessions import DynamoSessions
from csms.adapters.dynamodb.table import Table
from csms.adapters.memory.alerts import MemoryChannels, MemoryDeliveries, MemoryRules
from csms.adapters.memory.assignments import MemoryAssignments
from csms.adapters.memory.audit import MemoryAudit
from csms.adapters.memory.commands import MemoryCommands
from csms.adapters.memory.corrections import MemoryCorrections
from csms.adapters.memory.directory import (
    MemoryDrivers,
    MemorySites,
    MemoryTokens,
)
from csms.adapters.memory.figures import MemoryFigures
from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.incidents import MemoryIncidents
from csms.adapters.memory.journal import MemoryJournal
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.legal_entities import MemoryLegalEntities
from csms.adapters.memory.listeners import MemoryListeners
from csms.adapters.memory.meter_keys import MemoryMeterKeys
from csms.adapters.memory.notes import MemoryNotes
from csms.adapters.memory.observed import MemoryProfiles
from csms.adapters.memory.receipts import MemoryDocuments
from csms.adapters.memory.reports import MemoryReports
from csms.adapters.memory.reservation_fees import MemoryReservationFees
from csms.adapters.memory.reservations import MemoryReservations
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.adapters.memory.start_context import MemoryStartContexts
from csms.adapters.memory.stations import MemoryStations
from csms.adapters.memory.tariffs import MemoryTariffs
from csms.adapters.memory.telemetry import MemoryTelemetry
from csms.adapters.memory.windows import MemoryWindows
from csms.alerts.ports import ChannelRepository, DeliveryRepository, RuleRepository
from csms.audit.ports import AuditLog
from csms.charging.ports import SessionRepository, StartContextReader, TelemetryRepository
from csms.commands.ports import CommandRepository
from csms.corrections.ports import CorrectionStore
from csms.drivers.ports import DriverRepository, TokenRepository
from csms.figures.ports import FigureRepository
from csms.incidents.ports import IncidentStore
from csms.incidents.windows import WindowRepository
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.live.ports import ListenerRepository
from csms.receipts.legal import LegalEntities
from csms.receipts.ports import DocumentRepository
from csms.settlement.ports import SettlementStore
from csms.settlement.reservation_terms import ReservationFeeStore
from csms.stations.history import StationHistory
from csms.stations.journal import StationJournal
from csms.stations.meter_keys import MeterKeyRepository
from csms.stations.notes import NoteRepository
from csms.stations.ports import SiteRepository, StationRepository
from csms.stations.profile import ProfileRepository
from csms.stations.reports import ReportRepository
from csms.stations.reservations import ReservationRepository
from csms.tariffs.ports import AssignmentRepository, TariffRepository


@dataclass(frozen=True, slots=True)
class Ports:
    stations: StationRepository
    history: StationHistory
    sites: SiteRepository
    tokens: TokenRepository
    drivers: DriverRepository
    tariffs: TariffRepository
    assignments: AssignmentRepository
    start_contexts: StartContextReader
    sessions: SessionRepository
    telemetry: TelemetryRepository
    commands: CommandRepository
    journal: StationJournal
    reports: ReportRepository
    reservations: ReservationRepository
    ledger: LedgerRepository
    holds: HoldRepository
    settlements: SettlementStore
    corrections: CorrectionStore
    fees: ReservationFeeStore
    profiles: ProfileRepository
    documents: DocumentRepository
    legal_entities: LegalEntities
    meter_keys: MeterKeyRepository
    notes: NoteRepository
    audit: AuditLog
    figures: FigureRepository
    listeners: ListenerRepository
    incidents: IncidentStore
    windows: WindowRepository
    channels: ChannelRepository
    rules: RuleRepository
    deliveries: DeliveryRepository


@pytest.fixture(params=["memory", "dynamodb"])
def ports(request: pytest.FixtureRequest) -> Ports:
    if request.param == "memory":
        return in_memory()
    request.getfixturevalue("deployment")
    return in_dynamodb()


def in_memory() -> Ports:
    stations, tokens, sites = MemoryStations(), MemoryTokens(), MemorySites()
    sessions, ledger = MemorySessions(present), MemoryLedger()
    commands, assignments = MemoryCommands(), MemoryAssignments()
    reservations = MemoryReservations()
    profiles, documents = MemoryProfiles(stations), MemoryDocuments(ledger)
    return Ports(
        stations=stations,
        history=stations.history,
        sites=sites,
        tokens=tokens,
        drivers=MemoryDrivers(),
        tariffs=MemoryTariffs(),
        assignments=assignments,
        start_contexts=MemoryStartContexts(
            stations, tokens, sites, assignments, commands, profiles, reservations
        ),
        sessions=sessions,
        telemetry=MemoryTelemetry(),
        commands=commands,
        journal=MemoryJournal(),
        reports=MemoryReports(),
        reservations=reservations,
        ledger=ledger,
        holds=MemoryHolds(ledger.books),
        settlements=MemorySettlements(sessions, ledger),
        corrections=MemoryCorrections(sessions, documents),
        fees=MemoryReservationFees(reservations, ledger),
        profiles=profiles,
        documents=documents,
        legal_entities=MemoryLegalEntities(),
        meter_keys=MemoryMeterKeys(),
        notes=MemoryNotes(),
        audit=MemoryAudit(),
        figures=MemoryFigures(),
        listeners=MemoryListeners(),
        incidents=MemoryIncidents(),
        windows=MemoryWindows(),
        channels=MemoryChannels(),
        rules=MemoryRules(),
        deliveries=MemoryDeliveries(),
    )


def in_dynamodb() -> Ports:
    shared = bootstrap.services()
    sessions = Table(boto3.client("dynamodb"), shared.settings.sessions_table)
    audit = Table(boto3.client("dynamodb"), shared.settings.audit_table)
    incidents = Table(boto3.client("dynamodb"), shared.settings.incidents_table)
    return Ports(
        stations=shared.stations,
        history=shared.history,
        sites=shared.sites,
        tokens=shared.tokens,
        drivers=shared.drivers,
        tariffs=shared.tariffs,
        assignments=shared.assignments,
        start_contexts=shared.starting.reader,
        sessions=DynamoSessions(sessions, present),
        telemetry=shared.telemetry,
        commands=shared.commands,
        journal=shared.journal,
        reports=shared.reports,
        reservations=shared.reservations,
        ledger=bootstrap.ledger(),
        holds=bootstrap.holds(),
        settlements=bootstrap.posting().store,
        corrections=DynamoCorrections(
            sessions, Table(boto3.client("dynamodb"), shared.settings.ledger_table)
        ),
        fees=bootstrap.reservation_fees(),
        profiles=bootstrap.profiles(),
        documents=bootstrap.documents(),
        legal_entities=bootstrap.legal_entities(),
        meter_keys=bootstrap.meter_keys(),
        notes=bootstrap.station_notes(),
        audit=DynamoAudit(audit, present),
        figures=bootstrap.figures(),
        listeners=bootstrap.listeners(),
        incidents=DynamoIncidents(incidents, present),
        windows=bootstrap.maintenance_windows(),
        channels=bootstrap.alert_channels(),
        rules=bootstrap.alert_rules(),
        deliveries=bootstrap.alert_deliveries(),
    )


def present() -> datetime:
    """After everything that a builder makes, so that lists reach it."""
    return minutes(120)
