"""Profiles of stations: an item beside what the station reports, read with it."""

from __future__ import annotations

from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.meter_items import FOUND, SET, found_item, meter_from, set_item
from csms.adapters.dynamodb.stations import BOOT
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.adapters.dynamodb.update import Update
from csms.stations.meters import NO_SETTINGS, MeterProfile, MeterSettings
from csms.stations.profile import StationProfile

PROFILE = "PROFILE"


class DynamoProfiles:
    """ProfileRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def get(self, station_id: str) -> StationProfile:
        """See the port."""
        pk = keys.station(station_id)
        found = self._table.get_many([(pk, PROFILE), (pk, BOOT)])
        return profile_from(found.get((pk, PROFILE)), found.get((pk, BOOT)))

    def set_by_operator(
        self,
        station_id: str,
        vendor_key: str | None,
        time_zone: str | None,
        meter: MeterSettings = NO_SETTINGS,
    ) -> None:
        """See the port."""
        update = Update().replace(vendor_set=vendor_key, time_zone=time_zone)
        update.replace(**{SET: set_item(meter)})
        self._table.update(keys.station(station_id), PROFILE, update.render())

    def meter(self, station_id: str) -> MeterProfile:
        """See the port."""
        return meter_from(self._table.get(keys.station(station_id), PROFILE))

    def learn_meter(self, station_id: str, before: MeterProfile, found: MeterProfile) -> bool:
        """See the port."""
        update = Update().replace(**{FOUND: found_item(found)})
        was = found_item(before)
        same = f"{FOUND} = {update.value('was', was)}" if was else f"attribute_not_exists({FOUND})"
        try:
            self._table.update(keys.station(station_id), PROFILE, update.render(same))
        except ConditionFailed:
            return False
        return True


def profile_from(item: Item | None, boot: Item | None) -> StationProfile:
    """The profile of two items, an empty one of none."""
    item = item or {}
    return StationProfile(
        vendor_found=(boot or {}).get("vendor_key"),
        vendor_set=item.get("vendor_set"),
        time_zone=item.get("time_zone"),
        meter=meter_from(item),
    )
