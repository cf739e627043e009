"""Is a station there? Looked at as time passes: a dead socket says nothing (OCPP-J errata 3.9).

Each socket, and each end of one, begins a chain of looks that ends with it (`docs/adr/0011`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from csms.stations.model import LiveConnection
from csms.stations.ports import StationRepository


@dataclass(frozen=True, slots=True)
class SocketLife:
    """What the gateway knows of a socket; `active_at` None if it does not say."""

    is_open: bool
    active_at: datetime | None = None


class Sockets(Protocol):
    """The gateway's own view of its sockets."""

    def life(self, connection_id: str) -> SocketLife:
        """Whether it is open, and when it was last active. Unavailable if it may work later."""

    def close(self, connection_id: str) -> None:
        """End it; one that has ended stays so. Unavailable if it may work later."""


class Looks(Protocol):
    """Calls back for another look at a station."""

    def later(self, station_id: str, since: datetime, wait: timedelta) -> None:
        """In `wait` from now, or earlier. Unavailable if it may work later."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What a look needs, and its bounds."""

    stations: StationRepository
    sockets: Sockets
    silent_after: timedelta
    grace: timedelta

    @property
    def doubtful_after(self) -> timedelta:
        """Then the gateway is asked: other messages than heartbeats are signs of life as well."""
        return self.silent_after * 2 / 3


def look(station_id: str, since: datetime, now: datetime, needs: Presence) -> timedelta | None:
    """Decide whether the station is there; when to look again, None if this chain is over.

    `since` is when the socket was opened, or ended, that began the chain.
    """
    connection = needs.stations.state(station_id).connection
    if connection is None or connection.offline_since is not None:
        return None
    if since not in {connection.connected_at, connection.disconnected_at}:
        return None
    if connection.connection_id is None:
        return _without_socket(station_id, connection, now, needs)
    return _with_socket(station_id, connection, connection.connection_id, now, needs)


def _without_socket(
    station_id: str, connection: LiveConnection, now: datetime, needs: Presence
) -> timedelta | None:
    ended_at = connection.disconnected_at or connection.connected_at
    left = ended_at + needs.grace - now
    if left > timedelta(0):
        return left
    needs.stations.mark_offline(station_id, connection, ended_at)
    return None


def _with_socket(
    station_id: str, connection: LiveConnection, socket: str, now: datetime, needs: Presence
) -> timedelta | None:
    heard_at = connection.heard_at
    if now - heard_at < needs.doubtful_after:
        return heard_at + needs.doubtful_after - now
    life = needs.sockets.life(socket)
    if life.is_open and life.active_at is not None and life.active_at > heard_at:
        heard_at = min(life.active_at, now)
        needs.stations.seen(station_id, heard_at)
        if now - heard_at < needs.doubtful_after:
            return heard_at + needs.doubtful_after - now
    if life.is_open and now - heard_at < needs.silent_after:
        return heard_at + needs.silent_after - now
    # Before the mark, so that a look that fails here is repeated whole.
    needs.sockets.close(socket)
    needs.stations.mark_offline(station_id, connection, heard_at)
    return None
