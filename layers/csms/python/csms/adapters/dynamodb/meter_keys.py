"""Public keys of meters beside their stations, in a partition that no frame reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.adapters.dynamodb.table import ConditionFailed
from csms.stations.meter_keys import KeyOrigin, MeterKey, MeterKeys

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table

KEYS = "KEYS"


class DynamoMeterKeys:
    """MeterKeyRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def get(self, station_id: str) -> MeterKeys:
        """See the port."""
        item = self._table.get(_partition(station_id), KEYS)
        if item is None:
            return MeterKeys(station_id)
        return MeterKeys(
            station_id, tuple(_key_from(one) for one in item["meter_keys"]), item["pin_first_use"]
        )

    def put(self, keys: MeterKeys) -> None:
        """See the port."""
        self._table.put(_item(keys))

    def pin(self, before: MeterKeys, after: MeterKeys) -> bool:
        """See the port."""
        try:
            self._table.put_if(_item(after), "meter_keys = :before", _item(before)["meter_keys"])
        except ConditionFailed:
            return False
        return True


def _partition(station_id: str) -> str:
    return f"METER#{station_id}"


def _item(keys: MeterKeys) -> Item:
    return {
        "pk": _partition(keys.station_id),
        "sk": KEYS,
        "meter_keys": [_key_item(one) for one in keys.keys],
        "pin_first_use": keys.pin_first_use,
    }


def _key_item(key: MeterKey) -> Item:
    return {
        "public_key": key.public_key,
        "evse_id": key.evse_id,
        "valid_from": clock.to_text(key.valid_from) if key.valid_from else None,
        "valid_until": clock.to_text(key.valid_until) if key.valid_until else None,
        "origin": key.origin.value,
    }


def _key_from(item: Item) -> MeterKey:
    def moment(name: str) -> Any:
        return clock.from_text(item[name]) if item.get(name) else None

    evse_id = item.get("evse_id")
    return MeterKey(
        item["public_key"],
        int(evse_id) if evse_id is not None else None,
        moment("valid_from"),
        moment("valid_until"),
        KeyOrigin(item["origin"]),
    )
