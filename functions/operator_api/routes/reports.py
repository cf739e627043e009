"""Reports and the overview: sums that are kept up to date, so that no page adds anything up."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from csms import bootstrap
from csms.bootstrap import Services
from csms.errors import NotFound
from csms.figures.days import day_of, zone_named
from csms.figures.overview import overview
from csms.figures.ports import FigureRepository
from csms.figures.reporting import Asked, By, report
from csms.money import exponent
from csms.web.authentication import SignedIn
from csms.web.fields import Day, Identifier, StationIdentity
from csms.web.needs import Needs
from csms.web.sheets import CSV_TYPE, XLSX_TYPE, CellValue, as_csv, as_xlsx
from operator_api.own_sites import one_site
from operator_api.schemas.reports import (
    Form,
    GroupedBy,
    Kind,
    OpenIncidents,
    OverviewView,
    ReportRow,
    ReportView,
    overview_view,
    report_view,
)

# Shown in a network without tariffs.
COUNTED_INCIDENTS = 1_000
FALLBACK_CURRENCY = "EUR"
COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.REVENUE: ("net", "tax", "gross", "currency", "energy_wh", "sessions_ended"),
    Kind.ENERGY: ("energy_wh", "sessions_ended"),
    Kind.SESSIONS: ("sessions", "refused", "starts_succeeded", "starts_failed", "sessions_ended"),
    Kind.UTILISATION: (
        "seconds_occupied",
        "seconds_charging",
        "seconds_idle",
        "utilisation_percent",
    ),
    Kind.UPTIME: ("seconds_known", "seconds_online", "uptime_percent"),
}
SHEETS: dict[int | str, dict[str, Any]] = {
    200: {"content": {CSV_TYPE.partition(";")[0]: {}, XLSX_TYPE: {}}, "description": "By `format`"}
}
router = APIRouter(prefix="/reports")


def _figures() -> FigureRepository:
    return bootstrap.figures()


FigureNeeds = Annotated[FigureRepository, Depends(_figures)]


class ReportQuery(BaseModel):
    """What is to be shown; at most 366 days, or 120 months by=month."""

    first: Day | None = Field(None, alias="from", description="Default: 30 days before `to`")
    to: Day | None = Field(None, description="Default: today, where the site is")
    by: By = By.DAY
    group: GroupedBy = GroupedBy.NONE
    site_id: Identifier | None = None
    station_id: StationIdentity | None = None
    form: Form = Field(Form.JSON, alias="format")


@router.get("/overview", summary="Get everything at a glance")
def get_overview(
    needs: Needs,
    figures: FigureNeeds,
    caller: SignedIn,
    site_id: Identifier | None = None,
    time_zone: Annotated[str | None, Query(description="Whose today; else the site's")] = None,
) -> OverviewView:
    """Of a site, or the network; costs the same however many stations there are."""
    site_id = one_site(site_id, caller)
    seen = overview(site_id, _today(site_id, time_zone, needs), figures)
    as_of = needs.clock().replace(second=0, microsecond=0)
    currency = needs.assignments.currency() or FALLBACK_CURRENCY
    return overview_view(seen, as_of, currency, _open_incidents(site_id))


@router.get("/{kind}", summary="Get a report", response_model=ReportView, responses=SHEETS)
def get_figures(
    kind: Kind,
    needs: Needs,
    figures: FigureNeeds,
    wanted: Annotated[ReportQuery, Query()],
    caller: SignedIn,
) -> ReportView | Response:
    """Rows by period and key, as JSON, CSV or XLSX. Days are of each site's own calendar."""
    named = _site_of(wanted.station_id, needs) if wanted.station_id else wanted.site_id
    site_id = one_site(named, caller)
    last = wanted.to or _today(site_id, None, needs)
    first = wanted.first or last - timedelta(days=30)
    asked = Asked(first, last, wanted.by, wanted.group.group, site_id, wanted.station_id)
    found = report(asked, figures)
    currency = needs.assignments.currency() or FALLBACK_CURRENCY
    view = report_view(found, wanted.by, wanted.group, currency)
    return view if wanted.form is Form.JSON else _sheet(kind, view, wanted.form)


def _today(site_id: str | None, time_zone: str | None, needs: Services) -> date:
    """By the zone that is asked for, else the site's, else that of the network's first site."""
    if time_zone is None:
        known = needs.sites.get(site_id) if site_id else None
        sites = [known] if known else needs.sites.page(1, None)[0]
        time_zone = sites[0].time_zone if sites else None
    return day_of(needs.clock(), zone_named(time_zone))


def _open_incidents(site_id: str | None) -> OpenIncidents:
    """Of the newest thousand that live; more would be one big outage."""
    heads = islice(bootstrap.incidents().heads(), COUNTED_INCIDENTS)
    found = Counter(
        one.severity.value for one in heads if not one.suppressed and site_id in {None, one.site_id}
    )
    return OpenIncidents(**{name: found[name] for name in OpenIncidents.model_fields})


def _site_of(station_id: str, needs: Needs) -> str:
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not registered.")
    return station.site_id or ""


def _sheet(kind: Kind, view: ReportView, form: Form) -> Response:
    columns = ("period", *(() if view.group is GroupedBy.NONE else ("key",)), *COLUMNS[kind])
    rows = [[_cell(name, one, view.currency) for name in columns] for one in view.rows]
    name = f"{kind}-{view.from_}-{view.to}.{form}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    if form is Form.CSV:
        return Response(as_csv(columns, rows), media_type=CSV_TYPE, headers=headers)
    return Response(as_xlsx(columns, rows), media_type=XLSX_TYPE, headers=headers)


def _cell(name: str, row: ReportRow, currency: str) -> CellValue:
    """Money in whole units here: people read it."""
    if name == "currency":
        return currency
    if name in {"net", "tax", "gross"}:
        minor: int = getattr(row, f"{name}_minor")
        return Decimal(minor).scaleb(-exponent(currency))
    value: CellValue = getattr(row, name)
    return value
