"""Everything at a glance: a bounded number of sums, however many stations there are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from csms.figures.model import NOW, Group
from csms.figures.ports import FigureRepository, Wanted

# Over so many days uptime and first starts are told.
LONG = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Overview:
    """Amounts by name: now, to date, of the last 30 days, and of this month by site."""

    now: Mapping[str, int]
    today: Mapping[str, int]
    week: Mapping[str, int]
    month: Mapping[str, int]
    long: Mapping[str, int]
    by_site: Mapping[str, Mapping[str, int]]


def overview(site_id: str | None, today: date, figures: FigureRepository) -> Overview:
    """Of a site, or the network; weeks begin on Monday."""
    group = Group.ALL if site_id is None else Group.SITE
    month_begin, week_begin = today.replace(day=1), today - timedelta(days=today.weekday())
    first = min(month_begin, week_begin, today - LONG)
    days: dict[date, Counter[str]] = {}
    sums = figures.sums(Wanted(group, first.isoformat(), today.isoformat(), site_id))
    for cell, amounts in sums.items():
        days.setdefault(date.fromisoformat(cell.period), Counter()).update(amounts)
    this_month = f"{today:%Y-%m}"
    by_site = figures.sums(Wanted(Group.SITE, this_month, this_month, site_id))
    return Overview(
        now=_sum(figures.sums(Wanted(group, NOW, NOW, site_id)).values()),
        today=days.get(today, Counter()),
        week=_since(week_begin, days),
        month=_since(month_begin, days),
        long=_since(today - LONG, days),
        by_site={cell.site_id: amounts for cell, amounts in sorted(by_site.items())},
    )


def _since(first: date, days: Mapping[date, Counter[str]]) -> Counter[str]:
    return _sum(amounts for day, amounts in days.items() if day >= first)


def _sum(amounts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in amounts:
        total.update(one)
    return total
