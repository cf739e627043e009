"""Stations: where to charge, whether it is free, what it costs."""

from fastapi import APIRouter

from client_api.prices import Prices
from client_api.schemas.stations import PublicStationView, public_station_view
from csms.errors import NotFound
from csms.stations.model import Station
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery

router = APIRouter(prefix="/stations")


@router.get("", summary="List stations")
def list_stations(needs: Needs, paging: PagingQuery) -> Page[PublicStationView]:
    """Stations by identity, with live status and price."""
    prices = Prices(needs)
    return paging.page(needs.stations.page, lambda one: _view(one, needs, prices))


@router.get("/{station_id:path}", summary="Get a station")
def get_station(station_id: StationIdentity, needs: Needs) -> PublicStationView:
    """A station with live status and the price of a session that starts now."""
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not known: see GET /stations.")
    return _view(station, needs, Prices(needs))


def _view(station: Station, needs: Needs, prices: Prices) -> PublicStationView:
    state = needs.state_of(station.station_id)
    return public_station_view(station, state, prices.site(station), prices.tariffs(station))
