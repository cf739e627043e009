"""What a message handler gets beside its request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from csms.charging.credit import Credit
from csms.charging.ports import SessionRepository, TelemetryRepository
from csms.charging.starting import Starting
from csms.commands.ports import CommandRepository
from csms.drivers.ports import TokenRepository
from csms.ocpp.handshake import Connection
from csms.ocpp.senders import Senders
from csms.payments.at_stations import StationPaymentRepository
from csms.settlement.vat_numbers import VatNumbers
from csms.stations.anomalies import AnomalyLog
from csms.stations.certificates import CertificateRepository, VehiclePki
from csms.stations.connectivity import LastSeen
from csms.stations.dynamic_schedules import DynamicScheduleRepository
from csms.stations.journal import StationJournal
from csms.stations.ports import StationRepository
from csms.stations.reports import ReportRepository
from csms.stations.reservations import ReservationRepository
from csms.stations.traces import Tracing
from csms.tariffs.remembering import RememberedTariffs
from csms.vendors.incoming import Sender
from csms.vendors.model import Notes


@dataclass(frozen=True, slots=True)
class OcppServices:
    """The ports and settings of the OCPP side. `credit`: None where nobody's balance matters.

    `receipts_url`: what a receipt's own token is put behind; empty where the deployment has no
    public address.
    """

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
    certificates: CertificateRepository
    vehicle_pki: VehiclePki
    signing: bool
    senders: Senders
    anomalies: AnomalyLog
    tracing: Tracing
    dynamic_schedules: DynamicScheduleRepository
    shown_tariffs: RememberedTariffs
    station_payments: StationPaymentRepository
    heartbeat_interval_s: int
    credit: Credit | None = None
    receipts_url: str = ""


@dataclass(frozen=True, slots=True)
class StationCall:
    """The circumstances of one CALL; `said` is its payload before anything was repaired."""

    connection: Connection
    received_at: datetime
    services: OcppServices
    sender: Sender
    notes: Notes
    message_id: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def station_id(self) -> str:
        """Who calls; proven at connect."""
        return self.connection.station_id
