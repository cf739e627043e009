"""The guard of balances over repositories in memory, and connected stations to be stopped."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tests.builders import NOW
from tests.network import a_station

from csms.adapters.memory.commands import MemoryCommands
from csms.adapters.memory.stations import MemoryStations
from csms.balance.guarding import Guarding
from csms.charging.ports import SessionRepository
from csms.commands.requesting import Requesting
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.ocpp.phrasing import phrase_somehow
from csms.stations.connectivity import SILENT_AFTER

STEP = 5


def running_station(station_ids: Iterable[str]) -> Requesting:
    """What asking stations needs; they are offline, so an order waits for them."""
    stations = MemoryStations()
    for one in station_ids:
        stations.put(a_station(one))
    expiry = timedelta(hours=1)
    return Requesting(stations, MemoryCommands(), lambda: NOW, expiry, phrase_somehow, SILENT_AFTER)


def a_guard(
    ledger: LedgerRepository,
    holds: HoldRepository,
    sessions: SessionRepository,
    requesting: Requesting,
    now: datetime,
    *,
    on_credit: bool = False,
) -> Guarding:
    return Guarding(
        ledger, holds, sessions, lambda: requesting, lambda: now, STEP, on_credit=on_credit
    )
