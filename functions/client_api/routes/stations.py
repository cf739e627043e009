"""Stations: where to charge, whether it is free, what it costs."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query

from client_api.schemas.stations import (
    PublicStationView,
    StationTariffView,
    price_view,
    public_station_view,
)
from csms.drivers.app_tokens import app_token_id
from csms.errors import NotFound, Rejected
from csms.stations.model import Station
from csms.tariffs.assignment import ANYBODY, Person
from csms.tariffs.explaining import reason
from csms.web.authentication import SignedIn
from csms.web.fields import Moment, StationIdentity
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from csms.web.station_tariffs import TariffsInForce

router = APIRouter(prefix="/stations")


@router.get("", summary="List stations")
def list_stations(caller: SignedIn, needs: Needs, paging: PagingQuery) -> Page[PublicStationView]:
    """Stations by identity, with live status and your price."""
    prices = _prices(caller, needs, needs.clock())
    return paging.page(needs.stations.page, lambda one: _view(one, needs, prices))


# Before the station, whose identity may hold a slash and would swallow the rest.
@router.get("/{station_id:path}/tariff", summary="Ask what charging costs you here, and why")
def get_station_tariff(
    station_id: StationIdentity,
    caller: SignedIn,
    needs: Needs,
    evse_id: Annotated[int, Query(ge=0, description="0: any")] = 0,
    connector_id: Annotated[int, Query(ge=0, description="0: any")] = 0,
    at: Annotated[Moment | None, Query(description="Default: now")] = None,
) -> StationTariffView:
    """The price of a session that starts then, by the token of your app."""
    station = _station(station_id, needs)
    if evse_id and station.evse(evse_id) is None:
        raise Rejected(f"evse_id: station {station_id} has no EVSE {evse_id}: see GET /stations.")
    moment = at or needs.clock()
    found = _prices(caller, needs, moment).at(station, evse_id, connector_id)
    return StationTariffView(
        station_id=station_id,
        evse_id=evse_id,
        connector_id=connector_id,
        current_type=found.decision.current_type,
        at=moment,
        price=price_view(found.tariff, found.decision.current_type),
        price_reason=reason(found.decision.assigned),
    )


@router.get("/{station_id:path}", summary="Get a station")
def get_station(station_id: StationIdentity, caller: SignedIn, needs: Needs) -> PublicStationView:
    """A station with live status and your price of a session that starts now."""
    prices = _prices(caller, needs, needs.clock())
    return _view(_station(station_id, needs), needs, prices)


def _station(station_id: str, needs: Needs) -> Station:
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not known: see GET /stations.")
    return station


def _prices(caller: SignedIn, needs: Needs, at: datetime) -> TariffsInForce:
    """What the token of the caller's app pays; nobody else's price is shown."""
    token = needs.tokens.get(app_token_id(caller.subject))
    person = Person(token.organisation_id, token.group_id) if token else ANYBODY
    return TariffsInForce(needs, at, person)


def _view(station: Station, needs: Needs, prices: TariffsInForce) -> PublicStationView:
    tariffs = {evse.evse_id: prices.at(station, evse.evse_id) for evse in station.evses}
    state = needs.state_of(station.station_id)
    return public_station_view(station, state, prices.site(station), tariffs)
