"""The network of `tests.network` over the memory adapters: an OCPP side without AWS."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.builders import NOW, a_tariff
from tests.network import BLOCKED_TOKEN, DRIVER, SITE, TOKEN, site_rules

from csms.adapters.memory.assignments import MemoryAssignments
from csms.adapters.memory.certificates import MemoryCertificates
from csms.adapters.memory.commands import MemoryCommands
from csms.adapters.memory.directory import MemorySites, MemoryTokens
from csms.adapters.memory.dynamic_schedules import MemoryDynamicSchedules
from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.journal import MemoryJournal
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.observed import MemoryAnomalies, MemoryProfiles, MemoryTraces
from csms.adapters.memory.reports import MemoryReports
from csms.adapters.memory.reservations import MemoryReservations
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.adapters.memory.start_context import MemoryStartContexts
from csms.adapters.memory.station_payments import MemoryStationPayments
from csms.adapters.memory.stations import MemoryStations
from csms.adapters.memory.tariffs import MemoryTariffs
from csms.adapters.memory.telemetry import MemoryTelemetry
from csms.charging.starting import Starting
from csms.drivers.model import Token, TokenStatus
from csms.ocpp.dispatcher import receive
from csms.ocpp.handshake import Connection
from csms.ocpp.observing import Outcome
from csms.ocpp.senders import Senders
from csms.ocpp.services import OcppServices
from csms.settlement.posting import Posting
from csms.settlement.vat_numbers import FormOfVatNumbers
from csms.stations.anomalies import AnomalyLog
from csms.stations.certificates import NoVehiclePki
from csms.stations.connectivity import LastSeen
from csms.stations.model import CurrentType, Evse, Site, Station
from csms.stations.traces import Tracing
from csms.tariffs.remembering import RememberedTariffs

# After everything that `at_text` names: a station's clock may not be ahead.
LATER = NOW + timedelta(hours=3)
EVSES = (Evse(1, CurrentType.AC, 11_000, (1,)), Evse(2, CurrentType.DC, 150_000, (1,)))
STATION = Station("CP1", None, 0, "site-1", EVSES)
V16 = Connection("CP1", "ocpp1.6", "socket", "site-1", ((1, 1), (2, 1)))
V201 = Connection("CP1", "ocpp2.0.1", "socket", "site-1", ((1, 1), (2, 1)))
V21 = Connection("CP1", "ocpp2.1", "socket", "site-1", ((1, 1), (2, 1)))


@dataclass(frozen=True, slots=True)
class MemoryNetwork:
    """Repositories, and the services made of them."""

    stations: MemoryStations
    sites: MemorySites
    tokens: MemoryTokens
    tariffs: MemoryTariffs
    assignments: MemoryAssignments
    sessions: MemorySessions
    telemetry: MemoryTelemetry
    commands: MemoryCommands
    ledger: MemoryLedger
    ocpp: OcppServices
    posting: Posting

    def receive(self, text: str, connection: Connection = V201, now: datetime = LATER) -> Outcome:
        """What the message handler does with a frame."""
        return receive(connection, text, self.ocpp, now)


def a_network() -> MemoryNetwork:
    """One station with an AC and a DC EVSE, two tokens of one driver, tariffs for both."""
    stations, sites, tokens = MemoryStations(), MemorySites(), MemoryTokens()
    tariffs, commands, ledger = MemoryTariffs(), MemoryCommands(), MemoryLedger()
    sessions, telemetry = MemorySessions(lambda: NOW), MemoryTelemetry()
    stations.put(STATION)
    tokens.put(Token(TOKEN, TokenStatus.ACCEPTED, DRIVER))
    tokens.put(Token(BLOCKED_TOKEN, TokenStatus.BLOCKED, DRIVER))
    tariffs.put(a_tariff("0.35"))
    tariffs.put(a_tariff("0.59", id="dc"))
    sites.put(Site("site-1", "Depot", "UTC"))
    assignments = MemoryAssignments()
    assignments.put(SITE, site_rules(AC="ac", DC="dc"), 0)
    contexts = MemoryStartContexts(stations, tokens, sites, assignments, commands)
    ocpp = OcppServices(
        stations=stations,
        tokens=tokens,
        sessions=sessions,
        telemetry=telemetry,
        starting=Starting(contexts, sessions, tariffs),
        commands=commands,
        reservations=MemoryReservations(),
        last_seen=LastSeen(stations),
        journal=MemoryJournal(),
        reports=MemoryReports(),
        vat_numbers=FormOfVatNumbers(),
        certificates=MemoryCertificates(),
        vehicle_pki=NoVehiclePki(),
        signing=False,
        senders=Senders(MemoryProfiles(stations)),
        anomalies=AnomalyLog(MemoryAnomalies()),
        tracing=Tracing(MemoryTraces(lambda: LATER)),
        dynamic_schedules=MemoryDynamicSchedules(),
        shown_tariffs=RememberedTariffs(tariffs),
        station_payments=MemoryStationPayments(),
        heartbeat_interval_s=300,
    )
    return MemoryNetwork(
        stations=stations,
        sites=sites,
        tokens=tokens,
        tariffs=tariffs,
        assignments=assignments,
        sessions=sessions,
        telemetry=telemetry,
        commands=commands,
        ledger=ledger,
        ocpp=ocpp,
        posting=Posting(ledger, MemoryHolds(ledger.books), MemorySettlements(sessions, ledger)),
    )
