"""Two workers at one object: the second decides anew by what the first has written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.incidents.conftest import Network

from csms.adapters.memory.incidents import MemoryIncidents
from csms.errors import Unavailable
from csms.incidents.model import Change, Incident, Track
from csms.incidents.ports import Counts


class Raced(MemoryIncidents):
    """Before each write somebody else gets his turn."""

    def __init__(self) -> None:
        """Nobody else at first."""
        super().__init__()
        self.first: list[Callable[[], object]] = []

    def write(
        self, change: Change, track: Track | None = None, counts: Counts | None = None
    ) -> Incident:
        """The other one comes first."""
        if self.first:
            self.first.pop()()
        return super().write(change, track, counts)


def raced() -> tuple[Network, Raced]:
    store = Raced()
    network = Network(store=store)
    network.register("CP1")
    return network, store


def lost(network: Network, event_id: str) -> Incident | None:
    return network.event("station.offline", event_id, station_id="CP1")


def test_the_same_event_at_two_workers_opens_one_incident() -> None:
    network, store = raced()
    store.first = [lambda: lost(network, "same")]
    lost(network, "same")
    assert (network.one().count, network.one().notices) == (1, 1)
    assert store.outages("network", network.now) == 1


def test_two_events_at_two_workers_are_one_incident_seen_twice() -> None:
    network, store = raced()
    store.first = [lambda: lost(network, "first")]
    lost(network, "second")
    assert (network.one().count, network.one().notices) == (2, 1)


def test_an_end_between_reading_and_writing_is_not_overwritten() -> None:
    network, store = raced()
    lost(network, "first")
    late = network.now
    network.later(seconds=1)
    store.first = [network.online]
    network.event("station.offline", "late", late, station_id="CP1")
    assert not network.one().live


def test_who_is_always_overtaken_gives_up_for_now() -> None:
    network, store = raced()
    lost(network, "first")

    def touched() -> None:
        MemoryIncidents.write(store, Change(network.one()))

    store.first = [touched] * 100
    with pytest.raises(Unavailable):
        lost(network, "mine")
