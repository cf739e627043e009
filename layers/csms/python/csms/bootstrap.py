"""Settings to services: the only module that names adapters. Built on first use, then kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.adapters.dynamodb.assignments import DynamoAssignments
from csms.adapters.dynamodb.commands import DynamoCommands
from csms.adapters.dynamodb.directory import (
    DynamoDrivers,
    DynamoSites,
    DynamoTokens,
)
from csms.adapters.dynamodb.journal import DynamoJournal
from csms.adapters.dynamodb.reports import DynamoReports
from csms.adapters.dynamodb.reservations import DynamoReservations
from csms.adapters.dynamodb.sessions import DynamoSessions
from csms.adapters.dynamodb.start_context import DynamoStartContexts
from csms.adapters.dynamodb.station_history import DynamoStationHistory
from csms.adapters.dynamodb.stations import DynamoStations
from csms.adapters.dynamodb.table import Table
from csms.adapters.dynamodb.tariffs import DynamoTariffs
from csms.adapters.dynamodb.telemetry import DynamoTelemetry
from csms.charging.starting import Starting
from csms.clock import Clock, utc_now
from csms.settings import Settings, read_settings
from csms.stations.connectivity import LastSeen
from csms.tariffs.remembering import RememberedTariffs

if TYPE_CHECKING:
    from botocore.config import Config
    from mypy_boto3_dynamodb import DynamoDBClient
    from stripe import StripeClient

    from csms.adapters.secrets import PaymentSecrets
    from csms.adapters.sns import AlertsTopic
    from csms.adapters.stepfunctions import SettlementWorkflow
    from csms.audit.ports import AuditLog
    from csms.charging.ports import SessionRepository, TelemetryRepository
    from csms.charging.seeing import Seeing
    from csms.commands.ports import AnswerTimer, CommandRepository, StationSocket
    from csms.commands.requesting import Requesting
    from csms.drivers.list_ports import LocalListRepository
    from csms.drivers.ports import DriverRepository, TokenRepository
    from csms.events.envelope import EventBus
    from csms.ledger.ports import HoldRepository, LedgerRepository
    from csms.money_orders.carrying_out import Desk
    from csms.money_orders.ports import MoneyOrderRepository
    from csms.ocpp.certifying import Certifying
    from csms.ocpp.list_commands import ListSteps
    from csms.ocpp.services import OcppServices
    from csms.payments.asking import Paying
    from csms.payments.books import Books
    from csms.payments.ports import PaymentChecks, PaymentRepository, ProviderEvents
    from csms.payments.saved_cards import Cards
    from csms.payments.visits import VisitRepository
    from csms.payments.webhooks import Told
    from csms.receipts.checking import Checking
    from csms.receipts.composing import Composing
    from csms.receipts.legal import LegalEntities
    from csms.receipts.ports import DocumentRenderer, DocumentRepository
    from csms.reconciliation.ports import ReconciliationQueue, ReconciliationRepository
    from csms.reconciliation.reconciling import Reconciling
    from csms.settlement.capturing import Capturing
    from csms.settlement.ending import Ending
    from csms.settlement.posting import Posting
    from csms.settlement.reservation_fees import ChargingReservations
    from csms.settlement.reservation_terms import ReservationFeeStore
    from csms.stations.anomalies import AnomalyRepository
    from csms.stations.certificates import (
        CertificateAuthority,
        CertificateRepository,
        VehiclePki,
    )
    from csms.stations.configuration import ConfigurationRepository
    from csms.stations.cost_display import CostDisplays
    from csms.stations.dynamic_schedules import DynamicScheduleRepository
    from csms.stations.history import StationHistory
    from csms.stations.journal import StationJournal
    from csms.stations.meter_keys import MeterKeyRepository
    from csms.stations.model import StationState
    from csms.stations.network_profiles import NetworkProfileRepository
    from csms.stations.ports import SiteRepository, StationRepository
    from csms.stations.presence import Looks, Presence
    from csms.stations.profile import ProfileRepository
    from csms.stations.reports import ReportRepository
    from csms.stations.reservations import ReservationRepository
    from csms.stations.signing import CertificateReader
    from csms.stations.traces import TraceRepository, Tracing
    from csms.tariffs.ports import AssignmentRepository, TariffRepository
    from csms.terminals.needs import Visiting
    from csms.terminals.registry import TerminalRepository


@dataclass(frozen=True, slots=True)
class Services:
    """The ports that more than one function uses."""

    settings: Settings
    clock: Clock
    stations: StationRepository
    history: StationHistory
    sites: SiteRepository
    tokens: TokenRepository
    drivers: DriverRepository
    tariffs: TariffRepository
    assignments: AssignmentRepository
    sessions: SessionRepository
    telemetry: TelemetryRepository
    commands: CommandRepository
    reservations: ReservationRepository
    starting: Starting
    journal: StationJournal
    reports: ReportRepository

    def state_of(self, station_id: str) -> StationState:
        """What a station reported, as it counts now: a silent one has no socket."""
        state = self.stations.state(station_id)
        return state.as_of(self.clock(), self.settings.silent_after)


@cache
def settings() -> Settings:
    """The environment, read once."""
    return read_settings(os.environ)


@cache
def services() -> Services:
    """The services of this process."""
    stations, directory, sessions = (
        _table(settings().stations_table),
        _table(settings().directory_table),
        _table(settings().sessions_table),
    )
    telemetry, retention = (
        _table(settings().telemetry_table),
        timedelta(days=settings().telemetry_retention_days),
    )
    history = DynamoStationHistory(telemetry, retention, utc_now)
    session_repository = DynamoSessions(sessions, utc_now)
    tariffs = DynamoTariffs(directory)
    return Services(
        settings=settings(),
        clock=utc_now,
        stations=DynamoStations(stations, history),
        history=history,
        sites=DynamoSites(directory),
        tokens=DynamoTokens(directory),
        drivers=DynamoDrivers(directory),
        tariffs=tariffs,
        assignments=DynamoAssignments(directory),
        sessions=session_repository,
        telemetry=DynamoTelemetry(telemetry, retention),
        commands=DynamoCommands(stations),
        reservations=DynamoReservations(stations),
        starting=Starting(DynamoStartContexts(stations, directory), session_repository, tariffs),
        journal=DynamoJournal(stations),
        reports=DynamoReports(stations),
    )


@cache
def ocpp_services() -> OcppServices:
    """What the message handler needs."""
    from csms.ocpp.senders import Senders
    from csms.ocpp.services import OcppServices
    from csms.settlement.vat_numbers import FormOfVatNumbers
    from csms.stations.anomalies import AnomalyLog

    shared = services()
    return OcppServices(
        stations=shared.stations,
        tokens=shared.tokens,
        sessions=shared.sessions,
        telemetry=shared.telemetry,
        starting=shared.starting,
        commands=shared.commands,
        reservations=shared.reservations,
        last_seen=LastSeen(shared.stations),
        journal=shared.journal,
        reports=shared.reports,
        vat_numbers=FormOfVatNumbers(),
        certificates=certificates(),
        vehicle_pki=vehicle_pki(),
        signing=settings().certificate_authority != "none",
        senders=Senders(profiles()),
        anomalies=AnomalyLog(anomalies()),
        tracing=tracing(),
        dynamic_schedules=dynamic_schedules(),
        shown_tariffs=RememberedTariffs(shared.tariffs),
        heartbeat_interval_s=shared.settings.heartbeat_interval_s,
        debts=ledger() if shared.settings.refuse_debtors else None,
    )


@cache
def profiles() -> ProfileRepository:
    """What is known of stations' habits."""
    from csms.adapters.dynamodb.profiles import DynamoProfiles

    return DynamoProfiles(_table(settings().stations_table))


@cache
def anomalies() -> AnomalyRepository:
    """What was odd in stations' frames."""
    from csms.adapters.dynamodb.anomalies import DynamoAnomalies

    return DynamoAnomalies(_table(settings().telemetry_table))


@cache
def traces() -> TraceRepository:
    """Frames of stations that are being looked at."""
    from csms.adapters.dynamodb.traces import DynamoTraces

    return DynamoTraces(_table(settings().telemetry_table), utc_now)


@cache
def tracing() -> Tracing:
    """Which stations are traced, as this process knows it."""
    from csms.stations.traces import Tracing

    return Tracing(traces())


@cache
def ledger() -> LedgerRepository:
    """The ledger; only few functions may write it."""
    from csms.adapters.dynamodb.ledger import DynamoLedger

    return DynamoLedger(_table(settings().ledger_table))


@cache
def payments() -> PaymentRepository:
    """Payments at the provider, as we know them."""
    from csms.adapters.dynamodb.payments import DynamoPayments

    return DynamoPayments(_table(settings().payments_table))


@cache
def visits() -> VisitRepository:
    """Customers of terminals."""
    from csms.adapters.dynamodb.visits import DynamoVisits

    return DynamoVisits(_table(settings().payments_table))


@cache
def terminals() -> TerminalRepository:
    """Terminals that may ask for money."""
    from csms.adapters.dynamodb.terminals import DynamoTerminals

    return DynamoTerminals(_table(settings().directory_table))


@cache
def visiting() -> Visiting:
    """What the steps of a terminal's visit need."""
    from csms.terminals.needs import Visiting

    shared = services()
    return Visiting(visits(), paying(), shared.tokens, shared.sessions, requesting(), alerts().send)


@cache
def requesting() -> Requesting:
    """What asking something of a station needs; loads the phrasing of all versions."""
    from csms.commands.requesting import Requesting
    from csms.ocpp.phrasing import phrase_somehow

    shared = services()
    return Requesting(
        shared.stations,
        shared.commands,
        shared.clock,
        timedelta(seconds=settings().command_expiry_s),
        phrase_somehow,
        settings().silent_after,
    )


@cache
def provider_events() -> ProviderEvents:
    """Which events of the provider were handed on."""
    from csms.adapters.dynamodb.provider_events import DynamoProviderEvents

    return DynamoProviderEvents(_table(settings().payments_table))


@cache
def payment_checks() -> PaymentChecks:
    """The queue of payments to look at."""
    from csms.adapters.sqs import PaymentCheckQueue

    return PaymentCheckQueue(boto3.client("sqs"), settings().payment_checks_url)


@cache
def payment_secrets() -> PaymentSecrets:
    """The provider's keys, from Secrets Manager."""
    from csms.adapters.secrets import PaymentSecrets

    return PaymentSecrets(boto3.client("secretsmanager"), settings().payment_secret_arn)


@cache
def _provider_client() -> StripeClient:
    """Loads `stripe` (0.4 s), so only functions that talk with the provider ask for it."""
    from csms.adapters.stripe.connecting import connect

    return connect(payment_secrets().api_key(), settings().payment_provider_url)


@cache
def paying() -> Paying:
    """What every step of a payment needs."""
    from csms.adapters.stripe.payments import StripePayments
    from csms.payments.asking import Paying

    return Paying(payments(), StripePayments(_provider_client()), utc_now)


@cache
def books() -> Books:
    """The ledger and its holds, as payments need them."""
    from csms.payments.books import Books

    return Books(ledger(), holds())


@cache
def saved_cards() -> Cards:
    """Saved cards of drivers."""
    from csms.adapters.stripe.vault import StripeCards
    from csms.payments.saved_cards import Cards

    return Cards(payments(), StripeCards(_provider_client()))


def told_by_provider(body: str, signature: str) -> Told:
    """What a webhook says, if its signature is right."""
    from csms.adapters.stripe.webhooks import told

    return told(body, signature, payment_secrets().webhook_secret())


@cache
def holds() -> HoldRepository:
    """Holds of the ledger's accounts; only few functions may write them."""
    from csms.adapters.dynamodb.holds import DynamoHolds

    return DynamoHolds(_table(settings().ledger_table))


@cache
def posting() -> Posting:
    """What settles a session."""
    from csms.adapters.dynamodb.settlement import DynamoSettlements
    from csms.settlement.card_charges import CardCharges
    from csms.settlement.posting import Posting

    store = DynamoSettlements(_table(settings().sessions_table), _table(settings().ledger_table))
    return Posting(ledger(), holds(), store, CardCharges(visits(), payments()))


@cache
def capturing() -> Capturing:
    """What has a card at a terminal pay a session."""
    from csms.settlement.capturing import Capturing

    return Capturing(visits(), paying(), books())


@cache
def audit_log() -> AuditLog:
    """The audit log of money."""
    from csms.adapters.dynamodb.audit import DynamoAudit

    return DynamoAudit(_table(settings().audit_table), utc_now)


@cache
def reconciliations() -> ReconciliationRepository:
    """Reports of reconciliations."""
    from csms.adapters.dynamodb.reconciliations import DynamoReconciliations

    return DynamoReconciliations(_table(settings().audit_table))


@cache
def reconciliation_queue() -> ReconciliationQueue:
    """The way to a reconciliation out of turn."""
    from csms.adapters.sqs import Reconciliations

    return Reconciliations(boto3.client("sqs"), settings().reconciliations_url)


@cache
def money_orders() -> MoneyOrderRepository:
    """Orders of operators that move money."""
    from csms.adapters.dynamodb.money_orders import DynamoMoneyOrders

    return DynamoMoneyOrders(_table(settings().audit_table))


@cache
def money_desk() -> Desk:
    """What carries out orders; the provider is loaded by the first refund."""
    from csms.money_orders.carrying_out import Desk

    return Desk(money_orders(), books(), paying, utc_now)


@cache
def reconciling() -> Reconciling:
    """Everything that is compared; the provider only where its keys are set up."""
    from csms.adapters.dynamodb.stored_books import DynamoStoredBooks
    from csms.adapters.stripe.payments import StripePayments
    from csms.reconciliation.book_checks import Books
    from csms.reconciliation.reconciling import Reconciling

    ledger_table, payments_table = settings().ledger_table, settings().payments_table
    return Reconciling(
        DynamoStoredBooks(_table(ledger_table), _table(payments_table)),
        Books(ledger(), holds()),
        services().sessions,
        reconciliations(),
        StripePayments(_provider_client()) if payment_secrets().set_up() else None,
        utc_now,
    )


@cache
def documents() -> DocumentRepository:
    """Receipts and credit notes."""
    from csms.adapters.dynamodb.receipts import DynamoDocuments

    return DynamoDocuments(_table(settings().ledger_table))


@cache
def renderer() -> DocumentRenderer:
    """Puts documents on paper; loads reportlab, so only who wants a PDF asks for it."""
    from csms.adapters.pdf.rendering import PdfRenderer

    return PdfRenderer()


@cache
def meter_keys() -> MeterKeyRepository:
    """Public keys of meters."""
    from csms.adapters.dynamodb.meter_keys import DynamoMeterKeys

    return DynamoMeterKeys(_table(settings().stations_table))


@cache
def checking() -> Checking:
    """What checks signed readings; loads pyocmf, so no socket function asks for it."""
    from csms.adapters.ocmf import OcmfFormat
    from csms.receipts.checking import Checking

    return Checking(services().telemetry, meter_keys(), OcmfFormat())


@cache
def composing() -> Composing:
    """What receipts are made of."""
    from csms.receipts.composing import Composing

    shared = services()
    return Composing(shared.sites, shared.drivers, legal_entities(), ledger())


@cache
def legal_entities() -> LegalEntities:
    """Who issues receipts."""
    from csms.adapters.dynamodb.legal_entities import DynamoLegalEntities

    return DynamoLegalEntities(_table(settings().directory_table))


@cache
def reservation_fees() -> ReservationFeeStore:
    """What reservations may cost, and cost."""
    from csms.adapters.dynamodb.reservation_fees import DynamoReservationFees

    return DynamoReservationFees(_table(settings().stations_table), _table(settings().ledger_table))


@cache
def charging_reservations() -> ChargingReservations:
    """What charges reservations that nobody used."""
    from csms.settlement.reservation_fees import ChargingReservations

    shared = services()
    return ChargingReservations(
        reservation_fees(),
        shared.reservations,
        shared.stations,
        ledger(),
        settings().silent_after,
    )


@cache
def station_socket() -> StationSocket:
    """The way to connected stations; botocore takes the endpoint from the environment."""
    from csms.adapters.websocket import ApiGatewaySocket

    return ApiGatewaySocket(boto3.client("apigatewaymanagementapi", config=_impatient()))


def _impatient() -> Config:
    """One attempt, since whoever calls is called again."""
    from botocore.config import Config

    return Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=5)


@cache
def presence() -> Presence:
    """Whether stations are there."""
    from csms.adapters.websocket import ApiGatewaySocket
    from csms.stations.presence import Presence

    return Presence(
        services().stations,
        ApiGatewaySocket(boto3.client("apigatewaymanagementapi", config=_impatient())),
        settings().silent_after,
        timedelta(seconds=settings().disconnect_grace_s),
    )


@cache
def station_looks() -> Looks:
    """Wakes the watch over a station again."""
    from csms.adapters.sqs import StationLooks

    return StationLooks(boto3.client("sqs"), settings().station_watch_url)


@cache
def answer_timer() -> AnswerTimer:
    """Wakes the queue of a station that does not answer."""
    from csms.adapters.sqs import AnswerTimeouts

    return AnswerTimeouts(boto3.client("sqs"), settings().command_timeouts_url)


@cache
def configurations() -> ConfigurationRepository:
    """What is wanted of the stations' configuration, and what they report."""
    from csms.adapters.dynamodb.configuration import DynamoConfigurations

    return DynamoConfigurations(_table(settings().stations_table))


@cache
def dynamic_schedules() -> DynamicScheduleRepository:
    """What the stations' dynamic profiles shall do."""
    from csms.adapters.dynamodb.dynamic_schedules import DynamoDynamicSchedules

    return DynamoDynamicSchedules(_table(settings().stations_table))


@cache
def network_profiles() -> NetworkProfileRepository:
    """How the stations shall connect."""
    from csms.adapters.dynamodb.network_profiles import DynamoNetworkProfiles

    return DynamoNetworkProfiles(_table(settings().stations_table))


@cache
def cost_displays() -> CostDisplays:
    """Which stations show a cost."""
    from csms.stations.cost_display import CostDisplays

    return CostDisplays(services().stations, configurations())


@cache
def local_lists() -> LocalListRepository:
    """Local authorization lists, as wanted and as held."""
    from csms.adapters.dynamodb.local_lists import DynamoLocalLists

    return DynamoLocalLists(_table(settings().stations_table), _table(settings().directory_table))


@cache
def list_steps() -> ListSteps:
    """What brings local lists to stations."""
    from csms.ocpp.list_commands import ListSteps
    from csms.ocpp.listing import Listing

    shared, expiry = services(), timedelta(seconds=settings().command_expiry_s)
    listing = Listing(local_lists(), shared.tokens, configurations())
    return ListSteps(shared.stations, shared.commands, listing, expiry)


@cache
def certificates() -> CertificateRepository:
    """Certificates of stations, and what they want signed."""
    from csms.adapters.dynamodb.certificates import DynamoCertificates

    return DynamoCertificates(_table(settings().stations_table))


@cache
def certificate_reader() -> CertificateReader:
    """X.509; loads `cryptography`, so no socket function asks for it."""
    from csms.adapters.pki.reading import X509Reader

    return X509Reader()


@cache
def certificate_authority() -> CertificateAuthority | None:
    """Whoever signs for stations, if anybody does."""
    deployed = settings()
    if deployed.certificate_authority == "local":
        from csms.adapters.pki.local_authority import LocalAuthority

        return LocalAuthority(deployed.local_authority)
    if deployed.certificate_authority == "private-ca":
        from csms.adapters.pki.private_ca import PrivateCa

        return PrivateCa(boto3.client("acm-pca"), deployed.private_ca_arn)
    return None


@cache
def vehicle_pki() -> VehiclePki:
    """The infrastructure of Plug & Charge; the local one loads `cryptography` when it is asked."""
    from csms.stations.certificates import NoVehiclePki

    deployed = settings()
    if deployed.vehicle_pki_url:
        from csms.adapters.pki.forwarding import ForwardingPki

        return ForwardingPki(deployed.vehicle_pki_url, deployed.vehicle_pki_token)
    if deployed.certificate_authority == "local":
        from csms.adapters.pki.local_pki import LocalPki

        return LocalPki(deployed.local_authority, certificates(), utc_now)
    return NoVehiclePki()


@cache
def certifying() -> Certifying:
    """What the life of certificates needs."""
    from csms.ocpp.certifying import Certifying

    shared = services()
    return Certifying(shared.stations, certificates(), shared.commands, shared.journal)


@cache
def event_bus() -> EventBus:
    """The deployment's bus."""
    from csms.adapters.eventbridge import EventBridgeBus

    return EventBridgeBus(boto3.client("events"), settings().event_bus_name)


@cache
def _client() -> DynamoDBClient:
    from botocore.config import Config

    # Parameters are checked by our types; a fixed user agent saves building one for each request.
    config = Config(
        # Three requests of a frame, twice each, end before the function does: a reply is OCPP.
        retries={"mode": "standard", "total_max_attempts": 2},
        connect_timeout=1,
        read_timeout=3,
        parameter_validation=False,
        user_agent="stationmaster",
    )
    return boto3.client("dynamodb", config=config)


def _table(name: str) -> Table:
    return Table(_client(), name)


@cache
def seeing() -> Seeing:
    """Everything that was said around a session."""
    from csms.charging.seeing import Seeing

    return Seeing(services().telemetry, services().history)


@cache
def ending() -> Ending:
    """What ends sessions that go on after their stop."""
    from csms.settlement.ending import Ending

    return Ending(services().sessions, seeing())


@cache
def settlement_workflow() -> SettlementWorkflow:
    """The settle_session state machine."""
    from csms.adapters.stepfunctions import SettlementWorkflow

    return SettlementWorkflow(boto3.client("stepfunctions"), settings().settle_session_arn)


@cache
def alerts() -> AlertsTopic:
    """The topic that reaches the operator."""
    from csms.adapters.sns import AlertsTopic

    return AlertsTopic(boto3.client("sns"), settings().alerts_topic_arn)
