"""Meter values: of a session, and of a station outside of sessions."""

from typing import Annotated

from fastapi import APIRouter, Query

from csms.charging.ports import connector_series, evse_series, transaction_series
from csms.errors import NotFound, Rejected
from csms.web.fields import Identifier, StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, Paging, PagingQuery
from operator_api.schemas.meter_values import MeterMessageView, meter_message_view

router = APIRouter()
Number = Annotated[int | None, Query(ge=0, le=(1 << 31) - 1)]


@router.get("/stations/{station_id:path}/meter_values", summary="List meter values of a station")
def list_meter_values(
    station_id: StationIdentity,
    needs: Needs,
    paging: PagingQuery,
    evse_id: Number = None,
    connector: Number = None,
) -> Page[MeterMessageView]:
    """Outside of sessions, newest first, kept for 90 days.

    `evse_id` for OCPP 2.x, `connector` for 1.6; 0 is the main meter.
    """
    if (evse_id is None) == (connector is None):
        raise Rejected("meter values: give either evse_id (OCPP 2.x) or connector (1.6)")
    series = evse_series(evse_id) if evse_id is not None else connector_series(connector or 0)
    return _page(station_id, series, needs, paging)


@router.get("/sessions/{session_id}/meter_values", summary="List meter values of a session")
def list_meter_values_of_session(
    session_id: Identifier, needs: Needs, paging: PagingQuery
) -> Page[MeterMessageView]:
    """Newest first, kept for 90 days."""
    session = needs.sessions.find(session_id)
    if session is None:
        raise NotFound(f"Session {session_id} is not known: see GET /sessions.")
    series = transaction_series(session.key.transaction_id)
    return _page(session.key.station_id, series, needs, paging)


def _page(station_id: str, series: str, needs: Needs, paging: Paging) -> Page[MeterMessageView]:
    return paging.page(
        lambda limit, cursor: needs.telemetry.page(station_id, series, limit, cursor),
        meter_message_view,
        station_id,
        series,
    )
