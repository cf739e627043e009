"""What is known of the sender of a frame, without a read for it.

The connection's context names the maker. On a station's very first connection nothing could stand
there yet: until the next one its profile is read, at most once in an interval for each process.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

from csms.ocpp.handshake import Connection
from csms.stations.profile import ProfileRepository, StationProfile, zone_of
from csms.vendors.incoming import Sender
from csms.vendors.registry import vendor

REFRESH = timedelta(seconds=30)
REMEMBERED_STATIONS = 2_000


class Senders:
    """Senders by connection."""

    def __init__(self, profiles: ProfileRepository) -> None:
        """Nothing known."""
        self._profiles = profiles
        self._known: OrderedDict[str, tuple[StationProfile, datetime]] = OrderedDict()

    def of(self, connection: Connection, now: datetime) -> Sender:
        """Who sends on this connection."""
        if connection.vendor:
            unit = connection.meter_unit
            return _sender(connection, connection.vendor, connection.time_zone, unit)
        profile = self._profile(connection.station_id, now)
        unit = profile.meter.settings.unit
        zone = profile.time_zone or connection.time_zone
        return _sender(connection, profile.vendor_key, zone, unit)

    def forget(self, station_id: str) -> None:
        """A boot may have told who the station is."""
        self._known.pop(station_id, None)

    def _profile(self, station_id: str, now: datetime) -> StationProfile:
        known = self._known.get(station_id)
        if known is not None and timedelta(0) <= now - known[1] < REFRESH:
            return known[0]
        profile = self._profiles.get(station_id)
        self._known[station_id] = profile, now
        self._known.move_to_end(station_id)
        if len(self._known) > REMEMBERED_STATIONS:
            self._known.popitem(last=False)
        return profile


def _sender(
    connection: Connection, vendor_key: str, time_zone: str | None, unit: str | None
) -> Sender:
    of_16 = connection.protocol == "ocpp1.6"
    return Sender(vendor(vendor_key), len(connection.places), zone_of(time_zone), unit, of_16)
