"""Stations: register them, see how they are."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms import bootstrap
from csms.errors import NotFound, Unauthorized
from csms.stations.removing import remove_station
from csms.web.authentication import SignedIn
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from csms.web.searching import searched
from operator_api.registering import record_of, register
from operator_api.schemas.registration import StationIn
from operator_api.schemas.stations import StationView, station_view

router = APIRouter(prefix="/stations")


@router.get("", summary="List stations")
def list_stations(needs: Needs, paging: PagingQuery, caller: SignedIn) -> Page[StationView]:
    """In a stable order, with the live state of the registered connectors."""

    def read(limit: int, cursor: str | None) -> tuple[list[StationView], str | None]:
        stations, following = needs.stations.page(limit, cursor)
        states = needs.states_of(stations)
        return [station_view(one, states[one.station_id]) for one in stations], following

    def own(view: StationView) -> bool:
        return caller.may_see(view.site_id)

    shown = searched(read, own) if caller.sites else read
    return paging.page(shown, lambda view: view, sorted(caller.sites))


@router.get("/{station_id:path}", summary="Get a station")
def get_station(station_id: StationIdentity, needs: Needs) -> StationView:
    """A station with its live state; never its password."""
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not registered: PUT it first.")
    return station_view(station, needs.state_of(station_id))


@router.put(
    "/{station_id:path}",
    summary="Register or change a station",
    responses={HTTPStatus.CREATED: {"model": StationView}},
)
def put_station(
    station_id: StationIdentity,
    wanted: StationIn,
    needs: Needs,
    response: Response,
    caller: SignedIn,
) -> StationView:
    """Replace the record. An absent password, profile or boot status stays as it is."""
    if not caller.may_see(wanted.site_id):
        raise Unauthorized("site_id: name one of your sites")
    before = needs.stations.get(station_id)
    station = record_of(station_id, wanted, before, needs.settings.lowest_security_profile)
    register(station, before, needs.stations)
    response.status_code = HTTPStatus.OK if before else HTTPStatus.CREATED
    return station_view(station, needs.state_of(station_id))


@router.delete("/{station_id:path}", summary="Remove a station", status_code=HTTPStatus.NO_CONTENT)
def delete_station(station_id: StationIdentity, needs: Needs) -> None:
    """It can no longer connect; its sessions stay, its notes do not. Again it does nothing."""
    remove_station(station_id, needs.stations, bootstrap.station_notes())
