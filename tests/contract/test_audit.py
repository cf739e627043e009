from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.builders import minutes
from tests.contract.paging import all_pages

from csms.audit.model import AuditEntry, AuditFilter, Outcome
from csms.errors import Rejected

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def an_entry(number: int = 0, object_id: str = "session-1") -> AuditEntry:
    return AuditEntry(
        f"01ORDER{number:03}",
        minutes(number),
        "operator-1" if number % 2 else "operator-2",
        "session.review" if number % 3 else "correction",
        object_id,
        "because",
        before={"state": "review"},
        after={"transfer_id": f"chg:{number}"},
        name="Ada" if number % 2 else None,
    )


def listed(ports: "Ports", wanted: AuditFilter, limit: int = 3) -> list[AuditEntry]:
    return all_pages(partial(ports.audit.page, wanted), limit)


def test_entries_come_back_whole_newest_first(ports: "Ports") -> None:
    entries = [an_entry(number) for number in range(7)]
    for entry in entries:
        ports.audit.add(entry)
    assert listed(ports, AuditFilter()) == entries[::-1]


def test_an_entry_is_never_changed(ports: "Ports") -> None:
    ports.audit.add(an_entry())
    ports.audit.add(replace(an_entry(), reason="another", subject="somebody else"))
    assert listed(ports, AuditFilter()) == [an_entry()]


def test_order_and_outcome_are_two_entries(ports: "Ports") -> None:
    ordered = an_entry()
    done = replace(ordered, outcome=Outcome.DONE, at=ordered.at + timedelta(seconds=1))
    for entry in (ordered, done):
        ports.audit.add(entry)
    assert listed(ports, AuditFilter(object_id="session-1")) == [done, ordered]


@pytest.mark.parametrize(
    "wanted",
    [
        AuditFilter(object_id="session-2"),
        AuditFilter(subject="operator-1"),
        AuditFilter(action="correction"),
        AuditFilter("session-2", "operator-1", "session.review"),
        AuditFilter(object_id="nobody's"),
    ],
)
def test_each_filter_holds(ports: "Ports", wanted: AuditFilter) -> None:
    entries = [an_entry(number, f"session-{number % 4}") for number in range(24)]
    for entry in entries:
        ports.audit.add(entry)
    assert listed(ports, wanted, 2) == [one for one in entries[::-1] if wanted.shows(one)]


def test_months_follow_each_other(ports: "Ports") -> None:
    entries = [replace(an_entry(), at=minutes(-60 * 24 * 31 * months)) for months in range(4)]
    for entry in entries:
        ports.audit.add(entry)
    for limit in (1, 2, 9):
        assert listed(ports, AuditFilter(), limit) == entries


def test_foreign_cursor_is_refused(ports: "Ports") -> None:
    if type(ports.audit).__name__ == "DynamoAudit":
        with pytest.raises(Rejected):
            ports.audit.page(AuditFilter(), 5, "nonsense")
