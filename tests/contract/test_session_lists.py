from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.builders import a_payer, a_progress, a_settlement, a_start, a_stop, minutes
from tests.contract.paging import all_pages

from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import SessionKey
from csms.errors import Rejected

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

COUNT = 24
MINUTES_APART = 997


def build(ports: "Ports") -> None:
    """Sessions over 16 days: number n is of station n % 2, driver n % 3, stopped if n % 4 == 0."""
    for number in range(COUNT):
        key = SessionKey(f"CP{number % 2}", f"T{number}")
        payer = a_payer(f"driver-{number % 3}", f"TAG-{number % 3}") if number % 5 else None
        at = minutes(-MINUTES_APART * number)
        ports.sessions.record_start(a_start(key, at, payer=payer))
        if number % 4 == 0:
            ports.sessions.record_stop(a_stop(key))


def wanted_numbers(wanted: SessionFilter) -> list[int]:
    def has(number: int) -> bool:
        person = number % 3 if number % 5 else None
        return (
            wanted.station_id in {None, f"CP{number % 2}"}
            and wanted.driver_id in {None, f"driver-{person}"}
            and wanted.token_id in {None, f"TAG-{person}"}
            and wanted.active in {None, number % 4 != 0}
            and not (wanted.unsettled and number % 4)
        )

    return [number for number in range(COUNT) if has(number)]


FILTERS = [
    SessionFilter(),
    SessionFilter(active=True),
    SessionFilter(active=False),
    SessionFilter(station_id="CP1"),
    SessionFilter(station_id="CP0", active=True),
    SessionFilter(station_id="CP0", active=False),
    SessionFilter(driver_id="driver-1"),
    SessionFilter(driver_id="driver-2", active=True),
    SessionFilter(driver_id="driver-2", station_id="CP0"),
    SessionFilter(token_id="TAG-1"),
    SessionFilter(token_id="TAG-2", active=False),
    SessionFilter(token_id="TAG-2", driver_id="driver-2", station_id="CP0", active=True),
    SessionFilter(token_id="TAG-1", driver_id="driver-2"),
    SessionFilter(station_id="CP9"),
    SessionFilter(unsettled=True),
    SessionFilter(station_id="CP0", unsettled=True),
]


@pytest.mark.parametrize("limit", [1, 4, 50])
def test_every_filter_shows_its_sessions_newest_first(ports: "Ports", limit: int) -> None:
    build(ports)
    for wanted in FILTERS:
        shown = all_pages(partial(ports.sessions.page, wanted), limit)
        numbers = [int(one.key.transaction_id.removeprefix("T")) for one in shown]
        assert numbers == wanted_numbers(wanted), wanted


def test_session_whose_start_was_lost_is_listed(ports: "Ports") -> None:
    ports.sessions.record_progress(a_progress(5, 1500))
    for wanted in (SessionFilter(), SessionFilter(station_id="CP1")):
        shown, _ = ports.sessions.page(wanted, 10, None)
        assert [one.key.transaction_id for one in shown] == ["T1"]


def test_late_start_moves_a_session_to_its_own_day(ports: "Ports") -> None:
    ports.sessions.record_stop(a_stop())
    ports.sessions.record_start(a_start(at=minutes(-5000)))
    shown = all_pages(partial(ports.sessions.page, SessionFilter()), 10)
    assert [one.started_at for one in shown] == [minutes(-5000)]
    assert ports.sessions.page(SessionFilter(active=True), 10, None) == ([], None)


def test_sessions_of_one_moment_are_all_shown(ports: "Ports") -> None:
    for number in range(9):
        ports.sessions.record_start(a_start(SessionKey("CP1", f"T{number}")))
    for wanted in (SessionFilter(), SessionFilter(active=True), SessionFilter(station_id="CP1")):
        assert len(all_pages(partial(ports.sessions.page, wanted), 2)) == 9


@pytest.mark.parametrize("wanted", FILTERS[:4])
def test_foreign_cursor_is_refused(ports: "Ports", wanted: SessionFilter) -> None:
    with pytest.raises(Rejected, match="cursor"):
        ports.sessions.page(wanted, 10, "abc")


def test_sessions_of_a_clock_that_was_never_set_are_listed_too(ports: "Ports") -> None:
    for number, year in enumerate((1, 1970, 2099)):
        key = SessionKey("CP1", f"T{number}")
        ports.sessions.record_start(a_start(key, datetime(year, 1, 1, tzinfo=UTC)))
    for wanted in (SessionFilter(), SessionFilter(active=True), SessionFilter(station_id="CP1")):
        shown = all_pages(partial(ports.sessions.page, wanted), 1)
        assert [one.started_at.year for one in shown] == [2099, 1970, 1]


def test_settled_session_is_no_unsettled_one(ports: "Ports") -> None:
    build(ports)
    ports.settlements.settle(SessionKey("CP0", "T4"), a_settlement(), None)
    shown = all_pages(partial(ports.sessions.page, SessionFilter(unsettled=True)), 4)
    assert [one.key.transaction_id for one in shown] == ["T0", "T8", "T12", "T16", "T20"]


def test_session_without_its_start_runs_until_it_ends(ports: "Ports") -> None:
    ports.sessions.record_progress(a_progress(5, 1100))
    running = SessionFilter(active=True)
    assert len(ports.sessions.page(running, 10, None)[0]) == 1
    ports.sessions.record_stop(a_stop())
    ports.sessions.record_progress(a_progress(6, 1200))
    ports.sessions.record_progress(a_progress(4, 1050))
    assert ports.sessions.page(running, 10, None)[0] == []
