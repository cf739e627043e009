"""Labels for stations, with a code to scan."""

from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from csms import bootstrap
from csms.errors import NotFound
from csms.stations.labels import Label
from csms.stations.model import Station
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from csms.web.printing import public_url

router = APIRouter(prefix="/stations/{station_id:path}/label")
SVG, PDF = "image/svg+xml", "application/pdf"
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {SVG: {}, PDF: {}}, "description": "By `format`"}
}


class Form(StrEnum):
    """SVG has one label, PDF one on each page."""

    SVG = "svg"
    PDF = "pdf"


@router.get("", summary="Get the labels of a station", response_class=Response, responses=ANSWERS)
def get_station_label(
    station_id: StationIdentity,
    needs: Needs,
    request: Request,
    form: Annotated[Form, Query(alias="format")] = Form.SVG,
    evse_id: Annotated[
        int | None, Query(ge=1, description="Default: all; in SVG the first")
    ] = None,
) -> Response:
    """The code leads to `<PublicUrl>/client/v1/charge/<station>/<EVSE>`: an app takes it, and a
    browser shows state, price and how to begin.
    """
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not registered: PUT it first.")
    labels = [
        _label(station, one, public_url(request))
        for one in (evse.evse_id for evse in station.evses)
        if evse_id in {None, one}
    ]
    if not labels:
        raise NotFound(f"Station {station_id} has no EVSE {evse_id or ''}".rstrip() + ".")
    printer = bootstrap.label_printer()
    if form is Form.SVG:
        return Response(printer.svg(labels[0]), media_type=SVG)
    return Response(printer.pdf(labels), media_type=PDF)


def _label(station: Station, evse_id: int, base_url: str) -> Label:
    path = f"/client/v1/charge/{quote(station.station_id, safe='')}/{evse_id}"
    return Label(base_url + path, station.name or station.station_id, station.station_id, evse_id)
