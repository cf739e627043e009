"""Stations: register them, see how they are."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.errors import NotFound
from csms.stations.model import BootStatus, Station
from csms.stations.passwords import hash_password, password_matches
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.registration import StationIn
from operator_api.schemas.stations import StationView, station_view

DEFAULT_SECURITY_PROFILE = 1
router = APIRouter(prefix="/stations")


@router.get("", summary="List stations")
def list_stations(needs: Needs, paging: PagingQuery) -> Page[StationView]:
    """Stations by identity, with their live state."""
    return paging.page(
        needs.stations.page, lambda one: station_view(one, needs.stations.state(one.station_id))
    )


@router.get("/{station_id:path}", summary="Get a station")
def get_station(station_id: StationIdentity, needs: Needs) -> StationView:
    """A station with its live state; never its password."""
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not registered: PUT it first.")
    return station_view(station, needs.stations.state(station_id))


@router.put(
    "/{station_id:path}",
    summary="Register or change a station",
    responses={HTTPStatus.CREATED: {"model": StationView}},
)
def put_station(
    station_id: StationIdentity, wanted: StationIn, needs: Needs, response: Response
) -> StationView:
    """Replace the record. An absent password, profile or boot status stays as it is."""
    before = needs.stations.get(station_id)
    station = Station(
        station_id=station_id,
        password_hash=_password_hash(wanted, before),
        security_profile=_security_profile(wanted, before),
        site_id=wanted.site_id,
        evses=wanted.domain_evses(),
        boot_status=wanted.boot_status or (before.boot_status if before else BootStatus.ACCEPTED),
        shows_cost=wanted.shows_cost,
    )
    needs.stations.put(station)
    response.status_code = HTTPStatus.OK if before else HTTPStatus.CREATED
    return station_view(station, needs.stations.state(station_id))


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


def _security_profile(wanted: StationIn, before: Station | None) -> int:
    if wanted.security_profile is not None:
        return wanted.security_profile
    return before.security_profile if before else DEFAULT_SECURITY_PROFILE
