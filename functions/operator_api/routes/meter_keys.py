"""Public keys of meters, by which signed readings are checked."""

from fastapi import APIRouter

from csms.errors import NotFound
from csms.web.fields import StationIdentity
from csms.web.needs import Keys, Needs
from operator_api.schemas.meter_keys import MeterKeysIn, MeterKeysView, keys_from, keys_view

router = APIRouter(prefix="/stations/{station_id:path}/meter-keys")


@router.get("", summary="Get the public keys of a station's meters")
def get_meter_keys(station_id: StationIdentity, keys: Keys) -> MeterKeysView:
    """Those an operator registered, and those that were pinned when a station first sent them."""
    return keys_view(keys.get(station_id))


@router.put("", summary="Register the public keys of a station's meters")
def put_meter_keys(
    station_id: StationIdentity, wanted: MeterKeysIn, needs: Needs, keys: Keys
) -> MeterKeysView:
    """Replace them, pinned ones included. Receipts that were issued keep their verdict."""
    if needs.stations.get(station_id) is None:
        raise NotFound(f"Station {station_id} is not registered: PUT it first.")
    registered = keys_from(station_id, wanted)
    keys.put(registered)
    return keys_view(registered)
