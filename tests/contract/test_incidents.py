from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.builders import minutes
from tests.contract.paging import all_pages

from csms.errors import Overtaken, Rejected
from csms.incidents.model import (
    Change,
    Children,
    Entry,
    Incident,
    IncidentFilter,
    Kind,
    Notice,
    Place,
    Severity,
    State,
    Track,
)
from csms.incidents.ports import Counts, Head, Member
from csms.incidents.windows import Window

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def an_incident(number: int = 0, station_id: str = "CP1") -> Incident:
    return Incident(
        incident_id=f"01INCIDENT{number:03}",
        kind=Kind.STATION_OFFLINE if number % 2 else Kind.CONNECTOR_FAULTED,
        object_id=f"{station_id}/1/{number}",
        place=Place("site-1" if number % 3 else None, station_id, 1, 2, None),
        severity=Severity.MAJOR if number % 2 else Severity.CRITICAL,
        title="CP1 is offline",
        cause="its router",
        advice="look at it",
        opened_at=minutes(number),
        last_seen_at=minutes(number),
        recent=(minutes(number),),
        notices=1,
        notice=Notice.OPENED,
        noticed_at=minutes(number),
    )


def stored(ports: "Ports", *incidents: Incident) -> list[Incident]:
    return [ports.incidents.write(Change(one)) for one in incidents]


def listed(ports: "Ports", wanted: IncidentFilter, limit: int = 3) -> list[Incident]:
    return all_pages(partial(ports.incidents.page, wanted), limit)


def test_an_incident_comes_back_whole(ports: "Ports") -> None:
    everything = replace(
        an_incident(),
        state=State.RESOLVED,
        count=7,
        acknowledged_at=minutes(1),
        acknowledged_by="person:a@example.com",
        resolved_at=minutes(2),
        resolved_by="recovery",
        escalation_level=2,
        escalate_after_s=600,
        escalate_at=minutes(3),
        suppressed_by="window-1",
        suppressed_until=minutes(4),
        absorbed=True,
        flapping=True,
        recent=(minutes(0), minutes(1)),
        gone_since=minutes(5),
        look_at=minutes(6),
        place=Place(session_id="S1"),
    )
    (written,) = stored(ports, everything)
    assert written == replace(everything, version=1)
    assert ports.incidents.get(everything.incident_id) == written
    assert ports.incidents.get("nobody's") is None


def test_who_decided_on_an_old_version_is_overtaken(ports: "Ports") -> None:
    (first,) = stored(ports, an_incident())
    ports.incidents.write(Change(replace(first, count=2)))
    for stale in (first, an_incident()):
        with pytest.raises(Overtaken):
            ports.incidents.write(Change(stale, (Entry(minutes(1), "lost"),)))
    found = ports.incidents.get(first.incident_id)
    assert found is not None
    assert (found.count, found.version) == (2, 2)
    assert ports.incidents.timeline(first.incident_id, 10) == ([], None)


def test_a_track_and_its_incident_are_written_together_or_not_at_all(ports: "Ports") -> None:
    track = ports.incidents.track(Kind.BOOT_LOOP, "CP1")
    assert track == Track(Kind.BOOT_LOOP, "CP1")
    told = replace(track, last_at=minutes(0), marks=("m1",), tally=(minutes(0),))
    ports.incidents.keep(told)
    assert ports.incidents.track(Kind.BOOT_LOOP, "CP1") == replace(told, version=1)
    with pytest.raises(Overtaken):
        ports.incidents.keep(told)
    with pytest.raises(Overtaken):
        ports.incidents.write(Change(an_incident()), told)
    assert ports.incidents.get(an_incident().incident_id) is None
    present = replace(ports.incidents.track(Kind.BOOT_LOOP, "CP1"), incident_id="01INCIDENT000")
    ports.incidents.write(Change(an_incident()), present)
    assert ports.incidents.track(Kind.BOOT_LOOP, "CP1") == replace(present, version=2)


def test_the_timeline_is_told_in_order_page_by_page(ports: "Ports") -> None:
    entries = [Entry(minutes(number // 2), f"step {number}", "me", "why") for number in range(7)]
    (incident,) = stored(ports, an_incident())
    for start in range(0, 7, 2):
        incident = ports.incidents.write(Change(incident, tuple(entries[start : start + 2])))
    assert ports.incidents.timeline(incident.incident_id, 100) == (entries, None)
    for limit in (1, 2, 3):
        assert all_pages(partial(ports.incidents.timeline, incident.incident_id), limit) == entries


@pytest.mark.parametrize(
    "wanted",
    [
        IncidentFilter(),
        IncidentFilter(frozenset(State)),
        IncidentFilter(frozenset({State.RESOLVED})),
        IncidentFilter(kind=Kind.STATION_OFFLINE),
        IncidentFilter(severity=Severity.CRITICAL, site_id="site-1"),
        IncidentFilter(station_id="CP2"),
        IncidentFilter(frozenset({State.RESOLVED}), station_id="CP2"),
        IncidentFilter(suppressed_by="01PARENT"),
    ],
)
def test_each_filter_holds_newest_first(ports: "Ports", wanted: IncidentFilter) -> None:
    incidents = [an_incident(number, f"CP{number % 3}") for number in range(12)]
    incidents[3] = replace(incidents[3], suppressed_by="01PARENT", absorbed=True)
    incidents[4] = replace(incidents[4], state=State.RESOLVED)
    incidents[5] = replace(incidents[5], state=State.RESOLVED)
    written = stored(ports, *incidents)
    named = wanted.suppressed_by or wanted.station_id
    expected = [one for one in written[::-1] if wanted.shows(one) and (named or not one.absorbed)]
    assert expected
    for limit in (1, 2, 50):
        assert listed(ports, wanted, limit) == expected


def test_all_of_them_reach_back_over_months(ports: "Ports") -> None:
    old = [replace(an_incident(one), opened_at=minutes(-60 * 24 * 31 * one)) for one in range(4)]
    written = stored(ports, *old)
    for limit in (1, 2, 9):
        assert listed(ports, IncidentFilter(frozenset(State)), limit) == written


def test_foreign_cursor_is_refused(ports: "Ports") -> None:
    if type(ports.incidents).__name__ == "DynamoIncidents":
        with pytest.raises(Rejected):
            ports.incidents.page(IncidentFilter(), 5, "nonsense")


def test_heads_tell_what_a_summary_counts(ports: "Ports") -> None:
    quiet = replace(an_incident(2), suppressed_by="window-1")
    child = replace(an_incident(3), suppressed_by="01PARENT", absorbed=True)
    ended = replace(an_incident(4), state=State.RESOLVED)
    stored(ports, an_incident(0), an_incident(1), quiet, child, ended)
    assert list(ports.incidents.heads()) == [
        Head("01INCIDENT002", Severity.CRITICAL, "site-1", suppressed=True),
        Head("01INCIDENT001", Severity.MAJOR, "site-1", suppressed=False),
        Head("01INCIDENT000", Severity.CRITICAL, None, suppressed=False),
    ]


def test_those_whose_time_has_come_are_due_until_they_are_written(ports: "Ports") -> None:
    due = [replace(an_incident(one), look_at=minutes(one)) for one in range(4)]
    first, *_ = stored(ports, *due, an_incident(9))
    ids = [one.incident_id for one in due]
    assert ports.incidents.due(minutes(2), 10) == ids[:3]
    assert ports.incidents.due(minutes(2), 2) == ids[:2]
    assert ports.incidents.due(minutes(-1), 10) == []
    ports.incidents.write(Change(replace(first, look_at=None)))
    assert ports.incidents.due(minutes(2), 10) == ids[1:3]


def test_members_and_lost_stations_are_counted_with_the_write(ports: "Ports") -> None:
    scopes = ("network", "site:site-1")
    (first, second) = stored(ports, an_incident(0), an_incident(1))
    assert ports.incidents.children("01PARENT") == Children()
    both = Counts(scopes, minutes(10), (Member("01PARENT", 1, 1),))
    ports.incidents.write(Change(first), counts=both)
    ports.incidents.write(Change(second), counts=replace(both, outages=scopes[:1]))
    with pytest.raises(Overtaken):
        ports.incidents.write(Change(first), counts=both)
    assert ports.incidents.children("01PARENT") == Children(2, 2)
    assert ports.incidents.outages("network", minutes(10) - timedelta(minutes=5)) == 2
    assert ports.incidents.outages("site:site-1", minutes(9)) == 1
    assert ports.incidents.outages("network", minutes(11)) == 0


def test_sizes_are_replaced(ports: "Ports") -> None:
    assert ports.incidents.size("network") == 0
    ports.incidents.put_sizes({"network": 40, "site:site-1": 2})
    ports.incidents.put_sizes({"network": 41})
    assert (ports.incidents.size("network"), ports.incidents.size("site:site-1")) == (41, 2)


def a_window(number: int, **place: str) -> Window:
    named = place or {"site_id": "site-1"}
    return Window(f"w{number}", minutes(number), minutes(number + 10), "works", **named)


def test_windows_of_a_place_are_those_that_have_not_ended(ports: "Ports") -> None:
    here = [a_window(0), a_window(5, station_id="CP1"), a_window(20)]
    for one in (*here, a_window(1, site_id="site-2"), a_window(2, station_id="CP2")):
        ports.windows.put(one)

    def found(at: int, site_id: str | None = "site-1") -> set[str]:
        windows = ports.windows.of_place(site_id, "CP1", minutes(at))
        return {one.window_id for one in windows}

    assert found(1) == {"w0", "w5", "w20"}
    assert found(10) == {"w5", "w20"}
    assert found(1, None) == {"w5"}
    assert ports.windows.get("w5") == here[1]


def test_a_window_that_moves_or_goes_is_nowhere_else(ports: "Ports") -> None:
    for one in (a_window(0), a_window(1), a_window(2)):
        ports.windows.put(one)
    moved = replace(a_window(0), site_id=None, station_id="CP1", ends_at=minutes(60))
    ports.windows.put(moved)
    ports.windows.delete("w1")
    ports.windows.delete("w1")
    assert ports.windows.get("w1") is None
    assert [one.window_id for one in ports.windows.of_place("site-1", None, minutes(0))] == ["w2"]
    for limit in (1, 5):
        assert all_pages(ports.windows.page, limit) == [moved, a_window(2)]
