"""Two shifts that follow each other are the whole time, whatever midnight does."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from csms.alerts.matching import within
from csms.alerts.model import Hours

EVERY_DAY = frozenset(range(7))
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
times = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(times, times, st.integers(0, 366 * 24 * 60))
def test_two_shifts_of_every_day_are_the_whole_time(begin: time, end: time, minute: int) -> None:
    moment = MONDAY + timedelta(minutes=minute)
    shifts = [Hours("UTC", EVERY_DAY, *pair) for pair in ((begin, end), (end, begin))]
    covered = [within(one, moment) for one in shifts]
    assert covered == [True, True] if begin == end else sum(covered) == 1
