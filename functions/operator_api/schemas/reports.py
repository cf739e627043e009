"""Reports and the overview."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from csms.figures.model import Group
from csms.figures.overview import Overview
from csms.figures.reporting import By, Report
from csms.web.fields import MoneyView, Timestamp

# Figures that are shown as they are kept.
COUNTS = (
    "energy_wh",
    "sessions",
    "sessions_ended",
    "refused",
    "starts_succeeded",
    "starts_failed",
    "seconds_known",
    "seconds_online",
)


class Kind(StrEnum):
    """What a report is about; in CSV and XLSX it decides the columns."""

    REVENUE = "revenue"
    ENERGY = "energy"
    SESSIONS = "sessions"
    UTILISATION = "utilisation"
    UPTIME = "uptime"


class Form(StrEnum):
    """How a report is written."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class GroupedBy(StrEnum):
    """What rows are apart by."""

    NONE = "none"
    SITE = "site"
    STATION = "station"
    TARIFF = "tariff"

    @property
    def group(self) -> Group:
        """As the figures have it."""
        return Group.ALL if self is GroupedBy.NONE else Group(self.value)


class FiguresView(BaseModel):
    """Sums of a time. Money is of the ledger, by the day of posting; tax is apart."""

    net_minor: int
    tax_minor: int
    gross_minor: int
    energy_wh: int = Field(description="Of sessions that stopped")
    sessions: int = Field(description="That began, refused ones too")
    sessions_ended: int
    refused: int
    starts_succeeded: int = Field(description="Of those that began: energy was delivered")
    starts_failed: int = Field(description="Refused, or stopped without energy")
    seconds_occupied: int = Field(description="From start to end")
    seconds_charging: int
    seconds_idle: int = Field(description="Proven parking")
    seconds_known: int = Field(description="Of stations that were known; whole days only")
    seconds_online: int
    uptime_percent: float | None
    utilisation_percent: float | None = Field(description="Occupied of what EVSEs could have been")


class ReportRow(FiguresView):
    """One row."""

    period: str = Field(examples=["2026-11-28", "2026-W48", "2026-11"])
    key: str | None = Field(description="Site, station or tariff; empty: none is known")


class ReportView(BaseModel):
    """A report. `from` and `to` are what it covers: whole months where by=month."""

    from_: Annotated[date, Field(alias="from", serialization_alias="from")]
    to: date
    by: By
    group: GroupedBy
    currency: str
    other_currencies: list[str] = Field(description="Money in these is not shown")
    rows: list[ReportRow]
    totals: FiguresView


class StandingCounts(BaseModel):
    """Stations by how they stand."""

    total: int
    online: int
    offline: int
    faulted: int
    charging: int
    available: int
    occupied: int
    unavailable: int


class EarnedView(BaseModel):
    """Revenue of a time."""

    net: MoneyView
    gross: MoneyView


class RevenueToDate(BaseModel):
    """Of the day, the week (from Monday) and the month so far."""

    today: EarnedView
    week: EarnedView
    month: EarnedView


class SiteRevenue(EarnedView):
    """Of a site, this month."""

    site_id: str = Field(description="Empty: of no site")


class FirstStarts(BaseModel):
    """How many of those who wanted to charge could, in 30 days."""

    attempts: int
    succeeded: int
    percent: float | None


class OpenIncidents(BaseModel):
    """Incidents that nobody has resolved."""

    critical: int
    major: int
    minor: int
    info: int


class OverviewView(BaseModel):
    """Everything at a glance."""

    as_of: Timestamp = Field(description="To the minute")
    stations: StandingCounts
    connectors: dict[str, int] = Field(description="By the stations' own words")
    power_w_now: int = Field(description="Summed every minute")
    sessions_running: int
    sessions_today: int
    energy_wh_today: int
    revenue: RevenueToDate
    revenue_by_site: list[SiteRevenue]
    first_start_success: FirstStarts
    uptime_percent: float | None = Field(description="Of the last 30 whole days")
    open_incidents: OpenIncidents


def report_view(report: Report, by: By, group: GroupedBy, currency: str) -> ReportView:
    """Present a report."""
    return ReportView.model_validate(
        {
            "from": report.first,
            "to": report.last,
            "by": by,
            "group": group,
            "currency": currency,
            "other_currencies": sorted(_currencies(report.totals) - {currency}),
            "rows": [
                {"period": one.period, "key": one.key, **_figures(one.amounts, currency)}
                for one in report.rows
            ],
            "totals": _figures(report.totals, currency),
        }
    )


def _figures(amounts: Mapping[str, int], currency: str) -> dict[str, int | float | None]:
    net, tax = amounts.get(f"net:{currency}", 0), amounts.get(f"tax:{currency}", 0)
    occupied, idle = amounts.get("seconds_occupied", 0), amounts.get("seconds_idle", 0)
    counts = {name: amounts.get(name, 0) for name in COUNTS}
    return {
        "net_minor": net,
        "tax_minor": tax,
        "gross_minor": net + tax,
        "seconds_occupied": occupied,
        "seconds_charging": max(0, occupied - idle),
        "seconds_idle": idle,
        "uptime_percent": percent(amounts.get("seconds_online", 0), amounts.get("seconds_known")),
        "utilisation_percent": percent(occupied, amounts.get("evse_seconds")),
        **counts,
    }


def percent(part: int, whole: int | None) -> float | None:
    """With two decimals; None of nothing."""
    return round(100 * part / whole, 2) if whole else None


def overview_view(
    seen: Overview, as_of: Timestamp, currency: str, incidents: OpenIncidents
) -> OverviewView:
    """Present the overview."""
    now, long = seen.now, seen.long
    attempts = long.get("starts_succeeded", 0) + long.get("starts_failed", 0)
    succeeded = long.get("starts_succeeded", 0)
    return OverviewView(
        as_of=as_of,
        stations=standing_counts(now),
        connectors=_connectors(now),
        power_w_now=now.get("power_w", 0),
        sessions_running=now.get("sessions_running", 0),
        sessions_today=seen.today.get("sessions", 0),
        energy_wh_today=seen.today.get("energy_wh", 0),
        revenue=RevenueToDate(
            today=_earned(seen.today, currency),
            week=_earned(seen.week, currency),
            month=_earned(seen.month, currency),
        ),
        revenue_by_site=[
            SiteRevenue(site_id=site_id, **dict(_earned(amounts, currency)))
            for site_id, amounts in seen.by_site.items()
        ],
        first_start_success=FirstStarts(
            attempts=attempts, succeeded=succeeded, percent=percent(succeeded, attempts)
        ),
        uptime_percent=percent(long.get("seconds_online", 0), long.get("seconds_known")),
        open_incidents=incidents,
    )


def standing_counts(now: Mapping[str, int]) -> StandingCounts:
    """Present stations by how they stand."""
    words = [name for name in StandingCounts.model_fields if name != "total"]
    counted = {one: now.get(f"stations:{one}", 0) for one in words}
    return StandingCounts(total=now.get("stations", 0), **counted)


def _connectors(now: Mapping[str, int]) -> dict[str, int]:
    prefix = "connectors:"
    found = {one.removeprefix(prefix): n for one, n in now.items() if one.startswith(prefix)}
    return dict(sorted(found.items()))


def _earned(amounts: Mapping[str, int], currency: str) -> EarnedView:
    net, tax = amounts.get(f"net:{currency}", 0), amounts.get(f"tax:{currency}", 0)
    return EarnedView(
        net=MoneyView(minor=net, currency=currency),
        gross=MoneyView(minor=net + tax, currency=currency),
    )


def _currencies(amounts: Mapping[str, int]) -> set[str]:
    return {name.partition(":")[2] for name in amounts if name.startswith(("net:", "tax:"))}
