"""The local authorization list of a station: as wanted, and as the station holds it."""

from datetime import datetime

from fastapi import APIRouter

from csms.bootstrap import list_steps
from csms.drivers.list_ports import want_list
from csms.drivers.local_lists import WantedList
from csms.errors import NotFound
from csms.ocpp.list_steps import after_wanted
from csms.ocpp.listing import listed
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from operator_api.schemas.local_lists import LocalListIn, LocalListView, local_list_view

router = APIRouter(prefix="/stations/{station_id:path}/local-list")


@router.get("", summary="Get a station's local authorization list")
def get_local_list(station_id: StationIdentity, needs: Needs) -> LocalListView:
    """What is wanted, what the station confirmed and reported, and whether that is the same."""
    _require_station(station_id, needs)
    return _view(station_id, list_steps().listing.lists.wanted(station_id), needs.clock())


@router.put("", summary="Want a local authorization list of a station")
def put_local_list(station_id: StationIdentity, wanted: LocalListIn, needs: Needs) -> LocalListView:
    """Replace what is wanted; the station is told at once, or when it is back.

    It is told again whenever one of the tokens changes, and compared after each boot.
    """
    _require_station(station_id, needs)
    now, steps = needs.clock(), list_steps()
    kept = want_list(station_id, wanted.token_ids, steps.listing.lists)
    after_wanted(station_id, kept.version, now, steps)
    return _view(station_id, kept, now)


def _view(station_id: str, wanted: WantedList | None, now: datetime) -> LocalListView:
    steps = list_steps()
    listing, connection = steps.listing, steps.stations.state(station_id).connection
    protocol = connection.protocol if connection else ""
    known = listing.tokens.get_many(wanted.token_ids if wanted else ())
    entries = listed(known, protocol)
    return local_list_view(wanted, known, entries, listing.lists.held(station_id), now)


def _require_station(station_id: str, needs: Needs) -> None:
    if needs.stations.get(station_id) is None:
        raise NotFound(f"Station {station_id} is not registered.")
