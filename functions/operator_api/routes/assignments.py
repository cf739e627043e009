"""Which tariff holds where and for whom, and what a session here would be priced by."""

from typing import Annotated

from fastapi import APIRouter, Query

from csms.drivers.model import normal_token_id
from csms.errors import NotFound, Rejected
from csms.stations.model import Station
from csms.tariffs.assigning import Assigning, assign
from csms.tariffs.assignment import ANYBODY, Person
from csms.tariffs.rules import NETWORK, Spot, at_site, at_station
from csms.web.fields import Identifier, Moment, StationIdentity
from csms.web.needs import Needs
from csms.web.station_tariffs import TariffsInForce
from operator_api.schemas.assignments import RulesIn, RulesView, rules_view
from operator_api.schemas.tariff_choices import TariffChoiceView, tariff_choice_view

router = APIRouter()


@router.get("/network/tariffs", summary="Get the network's tariff rules")
def get_network_rules(needs: Needs) -> RulesView:
    """Rules that hold wherever no nearer one does."""
    return rules_view(needs.assignments.at(NETWORK))


@router.put("/network/tariffs", summary="Set the network's tariff rules")
def put_network_rules(wanted: RulesIn, needs: Needs) -> RulesView:
    """Replace them. Running sessions keep the tariff they started with."""
    return _put(NETWORK, wanted, needs)


@router.get("/sites/{site_id}/tariffs", summary="Get a site's tariff rules")
def get_site_rules(site_id: Identifier, needs: Needs) -> RulesView:
    """Rules of its stations; those of the network hold besides."""
    _require_site(site_id, needs)
    return rules_view(needs.assignments.at(at_site(site_id)))


@router.put("/sites/{site_id}/tariffs", summary="Set a site's tariff rules")
def put_site_rules(site_id: Identifier, wanted: RulesIn, needs: Needs) -> RulesView:
    """Replace them, those in `tariff_ids` of the site included."""
    _require_site(site_id, needs)
    return _put(at_site(site_id), wanted, needs)


@router.get("/stations/{station_id:path}/tariffs", summary="Get a station's tariff rules")
def get_station_rules(station_id: StationIdentity, needs: Needs) -> RulesView:
    """Rules of the station, its EVSEs and connectors; those of site and network hold besides."""
    return rules_view(needs.assignments.at(at_station(_station(station_id, needs).station_id)))


@router.put("/stations/{station_id:path}/tariffs", summary="Set a station's tariff rules")
def put_station_rules(station_id: StationIdentity, wanted: RulesIn, needs: Needs) -> RulesView:
    """Replace them."""
    return _put(at_station(station_id), wanted, needs, _station(station_id, needs))


@router.get("/stations/{station_id:path}/tariff", summary="Ask which tariff applies, and why")
def get_station_tariff(
    station_id: StationIdentity,
    needs: Needs,
    evse_id: Annotated[int, Query(ge=0, description="0: not known yet")] = 0,
    connector_id: Annotated[int, Query(ge=0)] = 0,
    token_id: Annotated[Identifier | None, Query(description="Whose price")] = None,
    at: Annotated[Moment | None, Query(description="Default: now")] = None,
) -> TariffChoiceView:
    """The rule that decides for a session that starts then, and why the others do not."""
    station = _station(station_id, needs)
    if evse_id and station.evse(evse_id) is None:
        raise Rejected(f"evse_id: station {station_id} has no EVSE {evse_id}.")
    moment = at or needs.clock()
    person = _person(token_id, needs)
    found = TariffsInForce(needs, moment, person).at(station, evse_id, connector_id)
    return tariff_choice_view(station, (evse_id, connector_id), moment, found)


def _put(spot: Spot, wanted: RulesIn, needs: Needs, station: Station | None = None) -> RulesView:
    rules = tuple(one.rule_at(spot) for one in wanted.rules)
    assigning = Assigning(needs.assignments, needs.tariffs)
    return rules_view(assign(spot, rules, wanted.version, assigning, station))


def _person(token_id: str | None, needs: Needs) -> Person:
    if token_id is None:
        return ANYBODY
    token = needs.tokens.get(normal_token_id(token_id))
    if token is None:
        raise NotFound(f"Token {token_id} is not known: PUT it first, or leave it out.")
    return Person(token.organisation_id, token.group_id)


def _station(station_id: str, needs: Needs) -> Station:
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not registered: PUT it first.")
    return station


def _require_site(site_id: str, needs: Needs) -> None:
    if needs.sites.get(site_id) is None:
        raise NotFound(f"Site {site_id} is not known: PUT it first.")
