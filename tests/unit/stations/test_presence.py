from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from tests.builders import NOW, minutes

from csms.adapters.memory.stations import MemoryStations
from csms.errors import Unavailable
from csms.stations.model import LiveConnection
from csms.stations.presence import Presence, SocketLife, look

SILENT, GRACE = timedelta(minutes=24), timedelta(minutes=3)


@dataclass
class Gateway:
    """Sockets that live as a test says; it may be out of order."""

    life_of_all: SocketLife = field(default_factory=lambda: SocketLife(is_open=True))
    broken: bool = False
    closed: list[str] = field(default_factory=list)

    def life(self, connection_id: str) -> SocketLife:
        assert connection_id == "one"
        return self.life_of_all

    def close(self, connection_id: str) -> None:
        if self.broken:
            raise Unavailable("DeleteConnection failed")
        self.closed.append(connection_id)


@dataclass
class Watch:
    stations: MemoryStations = field(default_factory=MemoryStations)
    gateway: Gateway = field(default_factory=Gateway)

    def look(self, minute: float, since: datetime = NOW) -> timedelta | None:
        needs = Presence(self.stations, self.gateway, SILENT, GRACE)
        return look("CP1", since, minutes(minute), needs)

    @property
    def offline_since(self) -> datetime | None:
        connection = self.stations.state("CP1").connection
        return connection.offline_since if connection else None


@pytest.fixture
def watch() -> Watch:
    """A station that connected at NOW."""
    watch = Watch()
    watch.stations.connect("CP1", LiveConnection("one", "ocpp1.6", NOW))
    return watch


def test_a_fresh_station_is_looked_at_when_it_becomes_doubtful(watch: Watch) -> None:
    assert watch.look(3) == timedelta(minutes=13)
    watch.stations.seen("CP1", minutes(9))
    assert watch.look(16) == timedelta(minutes=9)


def test_a_doubtful_socket_that_says_nothing_has_until_the_bound(watch: Watch) -> None:
    assert watch.look(20) == timedelta(minutes=4)
    assert watch.look(24) is None
    assert watch.offline_since == NOW
    assert watch.gateway.closed == ["one"]


def test_a_socket_that_the_gateway_has_lost_ends_at_once(watch: Watch) -> None:
    watch.gateway.life_of_all = SocketLife(is_open=False)
    assert watch.look(16) is None
    assert watch.offline_since == NOW


def test_what_the_gateway_heard_counts_but_not_from_the_future(watch: Watch) -> None:
    watch.gateway.life_of_all = SocketLife(is_open=True, active_at=minutes(90))
    assert watch.look(20) == timedelta(minutes=16)
    connection = watch.stations.state("CP1").connection
    assert connection is not None
    assert connection.last_seen_at == minutes(20)


def test_a_socket_that_cannot_be_closed_is_not_marked_yet(watch: Watch) -> None:
    watch.gateway.broken = True
    with pytest.raises(Unavailable):
        watch.look(30)
    assert watch.offline_since is None
    watch.gateway.broken = False
    watch.look(31)
    assert watch.offline_since == NOW


def test_the_chain_of_a_socket_that_was_replaced_ends(watch: Watch) -> None:
    watch.stations.connect("CP1", LiveConnection("two", "ocpp1.6", minutes(20)))
    assert watch.look(30) is None
    assert watch.offline_since is None
    assert watch.gateway.closed == []


def test_an_unknown_station_is_nobodys_outage(watch: Watch) -> None:
    needs = Presence(MemoryStations(), watch.gateway, SILENT, GRACE)
    assert look("CP2", NOW, minutes(60), needs) is None


def test_the_end_of_a_socket_is_an_outage_after_the_grace(watch: Watch) -> None:
    watch.stations.disconnect("CP1", "one", minutes(10))
    assert watch.look(11, minutes(10)) == timedelta(minutes=2)
    assert watch.look(13, minutes(10)) is None
    assert watch.offline_since == minutes(10)
