"""A mass outage is one incident, not ten thousand; maintenance wakes nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.incidents.conftest import Network, states

from csms.errors import Conflict
from csms.incidents.handling import resolve
from csms.incidents.mass import let_go, require_end
from csms.incidents.model import Children, Incident, Kind, Notice, State
from csms.incidents.watching import count_stations
from csms.incidents.windows import Window
from csms.incidents.writing import write


def names(count: int, letter: str = "A") -> list[str]:
    return [f"{letter}{number:04}" for number in range(count)]


def sized(network: Network) -> None:
    pages, _ = network.stations.page(100_000, None)
    network.store.put_sizes(count_stations([[one.site_id for one in pages]]))


def lose(network: Network, stations: list[str], seconds: float = 0.1) -> None:
    for one in stations:
        network.offline(one)
        network.later(seconds=seconds)


def the_outage(network: Network) -> Incident:
    (found,) = network.all(Kind.MASS_OUTAGE)
    return found


def test_half_of_a_site_is_one_incident(network: Network) -> None:
    network.register(*names(8))
    sized(network)
    lose(network, names(4))
    assert [one.kind for one in network.listed()] == [Kind.STATION_OFFLINE] * 4
    lose(network, names(5)[4:])
    outage = the_outage(network)
    assert network.listed() == [outage]
    assert (outage.place.site_id, outage.notices) == ("site-1", 1)
    assert network.store.children(outage.incident_id) == Children(5, 5)
    before = [one.notices for one in network.all(Kind.STATION_OFFLINE)]
    lose(network, names(8)[5:])
    assert network.listed() == [the_outage(network)]
    assert [one.notices for one in network.all(Kind.STATION_OFFLINE)] == [*before, 0, 0, 0]


def test_it_is_over_when_they_are_back_and_each_ends_with_it(network: Network) -> None:
    network.register(*names(8))
    sized(network)
    lose(network, names(8))
    for one in names(8):
        assert the_outage(network).live
        network.later(seconds=1)
        network.online(one)
    assert states(network.all()) == {State.RESOLVED}
    assert the_outage(network).resolved_by == "recovery"
    assert the_outage(network).notices == 2


def test_few_that_fail_by_themselves_are_no_mass_outage(network: Network) -> None:
    network.register(*names(8))
    sized(network)
    for one in names(8)[:6]:
        lose(network, [one])
        network.later(minutes=3)
    assert network.all(Kind.MASS_OUTAGE) == []


def test_ten_thousand_stations_are_one_incident(network: Network) -> None:
    """Of 1,000 sites with ten each: the sites' outages are taken in as well."""
    for site in range(1_000):
        network.register(*names(10, f"S{site}-"), site_id=f"site-{site}")
    sized(network)
    for number in range(10):
        lose(network, [f"S{site}-{number:04}" for site in range(1_000)], 0.01)
    (outage,) = network.listed()
    assert (outage.kind, outage.object_id) == (Kind.MASS_OUTAGE, "network")
    assert len(network.all(Kind.STATION_OFFLINE)) == 10_000
    # Whoever was lost before one in a hundred was told by itself, at the most; and the outage.
    assert sum(one.notices for one in network.all()) <= 101 + 1
    for number in range(10):
        for site in range(1_000):
            network.later(seconds=0.01)
            network.online(f"S{site}-{number:04}")
    assert states(network.all()) == {State.RESOLVED}


def test_stragglers_stand_for_themselves_again(network: Network) -> None:
    network.register(*names(30))
    sized(network)
    lose(network, names(30))
    outage = the_outage(network)
    for one in names(30)[:27]:
        network.later(seconds=1)
        network.online(one)
    assert the_outage(network).state is State.RESOLVED
    left = network.listed()
    assert {one.place.station_id for one in left} == set(names(30)[27:])
    assert {(one.suppressed_by, one.notice) for one in left} == {(None, Notice.OPENED)}
    assert network.store.children(outage.incident_id) == Children(30, 0)


def test_nobody_ends_a_mass_outage_that_is_not_over(network: Network) -> None:
    network.register(*names(30))
    sized(network)
    lose(network, names(30))
    outage = the_outage(network)
    with pytest.raises(Conflict, match="30 of its incidents"):
        require_end(outage, network.needs())
    for one in names(30)[:25]:
        network.later(seconds=1)
        network.online(one)
    require_end(the_outage(network), network.needs())
    ended = resolve(the_outage(network), "person:me", network.now)
    write(ended, the_outage(network), network.now, network.needs())
    let_go(outage.incident_id, network.needs())
    assert {one.place.station_id for one in network.listed()} == set(names(30)[25:])


def test_the_watch_finishes_what_a_crash_left(network: Network) -> None:
    """The last station is back, and whoever noted it died before it looked at the outage."""
    network.register(*names(8))
    sized(network)
    lose(network, names(8))
    outage = the_outage(network)
    counted = network.store.children(outage.incident_id)
    network.store._children[outage.incident_id] = replace(counted, live=0)
    network.later(minutes=1)
    network.watch()
    assert the_outage(network).state is State.RESOLVED


def a_window(network: Network, minutes: int, **place: str) -> Window:
    return Window("w", network.now, network.now + timedelta(minutes=minutes), "works", **place)


def test_maintenance_is_not_told_unless_it_lasts(network: Network) -> None:
    network.windows.put(a_window(network, 30, site_id="site-1"))
    network.later(minutes=1)
    network.status("Faulted")
    quiet = network.one()
    assert (quiet.suppressed_by, quiet.notices) == ("w", 0)
    assert network.listed() == [quiet]
    network.later(minutes=20)
    network.watch()
    assert network.one().suppressed_by == "w"
    network.later(minutes=9)
    network.watch()
    told = network.one()
    assert (told.suppressed_by, told.notices, told.notice) == (None, 1, Notice.OPENED)


def test_what_comes_back_while_work_goes_on_is_not_told(network: Network) -> None:
    """It was away shortly before, and is the same incident again."""
    network.offline()
    network.later(minutes=1)
    network.online()
    network.later(minutes=1)
    network.windows.put(a_window(network, 30, station_id="CP1"))
    network.later(minutes=1)
    network.offline()
    again = network.one()
    assert (again.live, again.suppressed_by, again.notices) == (True, "w", 2)
    assert network.what(again)[-2:] == ["reopened", "suppressed"]
    network.later(minutes=30)
    network.watch()
    assert (network.one().suppressed_by, network.one().notices) == (None, 3)


def test_what_begins_when_the_window_ends_is_told(network: Network) -> None:
    """To the second: two windows, one after the other, do not overlap."""
    network.windows.put(a_window(network, 30, station_id="CP1"))
    network.later(minutes=30)
    network.offline()
    assert (network.one().suppressed_by, network.one().notices) == (None, 1)


def test_what_ends_in_the_window_was_never_told(network: Network) -> None:
    network.windows.put(a_window(network, 30, station_id="CP1"))
    network.offline()
    network.later(minutes=5)
    network.online()
    ended = network.one()
    assert (ended.state, ended.notices) == (State.RESOLVED, 0)


def test_a_window_that_is_shortened_is_over_sooner(network: Network) -> None:
    network.windows.put(a_window(network, 600, station_id="CP1"))
    network.offline()
    network.windows.delete("w")
    network.later(minutes=5)
    network.watch()
    assert network.one().notices == 1


def test_a_window_silences_no_fraud_and_no_other_station(network: Network) -> None:
    network.register("CP2", site_id="site-2")
    network.windows.put(a_window(network, 30, site_id="site-1"))
    network.event("station.security_event", station_id="CP1", type="TamperDetectionActivated")
    network.offline("CP2")
    assert [one.suppressed_by for one in network.all()] == [None, None]


def test_work_on_a_whole_site_is_no_mass_outage(network: Network) -> None:
    network.register(*names(8))
    sized(network)
    network.windows.put(a_window(network, 30, site_id="site-1"))
    lose(network, names(8))
    assert network.all(Kind.MASS_OUTAGE) == []
    assert sum(one.notices for one in network.all()) == 0
