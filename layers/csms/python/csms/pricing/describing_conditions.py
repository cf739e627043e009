"""When a price holds, in words."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from csms.pricing.tariff import Restrictions
from csms.pricing.wording import Words

MIDNIGHT = "00:00"


def conditions_text(given: Restrictions, words: Words, *, kind: bool = True) -> str:
    """All conditions, "" for none. `kind`: whether AC or DC is to be said."""
    return ", ".join(_conditions(given, words, kind))


def _conditions(given: Restrictions, words: Words, kind: bool) -> Iterator[str]:
    if kind and given.current_type is not None:
        yield given.current_type.value
    if given.days_of_week:
        yield _days(given.days_of_week, words)
    if given.start_time is not None or given.end_time is not None:
        begin, end = (f"{one:%H:%M}" if one else MIDNIGHT for one in _times(given))
        yield words.say("clock", begin=begin, end="24:00" if end == MIDNIGHT else end)
    if given.start_date is not None:
        yield words.say("from_day", day=given.start_date.isoformat())
    if given.end_date is not None:
        yield words.say("until_day", day=(given.end_date - timedelta(days=1)).isoformat())
    yield from _ranges(given, words)


def _times(given: Restrictions) -> tuple[object, object]:
    return given.start_time, given.end_time


def _ranges(given: Restrictions, words: Words) -> Iterator[str]:
    kilo = Decimal(1000)
    for low, high, unit in (
        (_per(given.min_energy_wh, kilo), _per(given.max_energy_wh, kilo), "kWh"),
        (_per(given.min_power_w, kilo), _per(given.max_power_w, kilo), "kW"),
        (given.min_current_a, given.max_current_a, "A"),
    ):
        if low or high is not None:
            yield _range(words, "", _with_unit(low, unit, words), _with_unit(high, unit, words))
    for low_s, high_s, suffix in (
        (given.min_duration_s, given.max_duration_s, "_duration"),
        (given.min_idle_s, given.max_idle_s, "_idle"),
    ):
        if low_s or high_s is not None:
            yield _range(words, suffix, _span(low_s, words), _span(high_s, words))


def _range(words: Words, suffix: str, low: str | None, high: str | None) -> str:
    if low is None:
        return words.say(f"high{suffix}", high=high)
    if high is None:
        return words.say(f"low{suffix}", low=low)
    return words.say(f"between{suffix}", low=low, high=high)


def _per(value: int | None, unit: Decimal) -> Decimal | None:
    return None if value is None else value / unit


def _with_unit(value: Decimal | None, unit: str, words: Words) -> str | None:
    return None if not value else f"{words.number(value)} {unit}"


def _span(seconds: int | None, words: Words) -> str | None:
    return None if not seconds else words.span(seconds)


def _days(days: frozenset[int], words: Words) -> str:
    """Three or more days in a row as a range."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{words.days[run[0]]}-{words.days[run[-1]]}"
        if len(run) > 2
        else ", ".join(words.days[day] for day in run)
        for run in runs
    )
