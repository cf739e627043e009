"""Whatever order events come in, and how often: what is left is what is so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import NOW
from tests.unit.incidents.conftest import Network

from csms.incidents.model import Kind
from csms.stations.model import ConnectorStatus

PLACE: dict[str, Any] = {"station_id": "CP1", "evse_id": 1, "connector_id": 1}
words = st.lists(st.sampled_from(["Faulted", "Available", "Charging"]), min_size=1, max_size=6)


def tell(network: Network, number: int, word: str) -> None:
    """The event of the number-th status, whenever it arrives."""
    at = NOW + timedelta(seconds=number)
    network.event("connector.status_changed", f"status:{number}", at, status=word, **PLACE)


@settings(max_examples=80, deadline=None)
@given(words, st.data())
def test_the_last_status_decides_in_any_order(told: list[str], data: st.DataObject) -> None:
    """All statuses are stored before their events come, as a replay after an outage does."""
    network = Network(now=NOW + timedelta(minutes=1))
    network.register("CP1")
    for number, word in enumerate(told):
        at = NOW + timedelta(seconds=number)
        network.stations.record_connector_status("CP1", ConnectorStatus(1, 1, word, None, at))
    events = list(enumerate(told))
    twice = data.draw(st.permutations(events + data.draw(st.lists(st.sampled_from(events)))))
    for number, word in twice:
        tell(network, number, word)
        network.later(seconds=data.draw(st.integers(0, 400)))
    for _ in range(40):
        network.later(minutes=1)
        network.watch()
    live = [one for one in network.all(Kind.CONNECTOR_FAULTED) if one.live]
    assert len(live) == (told[-1] == "Faulted")
    assert sum(one.notices for one in network.all()) <= 2 + 2 * told.count("Faulted")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Faulted", "Available"]), min_size=10, max_size=60), st.data())
def test_however_it_flaps_few_are_told(told: list[str], data: st.DataObject) -> None:
    """Within a quarter of an hour: three beginnings and three ends at the most."""
    network = Network()
    network.register("CP1")
    for word in told:
        network.status(word)
        network.later(seconds=data.draw(st.integers(1, 14)))
    assert sum(one.notices for one in network.all()) <= 6
    assert len(network.all()) <= 1


moves = st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.integers(1, 200)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(moves)
def test_a_mass_outage_knows_how_many_it_has_taken_in(told: list[tuple[int, bool, int]]) -> None:
    """Whatever comes and goes at a site: the counts are those of its members, and all ends."""
    network = Network()
    names = [f"A{number}" for number in range(6)]
    network.register(*names)
    network.store.put_sizes({"network": 6, "site:site-1": 6})
    for number, gone, seconds in told:
        (network.offline if gone else network.online)(names[number])
        for outage in network.all(Kind.MASS_OUTAGE):
            members = [one for one in network.all() if one.suppressed_by == outage.incident_id]
            live = sum(one.live for one in members)
            assert network.store.children(outage.incident_id).live == live
        network.later(seconds=seconds)
        network.watch()
    for name in names:
        network.online(name)
        network.later(seconds=1)
    for _ in range(40):
        network.later(minutes=1)
        network.watch()
    assert not [one for one in network.all() if one.live]
