"""The ports that more than one function uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

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
from csms.adapters.dynamodb.tariffs import DynamoTariffs
from csms.adapters.dynamodb.telemetry import DynamoTelemetry
from csms.bootstrap.connecting import clock, settings, table
from csms.charging.starting import Starting
from csms.clock import Clock
from csms.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csms.charging.ports import SessionRepository, TelemetryRepository
    from csms.charging.seeing import Seeing
    from csms.commands.ports import CommandRepository
    from csms.drivers.ports import DriverRepository, TokenRepository
    from csms.settlement.ending import Ending
    from csms.stations.history import StationHistory
    from csms.stations.journal import StationJournal
    from csms.stations.model import Station, StationState
    from csms.stations.ports import SiteRepository, StationRepository
    from csms.stations.reports import ReportRepository
    from csms.stations.reservations import ReservationRepository
    from csms.tariffs.ports import AssignmentRepository, TariffRepository


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

    def states_of(self, stations: Sequence[Station]) -> dict[str, StationState]:
        """The same of several, in few requests."""
        now, silent_after = self.clock(), self.settings.silent_after
        states = self.stations.states(stations)
        return {name: state.as_of(now, silent_after) for name, state in states.items()}


@cache
def services() -> Services:
    """The services of this process."""
    stations, directory, sessions = (
        table(settings().stations_table),
        table(settings().directory_table),
        table(settings().sessions_table),
    )
    telemetry, retention = (
        table(settings().telemetry_table),
        timedelta(days=settings().telemetry_retention_days),
    )
    history = DynamoStationHistory(telemetry, retention, clock())
    session_repository = DynamoSessions(sessions, clock())
    tariffs = DynamoTariffs(directory)
    return Services(
        settings=settings(),
        clock=clock(),
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
def seeing() -> Seeing:
    """Everything that was said around a session."""
    from csms.charging.seeing import Seeing

    return Seeing(services().telemetry, services().history)


@cache
def ending() -> Ending:
    """What ends sessions that go on after their stop."""
    from csms.settlement.ending import Ending

    return Ending(services().sessions, seeing())
