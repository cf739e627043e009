"""Sums of facts: each is counted once, whatever comes twice or late."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.builders import minutes
from tests.contract.paging import all_pages

from csms.figures.model import NOTHING, NOW, Cell, Fact, Group, Place, Share
from csms.figures.ports import Outage, Wanted
from csms.figures.rows import RowsWanted

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

DAY = date(2026, 1, 20)
HERE = Place("site-1", "CP1", "ac")


def a_fact(day: date | None = DAY, place: Place = HERE, **amounts: int) -> Fact:
    return Fact((Share(day, place, amounts),))


def count(ports: "Ports", fact_id: str, fact: Fact) -> bool:
    return ports.figures.count(fact_id, lambda _: fact)


def sums(ports: "Ports", group: Group, first: str, last: str, **more: Any) -> dict[Cell, Any]:
    return dict(ports.figures.sums(Wanted(group, first, last, **more)))


def test_a_fact_is_in_every_sum_of_its_day_and_place(ports: "Ports") -> None:
    assert count(ports, "session:1", a_fact(energy_wh=5000))
    for group, key in ((Group.STATION, "CP1"), (Group.TARIFF, "ac"), (Group.SITE, "")):
        for period in ("2026-01-20", "2026-01"):
            found = sums(ports, group, period, period)
            assert found == {Cell(group, period, "site-1", key): {"energy_wh": 5000}}
    assert sums(ports, Group.ALL, "2026-01", "2026-01") == {
        Cell(Group.ALL, "2026-01"): {"energy_wh": 5000}
    }


def test_the_same_fact_again_changes_nothing_and_another_look_replaces_it(ports: "Ports") -> None:
    assert count(ports, "session:1", a_fact(energy_wh=5000, sessions=1))
    assert not count(ports, "session:1", a_fact(energy_wh=5000, sessions=1))
    assert count(ports, "session:1", a_fact(date(2026, 1, 21), energy_wh=4000, sessions=1))
    found = sums(ports, Group.ALL, "2026-01-01", "2026-01-31")
    assert found == {Cell(Group.ALL, "2026-01-21"): {"energy_wh": 4000, "sessions": 1}}


def test_a_fact_that_is_none_any_more_leaves_the_sums(ports: "Ports") -> None:
    count(ports, "session:1", a_fact(energy_wh=5000))
    assert count(ports, "session:1", NOTHING)
    assert sums(ports, Group.SITE, "2026-01-01", "2026-01-31") == {}


def test_credits_may_make_a_sum_negative(ports: "Ports") -> None:
    count(ports, "transfer:1", Fact((Share(DAY, HERE, {"net:EUR": -300}),)))
    found = sums(ports, Group.ALL, "2026-01-20", "2026-01-20")
    assert found == {Cell(Group.ALL, "2026-01-20"): {"net:EUR": -300}}


def test_many_facts_add_up_however_they_are_spread(ports: "Ports") -> None:
    for number in range(30):
        place = Place(f"site-{number % 3}", f"CP{number % 5}", "ac")
        count(ports, f"session:{number}", a_fact(place=place, energy_wh=number))
    total = sums(ports, Group.ALL, "2026-01-20", "2026-01-20")
    assert sum((Counter(one) for one in total.values()), Counter()) == {"energy_wh": 435}
    by_site = sums(ports, Group.SITE, "2026-01-20", "2026-01-20")
    assert {cell.site_id: one["energy_wh"] for cell, one in by_site.items()} == {
        f"site-{number}": sum(range(number, 30, 3)) for number in range(3)
    }
    one_site = sums(ports, Group.STATION, "2026-01-20", "2026-01-20", site_id="site-1")
    assert sum(one["energy_wh"] for one in one_site.values()) == sum(range(1, 30, 3))
    assert {cell.site_id for cell in one_site} == {"site-1"}
    station = {"site_id": "site-1", "station_id": "CP2"}
    one_station = sums(ports, Group.STATION, "2026-01-20", "2026-01-20", **station)
    assert {cell.key for cell in one_station} == {"CP2"}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2025-12-31", "2026-01-01", ["2025-12-31", "2026-01-01"]),
        ("2026-01-01", "2026-01-31", ["2026-01-01", "2026-01-31"]),
        ("2026-01-31", "2026-02-01", ["2026-01-31", "2026-02-01"]),
    ],
)
def test_a_time_holds_its_first_and_last_day(
    ports: "Ports", first: str, last: str, days: list[str]
) -> None:
    for day in ("2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"):
        count(ports, f"session:{day}", a_fact(date.fromisoformat(day), sessions=1))
    for group in (Group.ALL, Group.SITE, Group.STATION):
        assert sorted(cell.period for cell in sums(ports, group, first, last)) == days
    months = sums(ports, Group.SITE, "2025-12", "2026-01", site_id="site-1")
    assert [months[cell]["sessions"] for cell in sorted(months)] == [1, 2]


@pytest.mark.parametrize("site_id", ["", "1|a", "11|", "site", "site-1"])
def test_names_of_places_do_not_run_into_each_other(ports: "Ports", site_id: str) -> None:
    for number, name in enumerate(["", "1|a", "11|", "site", "site-1"]):
        count(ports, f"session:{number}", a_fact(place=Place(name, "CP", ""), sessions=1))
    found = sums(ports, Group.SITE, "2026-01-20", "2026-01-20", site_id=site_id)
    assert found == {Cell(Group.SITE, "2026-01-20", site_id): {"sessions": 1}}


def test_how_things_stand_is_a_sum_of_now(ports: "Ports") -> None:
    count(ports, "station:CP1", a_fact(None, stations=1))
    count(ports, "station:CP2", a_fact(None, Place("site-2", "CP2"), stations=1))
    found = sums(ports, Group.ALL, NOW, NOW)
    assert sum(one["stations"] for one in found.values()) == 2
    assert sums(ports, Group.SITE, NOW, NOW, site_id="site-2") == {
        Cell(Group.SITE, NOW, "site-2"): {"stations": 1}
    }
    assert sums(ports, Group.STATION, "2026-01-01", "2026-12-31") == {}


def test_rows_are_listed_of_all_and_of_a_site(ports: "Ports") -> None:
    for number in range(11):
        row = {"station_id": f"CP{number}", "site_id": f"site-{number % 2}", "n": [number]}
        count(ports, f"station:CP{number}", Fact((), row))
    count(ports, "session:1", a_fact(sessions=1))
    count(ports, "station:CP3", NOTHING)
    rows = all_pages(lambda limit, cursor: ports.figures.rows(RowsWanted(), limit, cursor), 3)
    names = sorted(one.row["station_id"] for one in rows if one.row)
    assert names == sorted(f"CP{number}" for number in range(11) if number != 3)
    here = RowsWanted("site-0")
    mine = all_pages(lambda limit, cursor: ports.figures.rows(here, limit, cursor), 4)
    assert {one.row["site_id"] for one in mine if one.row} == {"site-0"}
    assert len(mine) == 6


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (RowsWanted(status="faulted"), [0, 3, 6, 9, 12]),
        (RowsWanted(search="cp1"), [1, 10, 11, 12]),
        (RowsWanted(search="STRASSE 7"), [7]),
        (RowsWanted(search="straße"), list(range(13))),
        (RowsWanted("site-1", "available", "CP1"), [1, 11]),
        (RowsWanted("site-2", search="Cp1"), []),
    ],
)
def test_rows_are_found_by_state_and_by_a_part_of_a_name(
    ports: "Ports", wanted: RowsWanted, found: list[int]
) -> None:
    for number in range(13):
        row = {
            "station_id": f"CP{number}",
            "name": f"Straße {number}",
            "site_id": f"site-{number % 2}",
            "status": "available" if number % 3 else "faulted",
        }
        count(ports, f"station:CP{number}", Fact((), row))
    for page in (1, 2, 50):
        rows = all_pages(lambda limit, cursor: ports.figures.rows(wanted, limit, cursor), page)
        names = [one.row["station_id"] for one in rows if one.row]
        assert sorted(names) == sorted(f"CP{number}" for number in found)


def test_a_row_is_found_by_what_it_says_now(ports: "Ports") -> None:
    count(ports, "station:CP1", Fact((), {"station_id": "CP1", "status": "offline"}))
    count(ports, "station:CP1", Fact((), {"station_id": "CP1", "status": "available"}))
    assert ports.figures.rows(RowsWanted(status="offline"), 5, None) == ([], None)
    [row], _ = ports.figures.rows(RowsWanted(status="available"), 5, None)
    assert row.row is not None


def test_sites_are_listed_with_their_sums_of_now(ports: "Ports") -> None:
    names = ["", "1|a", *(f"site-{number}" for number in range(9))]
    for name in names:
        count(ports, f"station:a{name}", a_fact(None, Place(name, "a"), stations=1))
        count(ports, f"station:b{name}", a_fact(None, Place(name, "b"), stations=1, power_w=5))
    count(ports, "station:gone", a_fact(None, Place("gone", "c"), stations=1))
    count(ports, "station:gone", NOTHING)
    count(ports, "session:1", a_fact(sessions=1))
    for page in (1, 4, 50):
        found = all_pages(lambda limit, cursor: ports.figures.sites_now(None, limit, cursor), page)
        assert sorted(one.site_id for one in found) == sorted(names)
        assert {tuple(sorted(one.amounts.items())) for one in found} == {
            (("power_w", 5), ("stations", 2))
        }
    [one], following = ports.figures.sites_now("site-3", 50, None)
    assert (one.site_id, one.amounts["stations"], following) == ("site-3", 2, None)
    assert ports.figures.sites_now("nowhere", 50, None) == ([], None)


@pytest.mark.parametrize("known", [NOTHING, a_fact(None, stations=1, faulted=1)])
def test_a_look_that_was_overtaken_is_repeated(ports: "Ports", known: Fact) -> None:
    """Somebody counts a newer state between the read of the fact and its write."""
    looks: list[Fact] = []
    if known != NOTHING:
        count(ports, "station:CP1", known)

    def look(before: Fact) -> Fact:
        looks.append(before)
        if len(looks) == 1:
            count(ports, "station:CP1", a_fact(None, stations=1))
        return a_fact(None, stations=1, online=1)

    assert ports.figures.count("station:CP1", look)
    assert looks == [known, a_fact(None, stations=1)]
    found = sums(ports, Group.SITE, NOW, NOW)
    assert found == {Cell(Group.SITE, NOW, "site-1"): {"stations": 1, "online": 1}}


def test_absences_are_kept_with_their_end_in_any_order(ports: "Ports") -> None:
    figures = ports.figures
    figures.note_outage("CP1", Outage(minutes(10)))
    figures.note_outage("CP1", Outage(minutes(20), minutes(25)))
    figures.note_outage("CP1", Outage(minutes(20)))
    figures.note_outage("CP1", Outage(minutes(40)))
    figures.note_outage("CP2", Outage(minutes(30)))
    assert list(figures.outages("CP1", minutes(15), minutes(30))) == [
        Outage(minutes(10)),
        Outage(minutes(20), minutes(25)),
    ]
    assert list(figures.outages("CP3", minutes(0), minutes(60))) == []
