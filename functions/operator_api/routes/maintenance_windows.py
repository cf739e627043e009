"""Maintenance windows: work that is announced wakes nobody."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from csms import bootstrap
from csms.errors import NotFound, Rejected
from csms.incidents.windows import Window, WindowRepository
from csms.web.authentication import SignedIn
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from operator_api.own_windows import own_windows, require_own
from operator_api.schemas.incidents import WindowIn, WindowView, window_of, window_view

router = APIRouter(prefix="/maintenance-windows")
Windows = Annotated[WindowRepository, Depends(bootstrap.maintenance_windows)]


@router.get("", summary="List maintenance windows")
def list_windows(
    windows: Windows, paging: PagingQuery, caller: SignedIn, needs: Needs
) -> Page[WindowView]:
    """By their end, the last first. Who is kept to sites sees theirs; a page may hold few then."""

    def read(limit: int, cursor: str | None) -> tuple[list[Window], str | None]:
        found, following = windows.page(limit, cursor)
        return own_windows(found, caller, needs.stations), following

    return paging.page(read, window_view, "windows", *sorted(caller.sites))


@router.get("/{window_id}", summary="Get a maintenance window")
def get_window(
    window_id: Identifier, windows: Windows, caller: SignedIn, needs: Needs
) -> WindowView:
    """A window."""
    window = windows.get(window_id)
    if window is None:
        raise NotFound(f"There is no maintenance window {window_id}.")
    require_own(window, caller, needs.stations)
    return window_view(window)


@router.put(
    "/{window_id}",
    summary="Announce maintenance",
    responses={HTTPStatus.CREATED: {"model": WindowView}},
)
def put_window(
    window_id: Identifier,
    wanted: WindowIn,
    windows: Windows,
    caller: SignedIn,
    needs: Needs,
    response: Response,
) -> WindowView:
    """What begins while it is open is told when it is over, if it is still there then. One that is
    shortened or removed counts so within five minutes. 422 for a place that is not there.
    """
    before, window = windows.get(window_id), window_of(window_id, wanted)
    for one in (before, window):
        if one is not None:
            require_own(one, caller, needs.stations)
    _require_place(wanted, needs)
    windows.put(window)
    response.status_code = HTTPStatus.OK if before else HTTPStatus.CREATED
    return window_view(window)


@router.delete(
    "/{window_id}", summary="Remove a maintenance window", status_code=HTTPStatus.NO_CONTENT
)
def delete_window(window_id: Identifier, windows: Windows, caller: SignedIn, needs: Needs) -> None:
    """Nothing happens if there is none."""
    window = windows.get(window_id)
    if window is not None:
        require_own(window, caller, needs.stations)
        windows.delete(window_id)


def _require_place(wanted: WindowIn, needs: Needs) -> None:
    if wanted.site_id is not None and needs.sites.get(wanted.site_id) is None:
        raise Rejected(f"site_id: there is no site {wanted.site_id}")
    if wanted.station_id is not None and needs.stations.get(wanted.station_id) is None:
        raise Rejected(f"station_id: there is no station {wanted.station_id}")
