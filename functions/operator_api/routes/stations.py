"""Stations: register them, see how they are."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.errors import NotFound, Rejected, Unauthorized
from csms.stations.credentials import Credentials, forgetting_pending
from csms.stations.model import BootStatus, Station
from csms.stations.passwords import hash_password, password_matches
from csms.web.authentication import SignedIn
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from csms.web.searching import searched
from operator_api.schemas.registration import StationIn
from operator_api.schemas.stations import StationView, station_view

DEFAULT_SECURITY_PROFILE = 1
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
    station = Station(
        station_id=station_id,
        password_hash=_password_hash(wanted, before),
        security_profile=_security_profile(wanted, before, needs.settings.lowest_security_profile),
        site_id=wanted.site_id,
        evses=wanted.domain_evses(),
        boot_status=wanted.boot_status or (before.boot_status if before else BootStatus.ACCEPTED),
        shows_cost=wanted.shows_cost,
        serial_number=wanted.serial_number or (before.serial_number if before else None),
        credentials=before.credentials if before else Credentials(),
        name=wanted.name,
    )
    if before is not None and station.password_hash != before.password_hash:
        station = forgetting_pending(station)
        needs.stations.change_credentials(station_id, forgetting_pending)
    needs.stations.put(station, before)
    response.status_code = HTTPStatus.OK if before else HTTPStatus.CREATED
    return station_view(station, needs.state_of(station_id))


@router.delete("/{station_id:path}", summary="Remove a station", status_code=HTTPStatus.NO_CONTENT)
def delete_station(station_id: StationIdentity, needs: Needs) -> None:
    """It can no longer connect; its sessions stay. Removing it again does nothing."""
    needs.stations.delete(station_id)


def _password_hash(wanted: StationIn, before: Station | None) -> str | None:
    old = before.password_hash if before else None
    if wanted.password is None:
        return old
    password = wanted.password.get_secret_value()
    if old is not None and password_matches(password.encode(), old):
        return old
    return hash_password(password)


def _security_profile(wanted: StationIn, before: Station | None, lowest: int) -> int:
    if wanted.security_profile is not None:
        if wanted.security_profile < lowest:
            raise Rejected(f"security_profile: this deployment allows {lowest} and above.")
        return wanted.security_profile
    return before.security_profile if before else max(DEFAULT_SECURITY_PROFILE, lowest)
