"""What a station told: its journal, its reports, its device model."""

from typing import Annotated

from fastapi import APIRouter, Query

from csms.errors import NotFound
from csms.stations.device_model import device_model
from csms.stations.reports import grouped, progress
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.reported import (
    EventView,
    ReportView,
    VariablesView,
    WholeReportView,
    event_view,
    report_view,
    variables_view,
    whole_report_view,
)

router = APIRouter(prefix="/stations/{station_id:path}")
Kind = Annotated[str | None, Query(description="An OCPP action", max_length=64)]
Name = Annotated[str | None, Query(max_length=50)]


@router.get("/events", summary="List what a station told")
def list_events(
    station_id: StationIdentity, needs: Needs, paging: PagingQuery, kind: Kind = None
) -> Page[EventView]:
    """Newest first, kept for 90 days. A page may be short: go on until `next` is null."""
    return paging.page(
        lambda limit, cursor: needs.journal.page(station_id, kind, limit, cursor),
        event_view,
        station_id,
        kind,
    )


@router.get("/reports", summary="List a station's reports")
def list_reports(station_id: StationIdentity, needs: Needs, kind: Kind = None) -> Page[ReportView]:
    """Newest first, kept for 30 days, all on one page."""
    found = [
        report_view(*one, progress(parts))
        for one, parts in grouped(needs.reports.heads(station_id)).items()
        if kind in (None, one[0])
    ]
    return Page(items=sorted(found, key=lambda one: one.newest_at, reverse=True), next=None)


@router.get("/reports/{request_id}", summary="Get a report")
def get_report(
    station_id: StationIdentity, request_id: int, needs: Needs, kind: Kind = None
) -> WholeReportView:
    """The messages of a report; of two kinds with one id the newer, if none is asked for."""
    found = {
        name: (progress(parts), parts)
        for (name, _), parts in grouped(needs.reports.parts(station_id, request_id)).items()
        if kind in (None, name)
    }
    if not found:
        raise NotFound(f"Station {station_id} sent no report {request_id} (kept for 30 days).")
    newest = max(found, key=lambda name: found[name][0].newest_at)
    return whole_report_view(newest, request_id, *found[newest])


@router.get("/variables", summary="Get a station's device model")
def get_variables(
    station_id: StationIdentity, needs: Needs, component: Name = None, variable: Name = None
) -> VariablesView:
    """Of the newest complete NotifyReport: ask for one with GetBaseReport (OCPP 2.x)."""
    model = device_model(station_id, needs.reports)
    if model is None:
        raise NotFound(
            f"Station {station_id} has sent no complete report: command GetBaseReport to it."
        )
    wanted = [
        one
        for one in model.variables
        if component in (None, one["component"]["name"])
        and variable in (None, one["variable"]["name"])
    ]
    return variables_view(model, wanted)
