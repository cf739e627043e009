"""Terminals and their customers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.connecting import clock, settings, table
from csms.bootstrap.provider import paying
from csms.bootstrap.shared import services
from csms.bootstrap.station_links import requesting

if TYPE_CHECKING:
    from csms.payments.at_stations import StationPaymentRepository
    from csms.payments.visits import VisitRepository
    from csms.terminals.needs import Visiting
    from csms.terminals.registry import TerminalRepository
    from csms.terminals.troubles import TellTrouble
    from csms.terminals.watching_stations import WatchingStations


@cache
def visits() -> VisitRepository:
    """Customers of terminals."""
    from csms.adapters.dynamodb.visits import DynamoVisits

    return DynamoVisits(table(settings().payments_table), clock())


@cache
def station_payments() -> StationPaymentRepository:
    """Cards at the stations' own terminals."""
    from csms.adapters.dynamodb.station_payments import DynamoStationPayments

    return DynamoStationPayments(table(settings().payments_table))


@cache
def terminals() -> TerminalRepository:
    """Terminals that may ask for money."""
    from csms.adapters.dynamodb.terminals import DynamoTerminals

    return DynamoTerminals(table(settings().directory_table))


@cache
def tell_trouble() -> TellTrouble:
    """Notes what is wrong at terminals, so that it becomes an incident."""
    from csms.adapters.dynamodb.troubles import DynamoTroubles

    return DynamoTroubles(table(settings().audit_table)).tell


@cache
def visiting() -> Visiting:
    """What the steps of a terminal's visit need."""
    from csms.terminals.needs import Visiting

    shared = services()
    return Visiting(
        visits(), paying(), shared.tokens, shared.sessions, requesting(), tell_trouble()
    )


@cache
def watching_stations() -> WatchingStations:
    """What a look at a card at a station's own terminal needs."""
    from csms.terminals.watching_stations import WatchingStations

    return WatchingStations(station_payments(), services().sessions, tell_trouble(), clock())
