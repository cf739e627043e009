"""What a message handler gets beside its request."""

from dataclasses import dataclass
from datetime import datetime

from csms.charging.ports import SessionRepository, TelemetryRepository
from csms.charging.starting import Starting
from csms.commands.ports import CommandRepository
from csms.drivers.ports import TokenRepository
from csms.ocpp.handshake import Connection
from csms.settlement.vat_numbers import VatNumbers
from csms.stations.certificates import CertificateAuthority
from csms.stations.connectivity import LastSeen
from csms.stations.dynamic_schedules import DynamicScheduleRepository
from csms.stations.journal import StationJournal
from csms.stations.ports import StationRepository
from csms.stations.reports import ReportRepository
from csms.stations.reservations import ReservationRepository


@dataclass(frozen=True, slots=True)
class OcppServices:
    """The ports and settings of the OCPP side."""

    stations: StationRepository
    tokens: TokenRepository
    sessions: SessionRepository
    telemetry: TelemetryRepository
    starting: Starting
    commands: CommandRepository
    reservations: ReservationRepository
    last_seen: LastSeen
    journal: StationJournal
    reports: ReportRepository
    vat_numbers: VatNumbers
    certificates: CertificateAuthority
    dynamic_schedules: DynamicScheduleRepository
    heartbeat_interval_s: int


@dataclass(frozen=True, slots=True)
class StationCall:
    """The circumstances of one CALL."""

    connection: Connection
    received_at: datetime
    services: OcppServices

    @property
    def station_id(self) -> str:
        """Who calls; proven at connect."""
        return self.connection.station_id
