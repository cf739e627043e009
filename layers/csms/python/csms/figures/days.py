"""Days of a site's own calendar."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# What lasts for longer counts its earlier days on the first of these: a fact touches few sums.
MOST_DAYS = 7
ONE_DAY = timedelta(days=1)


def zone_named(name: str | None) -> ZoneInfo:
    """The zone; UTC where none is known."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that a moment belongs to."""
    return moment.astimezone(zone).date()


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Where a day begins and ends in UTC: 23 to 25 hours."""
    begin, end = (datetime.combine(one, time(), zone) for one in (day, day + ONE_DAY))
    return begin.astimezone(UTC), end.astimezone(UTC)


def seconds_by_day(start: datetime, end: datetime, zone: ZoneInfo) -> Counter[date]:
    """Whole seconds of a time by day; their sum is that of the time."""
    found: Counter[date] = Counter()
    last = day_of(end, zone)
    first = max(day_of(start, zone), last - timedelta(days=MOST_DAYS - 1))
    told, day = 0, first
    while day <= last:
        upto = min(bounds(day, zone)[1], end)
        whole = max(0, int((upto - start).total_seconds()))
        found[day], told = whole - told, whole
        day += ONE_DAY
    return found
