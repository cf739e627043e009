"""Where the code on a station's label leads: what charging costs there, and how to begin."""

from http import HTTPStatus
from typing import Annotated, Never

from fastapi import APIRouter, Header, Path, Response
from fastapi.responses import HTMLResponse

from client_api.charge_page import CSP, missing_page, page
from client_api.schemas.stations import ChargePointView, charge_point_view
from csms.bootstrap import Services
from csms.errors import NotFound
from csms.receipts.words import chosen
from csms.tariffs.assignment import ANYBODY
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from csms.web.station_tariffs import TariffsInForce

router = APIRouter(prefix="/charge")
HEADERS = {"content-security-policy": CSP, "vary": "accept, accept-language"}


@router.get(
    "/{station_id:path}/{evse_id}",
    summary="Look at a charging point by the code on its label",
    response_model=ChargePointView,
    responses={200: {"content": {"text/html": {}}, "description": "JSON, or a page by `Accept`"}},
    openapi_extra={"security": []},
)
def get_charge_point(
    station_id: StationIdentity,
    evse_id: Annotated[int, Path(ge=1)],
    needs: Needs,
    accept: Annotated[str, Header()] = "application/json",
    accept_language: Annotated[str | None, Header()] = None,
) -> ChargePointView | Response:
    """No sign-in: whoever stands there may read it. The price is that of somebody unknown."""
    language = chosen(accept_language) if "text/html" in accept else None
    seen = _seen(station_id, evse_id, needs)
    if language is None:
        return seen or _missing()
    status = HTTPStatus.OK if seen else HTTPStatus.NOT_FOUND
    text = page(seen, language) if seen else missing_page(language)
    return HTMLResponse(text, status, HEADERS | {"content-language": language})


def _seen(station_id: str, evse_id: int, needs: Services) -> ChargePointView | None:
    station = needs.stations.get(station_id)
    evse = station.evse(evse_id) if station else None
    if station is None or evse is None:
        return None
    prices = TariffsInForce(needs, needs.clock(), ANYBODY)
    state, found = needs.state_of(station_id), prices.at(station, evse_id)
    return charge_point_view(station, evse, state, prices.site(station), found)


def _missing() -> Never:
    raise NotFound("There is no such charging point: look at the label again.")
