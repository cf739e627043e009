"""Drivers: people who charge."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.drivers.model import Driver
from csms.errors import NotFound
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from csms.web.searching import SearchQuery, searched, told_by
from operator_api.schemas.directory import DriverIn, DriverView, driver_view

router = APIRouter(prefix="/drivers")


@router.get("", summary="List drivers")
def list_drivers(needs: Needs, paging: PagingQuery, search: SearchQuery = None) -> Page[DriverView]:
    """In a stable order. Of a search a page may be short, even empty: go on while there is a
    `next`.
    """

    def wanted(one: Driver) -> bool:
        return told_by(search, one.driver_id, one.display_name)

    read = needs.drivers.page if search is None else searched(needs.drivers.page, wanted)
    return paging.page(read, driver_view, "drivers", search)


@router.get("/{driver_id}", summary="Get a driver")
def get_driver(driver_id: Identifier, needs: Needs) -> DriverView:
    """A driver by the subject of their login."""
    driver = needs.drivers.get(driver_id)
    if driver is None:
        raise NotFound(f"Driver {driver_id} is not known: PUT the driver first.")
    return driver_view(driver)


@router.put(
    "/{driver_id}",
    summary="Register or change a driver",
    responses={HTTPStatus.CREATED: {"model": DriverView}},
)
def put_driver(
    driver_id: Identifier, wanted: DriverIn, needs: Needs, response: Response
) -> DriverView:
    """Replace the record."""
    driver = Driver(driver_id, wanted.display_name)
    known = needs.drivers.get(driver_id) is not None
    needs.drivers.put(driver)
    response.status_code = HTTPStatus.OK if known else HTTPStatus.CREATED
    return driver_view(driver)
