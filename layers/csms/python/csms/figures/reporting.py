"""Reports: sums of a time, by day, week or month and by site, station or tariff."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from csms.errors import Rejected
from csms.figures.model import Cell, Figures, Group
from csms.figures.ports import FigureRepository, Wanted

MOST_DAYS, MOST_MONTHS = 366, 120


class By(StrEnum):
    """How long a row is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is to show; days included."""

    first: date
    last: date
    by: By
    group: Group
    site_id: str | None = None
    station_id: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `key` is the site, station or tariff."""

    period: str
    key: str | None
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """Rows by period and key, and their sum. `first` and `last` are what it really covers."""

    first: date
    last: date
    rows: tuple[Row, ...]
    totals: Mapping[str, int]


def report(asked: Asked, figures: FigureRepository) -> Report:
    """Rejected: what cannot be asked, or would be too long. Months are whole."""
    first, last = _covered(asked)
    group = _group(asked)
    monthly = asked.by is By.MONTH
    wanted = Wanted(
        group,
        f"{first:%Y-%m}" if monthly else first.isoformat(),
        f"{last:%Y-%m}" if monthly else last.isoformat(),
        asked.site_id,
        asked.station_id,
    )
    sums = _rows(figures.sums(wanted), asked)
    rows = tuple(Row(period, key, sums[period, key]) for period, key in sorted(sums, key=_order))
    return Report(first, last, rows, _sum(one.amounts for one in rows))


def _covered(asked: Asked) -> tuple[date, date]:
    if asked.first > asked.last:
        raise Rejected("from: no later than `to`")
    days = (asked.last - asked.first).days + 1
    if asked.by is not By.MONTH:
        if days > MOST_DAYS:
            raise Rejected(f"to: {MOST_DAYS} days at most; more of them by=month")
        return asked.first, asked.last
    if days > MOST_MONTHS * 31:
        raise Rejected(f"to: {MOST_MONTHS} months at most")
    following = (asked.last.replace(day=28) + timedelta(days=4)).replace(day=1)
    return asked.first.replace(day=1), following - timedelta(days=1)


def _group(asked: Asked) -> Group:
    """The sums that answer it: a filter by site or station wants those that know it."""
    if asked.station_id is not None:
        if asked.group not in {Group.ALL, Group.STATION}:
            raise Rejected("group: a station's figures are not kept by site or tariff")
        if asked.site_id is None:
            raise Rejected("site_id: name the station's site, too")
        return Group.STATION
    if asked.group is Group.ALL and asked.site_id is not None:
        return Group.SITE
    return asked.group


def _rows(sums: Figures, asked: Asked) -> dict[tuple[str, str | None], Counter[str]]:
    found: dict[tuple[str, str | None], Counter[str]] = {}
    for cell, amounts in sums.items():
        found.setdefault((_period(cell, asked.by), _key(cell, asked.group)), Counter()).update(
            amounts
        )
    return found


def _period(cell: Cell, by: By) -> str:
    if by is not By.WEEK:
        return cell.period
    year, week, _ = date.fromisoformat(cell.period).isocalendar()
    return f"{year}-W{week:02d}"


def _key(cell: Cell, group: Group) -> str | None:
    match group:
        case Group.ALL:
            return None
        case Group.SITE:
            return cell.site_id
    return cell.key


def _order(place: tuple[str, str | None]) -> tuple[str, str]:
    return place[0], place[1] or ""


def _sum(amounts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in amounts:
        total.update(one)
    return total
