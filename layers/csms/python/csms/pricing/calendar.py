"""Moments at which a wall clock may change what a tariff says, as UTC milliseconds."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from csms.pricing.tariff import Restrictions

MIDNIGHT = time(0)
DAY, DAY_MS = timedelta(days=1), 86_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def millis(moment: datetime) -> int:
    """Whole milliseconds since 1970."""
    since = moment - _EPOCH
    return since.days * DAY_MS + since.seconds * 1000 + since.microseconds // 1000


def moment_of(milliseconds: int) -> datetime:
    """The moment, aware UTC."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def cuts(
    restrictions: Iterable[Restrictions], start: int, end: int, zone: tzinfo, *, daily: bool
) -> list[int]:
    """Every moment strictly between where a condition of the clock may turn, in order.

    `daily`: each local midnight, whatever the conditions are. Both passes of an hour that happens
    twice are cut, and where the clock jumps.
    """
    every = tuple(restrictions)
    times = {one for each in every for one in (each.start_time, each.end_time) if one is not None}
    dated = any(each.days_of_week or each.start_date or each.end_date for each in every)
    if times or daily or dated:  # a window with one end has its other one at midnight
        times.add(MIDNIGHT)
    if not times:
        return []
    found = set(_jumps(start, end, zone))
    day, last = _local_date(start, zone) - DAY, _local_date(end, zone) + DAY
    while day <= last:
        for wall in times:
            for fold in (0, 1):
                local = datetime.combine(day, wall, zone).replace(fold=fold)
                found.add(millis(local.astimezone(UTC)))
        day += DAY
    return sorted(one for one in found if start < one < end)


def holds_by_clock(restrictions: Restrictions, at: int, zone: tzinfo) -> bool:
    """Whether the conditions of time, date and weekday hold at a moment."""
    local = moment_of(at).astimezone(zone)
    day = local.date()
    if restrictions.days_of_week and day.weekday() not in restrictions.days_of_week:
        return False
    if restrictions.start_date is not None and day < restrictions.start_date:
        return False
    if restrictions.end_date is not None and day >= restrictions.end_date:
        return False
    return _in_window(local.time(), restrictions.start_time, restrictions.end_time)


def _in_window(now: time, begin: time | None, end: time | None) -> bool:
    """`end` at or before `begin` goes over midnight; 00:00 is the end of the day.

    Equal ends are undefined in OCPI and read as the whole day: the other reading gives energy away.
    """
    begin = begin or MIDNIGHT
    if end is None or end == MIDNIGHT:
        return now >= begin
    if begin < end:
        return begin <= now < end
    return begin == end or now >= begin or now < end


def _local_date(at: int, zone: tzinfo) -> date:
    return moment_of(at).astimezone(zone).date()


def _jumps(start: int, end: int, zone: tzinfo) -> Iterable[int]:
    """Where the offset from UTC changes, to the second, looked for day by day."""
    step, second = 86_400_000, 1_000
    before = start
    while before < end:
        after = min(before + step, end)
        if _offset(before, zone) != _offset(after, zone):
            low, high = before, after
            while high - low > second:
                middle = (low + high) // 2
                if _offset(middle, zone) == _offset(low, zone):
                    low = middle
                else:
                    high = middle
            yield high - high % second
        before = after


def _offset(at: int, zone: tzinfo) -> timedelta | None:
    return moment_of(at).astimezone(zone).utcoffset()
