"""Drivers: people who charge."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.drivers.model import Driver
from csms.errors import NotFound
from csms.web.fields import Identifier
from csms.web.needs import Needs
from operator_api.schemas.directory import DriverIn, DriverView, driver_view

router = APIRouter(prefix="/drivers")


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
