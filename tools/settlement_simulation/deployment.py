"""The deployment in memory: what `csms.bootstrap` gives the functions, over the memory adapters.

Each method has the name of the function of `csms.bootstrap` in whose place it is called.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from csms.adapters.memory.assignments import MemoryAssignments
from csms.adapters.memory.certificates import MemoryCertificates
from csms.adapters.memory.commands import MemoryCommands
from csms.adapters.memory.corrections import MemoryCorrections
from csms.adapters.memory.directory import MemoryDrivers, MemorySites, MemoryTokens
from csms.adapters.memory.dynamic_schedules import MemoryDynamicSchedules
from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.journal import MemoryJournal
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.legal_entities import MemoryLegalEntities
from csms.adapters.memory.meter_keys import MemoryMeterKeys
from csms.adapters.memory.money_orders import MemoryMoneyOrders
from csms.adapters.memory.observed import MemoryAnomalies, MemoryProfiles, MemoryTraces
from csms.adapters.memory.payments import MemoryPayments, MemoryProviderEvents
from csms.adapters.memory.receipts import MemoryDocuments
from csms.adapters.memory.reports import MemoryReports
from csms.adapters.memory.reservations import MemoryReservations
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.adapters.memory.start_context import MemoryStartContexts
from csms.adapters.memory.station_payments import MemoryStationPayments
from csms.adapters.memory.stations import MemoryStations
from csms.adapters.memory.tariffs import MemoryTariffs
from csms.adapters.memory.telemetry import MemoryTelemetry
from csms.adapters.memory.visits import MemoryVisits
from csms.adapters.ocmf import OcmfFormat
from csms.bootstrap import Services
from csms.charging.seeing import Seeing
from csms.charging.starting import Starting
from csms.commands.requesting import Requesting
from csms.ocpp.phrasing import phrase_somehow
from csms.ocpp.senders import Senders
from csms.ocpp.services import OcppServices
from csms.payments.asking import Paying
from csms.payments.books import Books
from csms.payments.webhooks import Told
from csms.receipts.checking import Checking
from csms.receipts.composing import Composing
from csms.settings import Settings
from csms.settlement.capturing import Capturing
from csms.settlement.card_charges import CardCharges
from csms.settlement.ending import Ending
from csms.settlement.posting import Posting
from csms.settlement.vat_numbers import FormOfVatNumbers
from csms.stations.anomalies import AnomalyLog
from csms.stations.certificates import NoVehiclePki
from csms.stations.connectivity import LastSeen
from csms.stations.traces import Tracing
from csms.tariffs.remembering import RememberedTariffs
from csms.terminals.needs import Visiting
from csms.terminals.watching_stations import WatchingStations
from settlement_simulation.disturbing import CRASHES, Disturbed
from settlement_simulation.streaming import Streamed, StreamedStations
from settlement_simulation.wallets import StreamedBooks

if TYPE_CHECKING:
    from datetime import datetime

    from settlement_simulation.chance import Chance
    from settlement_simulation.surroundings import Surroundings
    from settlement_simulation.workers import Workers


class Stores:
    """What is stored: undisturbed, as the world may look at it."""

    def __init__(self, around: Surroundings) -> None:
        """Empty."""
        clock = around.agenda.clock
        self.books = StreamedBooks(around.wallet_changed)
        self.ledger, self.holds = MemoryLedger(self.books), MemoryHolds(self.books)
        stations = StreamedStations(MemoryStations(), around.changed, clock)
        self.stations, self.tokens = cast("MemoryStations", stations), MemoryTokens()
        self.sites, self.tariffs = MemorySites(), MemoryTariffs()
        self.assignments, self.commands = MemoryAssignments(), MemoryCommands()
        self.telemetry, self.reservations = MemoryTelemetry(), MemoryReservations()
        self.profiles = MemoryProfiles(self.stations)
        self.facts = MemorySessions(clock)
        self.sessions = cast("MemorySessions", Streamed(self.facts, around.changed))
        self.settlements = MemorySettlements(self.sessions, self.ledger)
        self.payments, self.visits = MemoryPayments(), MemoryVisits()
        self.provider_events = MemoryProviderEvents()
        self.documents = MemoryDocuments(self.ledger)
        self.corrections = MemoryCorrections(self.sessions, self.documents)
        self.meter_keys, self.legal_entities = MemoryMeterKeys(), MemoryLegalEntities()
        self.station_payments, self.money_orders = MemoryStationPayments(), MemoryMoneyOrders()


class Deployment:
    """The same, as functions see it."""

    def __init__(
        self, stores: Stores, around: Surroundings, chance: Chance, workers: Workers
    ) -> None:
        """Every port that a settlement rests on is disturbed."""

        def disturbed(port: Any) -> Any:
            return Disturbed(port, chance, workers)

        self._stores, self._around = stores, around
        self._clock = around.agenda.clock
        self._settings = Settings("", "", "", "", "")
        self._sessions, self._telemetry = disturbed(stores.sessions), disturbed(stores.telemetry)
        self._commands, self._tokens = disturbed(stores.commands), disturbed(stores.tokens)
        self._ledger, self._holds = disturbed(stores.ledger), disturbed(stores.holds)
        self._payments, self._visits = disturbed(stores.payments), disturbed(stores.visits)
        self._settlements = disturbed(stores.settlements)
        self._documents = disturbed(stores.documents)
        self._corrections = disturbed(stores.corrections)
        self._station_payments = disturbed(stores.station_payments)
        self._money_orders = disturbed(stores.money_orders)
        self._provider = Disturbed(around.provider, chance, workers, CRASHES)
        self._events = disturbed(stores.provider_events)
        self._queue, self._bus = disturbed(around.payment_checks), disturbed(around.bus)
        self._workflow = disturbed(around.workflow)
        self._services = self._shared()

    def clock(self) -> datetime:
        """The present, in virtual time."""
        return self._clock()

    def settings(self) -> Settings:
        """The defaults."""
        return self._settings

    def services(self) -> Services:
        """See `csms.bootstrap`."""
        return self._services

    def seeing(self) -> Seeing:
        """See `csms.bootstrap`."""
        return Seeing(self._telemetry, self._stores.stations.history)

    def ending(self) -> Ending:
        """See `csms.bootstrap`."""
        return Ending(self._sessions, self.seeing())

    def ledger(self) -> Any:
        """See `csms.bootstrap`."""
        return self._ledger

    def holds(self) -> Any:
        """See `csms.bootstrap`."""
        return self._holds

    def payments(self) -> Any:
        """See `csms.bootstrap`."""
        return self._payments

    def visits(self) -> Any:
        """See `csms.bootstrap`."""
        return self._visits

    def station_payments(self) -> Any:
        """See `csms.bootstrap`."""
        return self._station_payments

    def watching_stations(self) -> WatchingStations:
        """See `csms.bootstrap`."""
        tell = self._around.alerts.tell
        return WatchingStations(self._station_payments, self._sessions, tell, self._clock)

    def profiles(self) -> Any:
        """See `csms.bootstrap`."""
        return self._stores.profiles

    def provider_events(self) -> Any:
        """See `csms.bootstrap`."""
        return self._events

    def payment_checks(self) -> Any:
        """See `csms.bootstrap`."""
        return self._queue

    def event_bus(self) -> Any:
        """See `csms.bootstrap`."""
        return self._bus

    def settlement_workflow(self) -> Any:
        """See `csms.bootstrap`."""
        return self._workflow

    def alerts(self) -> Any:
        """See `csms.bootstrap`."""
        return self._around.alerts

    def told_by_provider(self, body: str, _signature: str) -> Told:
        """The signature is the business of `tests/payments`."""
        return Told(**json.loads(body))

    def paying(self) -> Paying:
        """See `csms.bootstrap`."""
        provider: Any = self._provider
        return Paying(self._payments, provider, self._clock)

    def books(self) -> Books:
        """See `csms.bootstrap`."""
        return Books(self._ledger, self._holds)

    def posting(self) -> Posting:
        """See `csms.bootstrap`."""
        cards = CardCharges(self._visits, self._payments, self._station_payments)
        return Posting(self._ledger, self._holds, self._settlements, cards)

    def capturing(self) -> Capturing:
        """See `csms.bootstrap`."""
        return Capturing(self._visits, self.paying(), self.books())

    def documents(self) -> Any:
        """See `csms.bootstrap`."""
        return self._documents

    def checking(self) -> Checking:
        """See `csms.bootstrap`."""
        return Checking(self._telemetry, self._stores.meter_keys, OcmfFormat())

    def composing(self) -> Composing:
        """See `csms.bootstrap`."""
        stores, shared = self._stores, self._services
        entities, cards = stores.legal_entities, self._station_payments
        return Composing(stores.sites, shared.drivers, entities, self._ledger, cards)

    def requesting(self) -> Requesting:
        """See `csms.bootstrap`."""
        return Requesting(
            self._stores.stations,
            self._commands,
            self._clock,
            timedelta(seconds=self._settings.command_expiry_s),
            phrase_somehow,
            self._settings.silent_after,
        )

    def visiting(self) -> Visiting:
        """See `csms.bootstrap`."""
        tell = self._around.alerts.tell
        sessions, tokens = self._sessions, self._tokens
        return Visiting(self._visits, self.paying(), tokens, sessions, self.requesting(), tell)

    def ocpp_services(self) -> OcppServices:
        """See `csms.bootstrap`."""
        stores = self._stores
        return OcppServices(
            stations=stores.stations,
            tokens=self._tokens,
            sessions=self._sessions,
            telemetry=self._telemetry,
            starting=self._services.starting,
            commands=self._commands,
            reservations=stores.reservations,
            last_seen=LastSeen(stores.stations),
            journal=self._services.journal,
            reports=self._services.reports,
            vat_numbers=FormOfVatNumbers(),
            station_payments=self._station_payments,
            certificates=MemoryCertificates(),
            vehicle_pki=NoVehiclePki(),
            signing=False,
            senders=Senders(stores.profiles),
            anomalies=AnomalyLog(MemoryAnomalies()),
            tracing=Tracing(MemoryTraces(self._clock)),
            dynamic_schedules=MemoryDynamicSchedules(),
            shown_tariffs=RememberedTariffs(stores.tariffs),
            heartbeat_interval_s=self._settings.heartbeat_interval_s,
            credit=None,
        )

    def _shared(self) -> Services:
        stores = self._stores
        contexts = MemoryStartContexts(
            stores.stations,
            self._tokens,
            stores.sites,
            stores.assignments,
            self._commands,
            stores.profiles,
        )
        return Services(
            settings=self._settings,
            clock=self._clock,
            stations=stores.stations,
            history=stores.stations.history,
            sites=stores.sites,
            tokens=self._tokens,
            drivers=MemoryDrivers(),
            tariffs=stores.tariffs,
            assignments=stores.assignments,
            sessions=self._sessions,
            telemetry=self._telemetry,
            commands=self._commands,
            reservations=stores.reservations,
            starting=Starting(contexts, self._sessions, stores.tariffs),
            journal=MemoryJournal(),
            reports=MemoryReports(),
        )
