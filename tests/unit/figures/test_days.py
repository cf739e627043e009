"""Days of a site's own calendar: 23 to 25 hours, and what lies across their ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import a_payer, a_start, a_stop

from csms.adapters.memory.directory import MemorySites
from csms.adapters.memory.figures import MemoryFigures
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.stations import MemoryStations
from csms.charging.facts import MeterReading
from csms.charging.vocabulary import SessionKey
from csms.figures.counting import Counting, count_days
from csms.figures.days import MOST_DAYS, bounds, seconds_by_day
from csms.figures.model import Fact, Place
from csms.figures.ports import Outage
from csms.figures.sessions import of_session
from csms.figures.uptime import Known, fact_of, of_day
from csms.stations.model import Site

BERLIN, AUCKLAND = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Auckland")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
HOUR = timedelta(hours=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 7, 1), 24)])
def test_a_day_is_as_long_as_its_clocks_make_it(day: date, hours: int) -> None:
    begin, end = bounds(day, BERLIN)
    assert end - begin == hours * HOUR
    assert bounds(day + timedelta(days=1), BERLIN)[0] == end


def test_a_night_belongs_to_two_days() -> None:
    """From 23:30 to 04:30 by the clock: five hours, but four on the wall, in spring."""
    start, end = utc(2026, 3, 28, 22, 30), utc(2026, 3, 29, 2, 30)
    assert seconds_by_day(start, end, BERLIN) == {SPRING - timedelta(days=1): 1_800, SPRING: 12_600}


def test_what_lasts_long_counts_its_earlier_days_on_the_first_of_seven() -> None:
    found = seconds_by_day(utc(2026, 1, 1), utc(2026, 1, 21, 12), ZoneInfo("UTC"))
    assert sorted(found) == [date(2026, 1, day) for day in range(15, 22)]
    assert found[date(2026, 1, 15)] == 15 * 86_400
    assert found[date(2026, 1, 21)] == 43_200


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001  made aware below
    st.integers(1, 20 * 86_400),
    st.sampled_from([BERLIN, AUCKLAND]),
)
def test_no_second_is_lost_and_none_counts_twice(
    naive: datetime, seconds: int, zone: ZoneInfo
) -> None:
    start = naive.replace(tzinfo=UTC)
    found = seconds_by_day(start, start + timedelta(seconds=seconds), zone)
    assert sum(found.values()) == seconds
    assert len(found) <= MOST_DAYS
    assert min(found.values()) >= 0


def test_a_session_across_midnight_starts_on_one_day_and_ends_on_the_next() -> None:
    """Begun at 23:40 in Berlin, when it is the same day yet in UTC all along."""
    start, stop = utc(2026, 5, 4, 21, 40), utc(2026, 5, 4, 22, 40)
    sessions = MemorySessions(lambda: start)
    key = SessionKey("CP1", "T1")
    first = MeterReading(start, 0)
    sessions.record_start(
        a_start(key, start, payer=a_payer(), reading=first, time_zone="Europe/Berlin")
    )
    last = MeterReading(stop, 7_000)
    sessions.record_stop(a_stop(key, stopped_at=stop, received_at=stop, reading=last))
    days = {share.day: dict(share.amounts) for share in of_session(sessions.get(key)).shares}
    begun, ended = date(2026, 5, 4), date(2026, 5, 5)
    assert days[begun] == {"sessions": 1, "starts_succeeded": 1, "seconds_occupied": 1_200}
    assert days[ended] == {"sessions_ended": 1, "energy_wh": 7_000, "seconds_occupied": 2_400}


def uptime(day: date, *outages: Outage) -> dict[str, int]:
    known = Known(Place("site-1", "CP1"), utc(2026, 1, 1), evses=2)
    (share,) = of_day(known, day, BERLIN, outages).shares
    return dict(share.amounts)


def test_an_absence_whose_end_is_missing_is_over_when_the_next_begins() -> None:
    begin = bounds(SPRING, BERLIN)[0]
    told = uptime(
        SPRING,
        Outage(begin + 8 * HOUR, begin + 10 * HOUR),
        Outage(begin + 6 * HOUR, None),
    )
    assert told["seconds_known"] == 23 * 3_600
    assert told["seconds_online"] == (23 - 4) * 3_600
    assert told["evse_seconds"] == 2 * 23 * 3_600


def test_an_absence_counts_on_each_day_what_it_took_of_it() -> None:
    begin = bounds(AUTUMN, BERLIN)[0]
    long = Outage(begin - 30 * HOUR, begin + 5 * HOUR)
    assert uptime(AUTUMN, long)["seconds_online"] == 20 * 3_600
    assert uptime(AUTUMN - timedelta(days=1), long).get("seconds_online", 0) == 0
    assert uptime(AUTUMN + timedelta(days=1), long)["seconds_online"] == 86_400


def test_the_last_whole_day_is_that_of_the_site() -> None:
    """When it is the tenth in New Zealand already, the ninth can be counted there."""
    figures, sites, stations = MemoryFigures(), MemorySites(), MemoryStations()
    sites.put(Site("south", "South", "Pacific/Auckland"))
    now = utc(2026, 2, 9, 20)
    row = {"station_id": "CP1", "site_id": "south", "evses": 1, "since": "2026-01-01T00:00:00.000Z"}
    figures.count("station:CP1", lambda _: Fact((), row))
    counting = Counting(figures, MemorySessions(lambda: now), stations, sites, lambda: now)
    assert count_days(counting) == 1
    assert fact_of("CP1", date(2026, 2, 9)) in figures.facts


def test_a_station_that_was_never_away_was_there_all_day() -> None:
    assert uptime(AUTUMN)["seconds_online"] == uptime(AUTUMN)["seconds_known"] == 25 * 3_600
