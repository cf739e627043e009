"""Maintenance windows: work that is announced wakes nobody."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from csms import bootstrap
from csms.errors import NotFound, Rejected
from csms.incidents.windows import WindowRepository
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.incidents import WindowIn, WindowView, window_of, window_view

router = APIRouter(prefix="/maintenance-windows")
Windows = Annotated[WindowRepository, Depends(bootstrap.maintenance_windows)]


@router.get("", summary="List maintenance windows")
def list_windows(windows: Windows, paging: PagingQuery) -> Page[WindowView]:
    """By their end, the last first."""
    return paging.page(windows.page, window_view, "windows")


@router.get("/{window_id}", summary="Get a maintenance window")
def get_window(window_id: Identifier, windows: Windows) -> WindowView:
    """A window."""
    window = windows.get(window_id)
    if window is None:
        raise NotFound(f"There is no maintenance window {window_id}.")
    return window_view(window)


@router.put(
    "/{window_id}",
    summary="Announce maintenance",
    responses={HTTPStatus.CREATED: {"model": WindowView}},
)
def put_window(
    window_id: Identifier, wanted: WindowIn, windows: Windows, needs: Needs, response: Response
) -> WindowView:
    """What begins while it is open is told when it is over, if it is still there then. One that is
    shortened or removed counts so within five minutes. 422 for a place that is not there.
    """
    _require_place(wanted, needs)
    known = windows.get(window_id) is not None
    window = window_of(window_id, wanted)
    windows.put(window)
    response.status_code = HTTPStatus.OK if known else HTTPStatus.CREATED
    return window_view(window)


@router.delete(
    "/{window_id}", summary="Remove a maintenance window", status_code=HTTPStatus.NO_CONTENT
)
def delete_window(window_id: Identifier, windows: Windows) -> None:
    """Nothing happens if there is none."""
    windows.delete(window_id)


def _require_place(wanted: WindowIn, needs: Needs) -> None:
    if wanted.site_id is not None and needs.sites.get(wanted.site_id) is None:
        raise Rejected(f"site_id: there is no site {wanted.site_id}")
    if wanted.station_id is not None and needs.stations.get(wanted.station_id) is None:
        raise Rejected(f"station_id: there is no station {wanted.station_id}")
