from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.builders import NOW, minutes

from csms import bootstrap
from csms.adapters.memory.local_lists import MemoryLocalLists
from csms.drivers.list_ports import LocalListRepository, change, want_list
from csms.drivers.local_lists import Entry, HeldList, Pending, WantedList
from csms.drivers.model import TokenStatus, TokenType
from csms.errors import Conflict, Unavailable

ENTRIES = {
    "TAG-1": Entry(TokenStatus.ACCEPTED, "FAMILY", minutes(60), TokenType.EMAID),
    "TÄG": Entry(TokenStatus.BLOCKED),
}
HELD = HeldList(
    number=9,
    entries=ENTRIES,
    confirmed_version=7,
    confirmed_at=NOW,
    reported_version=-1,
    reported_at=minutes(1),
    pending=Pending(9, {}),
    answer="Failed",
    answered_at=minutes(2),
    unsupported=True,
    booted=True,
)


@pytest.fixture(params=["memory", "dynamodb"])
def lists(request: pytest.FixtureRequest) -> LocalListRepository:
    if request.param == "memory":
        return MemoryLocalLists()
    request.getfixturevalue("deployment")
    return bootstrap.local_lists()


def test_nothing_is_wanted_held_or_named_at_first(lists: LocalListRepository) -> None:
    assert lists.wanted("CP1") is None
    assert lists.held("CP1") == HeldList()
    assert lists.holders("TAG-1") == []


def test_newer_list_replaces_what_was_wanted_and_an_older_one_does_not(
    lists: LocalListRepository,
) -> None:
    assert lists.put_wanted("CP1", WantedList(("A", "B"), 3))
    assert not lists.put_wanted("CP1", WantedList(("C",), 3))
    assert not lists.put_wanted("CP1", WantedList(("C",), 2))
    assert lists.wanted("CP1") == WantedList(("A", "B"), 3)
    assert lists.put_wanted("CP1", WantedList((), 4))
    assert lists.wanted("CP1") == WantedList((), 4)
    assert lists.wanted("CP2") is None


@pytest.mark.parametrize("held", [HELD, HeldList(), replace(HELD, entries=None, pending=None)])
def test_what_is_held_comes_back_as_it_was(lists: LocalListRepository, held: HeldList) -> None:
    assert lists.save("CP1", held)
    assert lists.held("CP1") == held
    assert lists.held("CP2") == HeldList()


def test_what_is_gone_does_not_shine_through(lists: LocalListRepository) -> None:
    lists.save("CP1", HELD)
    read = lists.held("CP1")
    assert lists.save("CP1", replace(HeldList(), revision=read.revision))
    assert lists.held("CP1") == HeldList()


def test_of_two_changes_of_one_reading_the_first_stays(lists: LocalListRepository) -> None:
    first = lists.held("CP1")
    assert lists.save("CP1", replace(first, number=1))
    assert not lists.save("CP1", replace(first, number=2))
    second = lists.held("CP1")
    assert lists.save("CP1", replace(second, number=3))
    assert not lists.save("CP1", replace(second, number=4))
    assert lists.held("CP1").number == 3


def test_change_is_made_upon_what_others_changed_meanwhile(lists: LocalListRepository) -> None:
    others = iter([10, 20])

    def step(held: HeldList) -> HeldList:
        other = next(others, None)
        if other:
            lists.save("CP1", replace(lists.held("CP1"), number=other))
        return replace(held, number=held.number + 1)

    assert change("CP1", step, lists).number == 21
    assert lists.held("CP1").number == 21


def test_change_that_always_loses_is_to_be_tried_later(lists: LocalListRepository) -> None:
    def step(held: HeldList) -> HeldList:
        lists.save("CP1", replace(lists.held("CP1"), number=held.number + 5))
        return replace(held, number=1)

    with pytest.raises(Unavailable):
        change("CP1", step, lists)


def test_holders_are_the_stations_that_name_a_token(lists: LocalListRepository) -> None:
    names = [f"T{number}" for number in range(60)]
    lists.hold(names, "CP1", 1)
    lists.hold(["T59"], "CP2", 1)
    lists.hold([], "CP3", 1)
    assert lists.holders("T0") == ["CP1"]
    assert lists.holders("T59") == ["CP1", "CP2"]


def test_release_leaves_what_a_newer_list_names(lists: LocalListRepository) -> None:
    lists.hold(["A", "B"], "CP1", 1)
    lists.hold(["B"], "CP1", 3)
    lists.release(["A", "B", "C"], "CP1", 2)
    assert lists.holders("A") == []
    assert lists.holders("B") == ["CP1"]


def test_wanting_a_list_notes_its_tokens_and_numbers_it(lists: LocalListRepository) -> None:
    first = want_list("CP1", ["A", "B", "A"], lists)
    second = want_list("CP1", ["B", "C"], lists)
    assert first.token_ids == ("A", "B")
    assert lists.wanted("CP1") == second
    assert second.version > first.version
    assert [lists.holders(one) for one in "ABC"] == [[], ["CP1"], ["CP1"]]


def test_of_two_lists_wanted_at_once_the_newer_stays_and_the_other_is_told(
    lists: LocalListRepository,
) -> None:
    real: Callable[..., None] = lists.hold

    def hold(token_ids: list[str], station_id: str, version: int) -> None:
        lists.hold = real  # type: ignore[method-assign]
        want_list("CP1", ["NEWER"], lists)
        real(token_ids, station_id, version)

    lists.hold = hold  # type: ignore[method-assign, assignment]
    with pytest.raises(Conflict):
        want_list("CP1", ["OLDER"], lists)
    wanted = lists.wanted("CP1")
    assert wanted is not None
    assert wanted.token_ids == ("NEWER",)


def test_wanting_again_asks_a_station_that_refused(lists: LocalListRepository) -> None:
    lists.save("CP1", HELD)
    want_list("CP1", [], lists)
    assert not lists.held("CP1").unsupported


def test_number_after_the_largest_starts_anew_with_a_full_list(
    lists: LocalListRepository,
) -> None:
    lists.save("CP1", replace(HELD, pending=None, reported_version=(1 << 31) - 1))
    want_list("CP1", [], lists)
    held = lists.held("CP1")
    assert (held.number, held.entries) == (1, None)
