from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.builders import NOW, minutes
from tests.contract.paging import all_pages

from csms.stations.journal import JournalEntry

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def an_entry(
    minute: float = 0, kind: str = "LogStatusNotification", **content: Any
) -> JournalEntry:
    return JournalEntry("CP1", kind, minutes(minute), minutes(90), content or {"status": "Idle"})


def minutes_of(entries: list[JournalEntry]) -> list[float]:
    return [(one.occurred_at - NOW).total_seconds() / 60 for one in entries]


def test_entry_is_stored_whole(ports: "Ports") -> None:
    entry = an_entry(1, value=Decimal("8.1"), whole=7, list=[{"on": True, "none": None}])
    ports.journal.record(entry)
    assert ports.journal.page("CP1", None, 9, None) == ([entry], None)


def test_critical_entry_stays_critical(ports: "Ports") -> None:
    entry = JournalEntry("CP1", "SecurityEventNotification", NOW, NOW, {"type": "x"}, True)
    ports.journal.record(entry)
    assert ports.journal.page("CP1", None, 9, None)[0][0].critical


def test_newest_comes_first_whatever_the_order(ports: "Ports") -> None:
    for minute in (3, 1, 2):
        ports.journal.record(an_entry(minute))
    assert minutes_of(ports.journal.page("CP1", None, 9, None)[0]) == [3, 2, 1]


def test_repeat_changes_nothing_and_the_order_of_members_is_no_difference(ports: "Ports") -> None:
    ports.journal.record(an_entry(1, a=1, b=2))
    ports.journal.record(an_entry(1, b=2, a=1))
    assert len(ports.journal.page("CP1", None, 9, None)[0]) == 1


def test_another_content_or_kind_at_the_same_moment_is_another_entry(ports: "Ports") -> None:
    ports.journal.record(an_entry(1, a=1))
    ports.journal.record(an_entry(1, a=2))
    ports.journal.record(an_entry(1, "NotifyEvent", a=1))
    assert len(ports.journal.page("CP1", None, 9, None)[0]) == 3


@pytest.mark.parametrize(("kind", "expected"), [(None, 7), ("Rare", 2), ("None", 0)])
def test_pages_lead_to_every_entry_of_a_kind(
    ports: "Ports", kind: str | None, expected: int
) -> None:
    for minute in range(5):
        ports.journal.record(an_entry(minute))
    for minute in (1, 4):
        ports.journal.record(an_entry(minute, "Rare"))
    found = all_pages(lambda limit, cursor: ports.journal.page("CP1", kind, limit, cursor), 2)
    assert len(found) == expected
    assert minutes_of(found) == sorted(minutes_of(found), reverse=True)


def test_rare_kind_is_found_behind_many_others(ports: "Ports") -> None:
    ports.journal.record(an_entry(-1, "Rare"))
    for number in range(450):
        ports.journal.record(an_entry(number))
    found = all_pages(lambda limit, cursor: ports.journal.page("CP1", "Rare", limit, cursor), 3)
    assert [one.kind for one in found] == ["Rare"]


def test_page_that_would_read_too_much_ends_early_and_says_where_to_go_on(
    ports: "Ports", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csms.adapters.dynamodb.journal.READ_AT_ONCE", 2)
    monkeypatch.setattr("csms.adapters.dynamodb.journal.MOST_READS", 2)
    ports.journal.record(an_entry(-1, "Rare"))
    for number in range(9):
        ports.journal.record(an_entry(number))
    found = all_pages(lambda limit, cursor: ports.journal.page("CP1", "Rare", limit, cursor), 3)
    assert [one.kind for one in found] == ["Rare"]


def test_another_station_has_a_journal_of_its_own(ports: "Ports") -> None:
    ports.journal.record(an_entry(1))
    assert ports.journal.page("CP", None, 9, None) == ([], None)
