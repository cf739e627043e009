"""Visits and terminals: in memory and in DynamoDB."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.contract.paging import all_pages

from csms import bootstrap
from csms.adapters.memory.terminals import MemoryTerminals
from csms.adapters.memory.visits import MemoryVisits
from csms.clock import utc_now
from csms.errors import Overtaken
from csms.payments.visits import Occupant, Visit, VisitEnd, VisitFilter, VisitRepository
from csms.terminals.registry import Evse, Key, Terminal, TerminalRepository

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
KEYS = (Key("k1", "ab", NOW, NOW + timedelta(days=1)), Key("k2", "cd", NOW))
TERMINAL = Terminal("T-1", "Gate", (Evse("CP1", 1), Evse("CP/2", 2)), KEYS)


@dataclass(frozen=True)
class Stores:
    visits: VisitRepository
    terminals: TerminalRepository


@pytest.fixture(params=["memory", "dynamodb"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "memory":
        return Stores(MemoryVisits(), MemoryTerminals())
    request.getfixturevalue("deployment")
    return Stores(bootstrap.visits(), bootstrap.terminals())


def a_visit(visit_id: str = "TRM1", look_in_s: int | None = 30) -> Visit:
    return Visit(
        visit_id=visit_id,
        payment_id="p1",
        terminal_id="T-1",
        station_id="CP1",
        evse_id=1,
        created_at=NOW,
        plug_in_by=NOW + timedelta(minutes=10),
        look_at=None if look_in_s is None else NOW + timedelta(seconds=look_in_s),
    )


def test_a_visit_is_kept_whole(stores: Stores) -> None:
    stores.visits.add(a_visit())
    assert stores.visits.get("TRM1") == a_visit()
    told = replace(a_visit(), start_command="c1", stop_command="c2", warned=True, look_at=None)
    told = replace(told, stopping_since=NOW, stuck=True)
    told = replace(told.bound("s1", "17"), ended=VisitEnd.SETTLED)
    assert stores.visits.save(told) == replace(told, version=2)
    assert stores.visits.get("TRM1") == replace(told, version=2)
    assert stores.visits.get("TRM2") is None


def test_a_second_one_with_the_same_id_is_the_first(stores: Stores) -> None:
    first = stores.visits.add(a_visit())
    assert stores.visits.add(replace(a_visit(), station_id="CP2")) == first


def test_of_two_who_read_the_same_only_one_writes(stores: Stores) -> None:
    read = stores.visits.add(a_visit())
    stores.visits.save(read.bound("s1", "17"))
    with pytest.raises(Overtaken):
        stores.visits.save(read.given_up(VisitEnd.CANCELLED))
    kept = stores.visits.get("TRM1")
    assert kept is not None
    assert (kept.session_id, kept.ended) == ("s1", None)


def test_due_are_those_whose_time_has_come(stores: Stores) -> None:
    for number, seconds in enumerate((0, 30, 31, None)):
        stores.visits.add(a_visit(f"TRM{number}", seconds))
    due = stores.visits.due(NOW + timedelta(seconds=30), 10)
    assert sorted(due) == ["TRM0", "TRM1"]


def visits_of_months(stores: Stores) -> list[Visit]:
    """Nine, the oldest first: three of each month; every other one is over."""
    now = utc_now().replace(day=1, hour=0, microsecond=0)
    made = []
    for number in range(9):
        at = now - timedelta(days=30 * (2 - number // 3), seconds=9 - number)
        visit = replace(a_visit(f"TRM{number}"), created_at=at, station_id=f"CP{number % 2}")
        stores.visits.add(visit)
        if number % 2:
            visit = replace(visit, ended=VisitEnd.CANCELLED, look_at=None)
            visit = stores.visits.save(visit)
        made.append(visit)
    return made


def test_visits_are_listed_with_the_newest_first(stores: Stores) -> None:
    newest_first = visits_of_months(stores)[::-1]
    for limit in (1, 2, 3, 50):
        listed = all_pages(lambda *page: stores.visits.page(VisitFilter(), *page), limit)
        assert listed == newest_first, limit


@pytest.mark.parametrize(
    "wanted",
    [
        VisitFilter(station_id="CP1"),
        VisitFilter(terminal_id="T-9"),
        VisitFilter(terminal_id="T-1", open=True),
        VisitFilter(open=False),
        VisitFilter(ended=VisitEnd.CANCELLED),
        VisitFilter(ended=VisitEnd.SETTLED),
    ],
    ids=str,
)
def test_a_filter_of_visits_leaves_out_the_others(stores: Stores, wanted: VisitFilter) -> None:
    expected = [one for one in visits_of_months(stores)[::-1] if wanted.shows(one)]
    assert all_pages(lambda *page: stores.visits.page(wanted, *page), 2) == expected


def test_two_visits_of_one_moment_are_both_listed(stores: Stores) -> None:
    now = utc_now().replace(microsecond=0)
    for number in range(3):
        stores.visits.add(replace(a_visit(f"TRM{number}"), created_at=now))
    listed = all_pages(lambda *page: stores.visits.page(VisitFilter(), *page), 1)
    assert {one.visit_id for one in listed} == {"TRM0", "TRM1", "TRM2"}


def test_an_evse_is_taken_from_who_was_read_and_from_nobody_else(stores: Stores) -> None:
    first, second = Occupant("TRM1", NOW), Occupant("TRM2", NOW + timedelta(minutes=1))
    assert stores.visits.occupant("CP1", 1) is None
    assert stores.visits.occupy("CP1", 1, first, None)
    assert not stores.visits.occupy("CP1", 1, second, None)
    assert not stores.visits.occupy("CP1", 1, second, second)
    assert stores.visits.occupant("CP1", 1) == first
    assert stores.visits.occupy("CP1", 1, second, first)
    assert stores.visits.occupant("CP1", 1) == second
    assert stores.visits.occupant("CP1", 2) is None
    assert not stores.visits.occupy("CP1", 2, second, first)


def test_a_terminal_is_kept_whole_and_changed_by_one_at_a_time(stores: Stores) -> None:
    first = stores.terminals.save(TERMINAL)
    assert stores.terminals.get("T-1") == first == replace(TERMINAL, version=1)
    stores.terminals.save(replace(first, keys=()))
    with pytest.raises(Overtaken):
        stores.terminals.save(first)
    with pytest.raises(Overtaken):
        stores.terminals.save(TERMINAL)
    stores.terminals.delete("T-1")
    stores.terminals.delete("T-1")
    assert stores.terminals.get("T-1") is None
    assert stores.terminals.page(5, None) == ([], None)


def test_terminals_are_listed_page_by_page(stores: Stores) -> None:
    kept = [stores.terminals.save(replace(TERMINAL, terminal_id=f"T-{one}")) for one in range(7)]
    found = all_pages(stores.terminals.page, 2)
    assert sorted(found, key=lambda one: one.terminal_id) == kept
    assert all_pages(stores.terminals.page, 50) == found
