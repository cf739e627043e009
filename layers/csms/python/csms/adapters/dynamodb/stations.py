"""Stations: the operator's record and what the station reports, an item each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.station_items import (
    boot_from,
    connection_from,
    connector_from,
    evse_item,
    station_from,
)
from csms.adapters.dynamodb.table import ConditionFailed, Table
from csms.adapters.dynamodb.update import Update
from csms.errors import Rejected
from csms.stations.model import (
    BootFacts,
    ConnectorStatus,
    LiveConnection,
    Station,
    StationState,
)

if TYPE_CHECKING:
    from datetime import datetime

RECORD, CONNECTION, BOOT = "STATION", "CONNECTION", "BOOT"
# Apart from the connection, whose every change starts the delivery of commands.
SEEN = "SEEN"


class DynamoStations:
    """StationRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The table of the contract in `keys`."""
        self._table = table

    def get(self, station_id: str) -> Station | None:
        """See the port."""
        item = self._table.get(keys.station(station_id), RECORD)
        return station_from(item) if item else None

    def put(self, station: Station) -> None:
        """See the port."""
        self._table.put(
            {
                "pk": keys.station(station.station_id),
                "sk": RECORD,
                "station_id": station.station_id,
                "password_hash": station.password_hash,
                "security_profile": station.security_profile,
                "site_id": station.site_id,
                "evses": [evse_item(one) for one in station.evses],
                "boot_status": station.boot_status.value,
                "shows_cost": station.shows_cost,
                "list_shard": keys.station_list_shard(station.station_id),
            }
        )

    def delete(self, station_id: str) -> None:
        """See the port."""
        self._table.delete(keys.station(station_id), RECORD)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Station], str | None]:
        """See the port. The cursor is shard and identity of the last station shown."""
        shard_text, _, after = (cursor or "0|").partition("|")
        if not shard_text.isdecimal():
            raise Rejected("cursor: use the `next` of the page before")
        shard, stations = int(shard_text), list[Station]()
        while shard < keys.STATION_LIST_SHARDS:
            if len(stations) == limit:
                return stations, f"{shard}|{after}"
            heads, more = self._table.query(
                str(shard),
                index=("by_shard", "list_shard"),
                limit=limit - len(stations),
                start=self._index_key(shard, after) if after else None,
            )
            items = self._table.get_many([(head["pk"], head["sk"]) for head in heads])
            stations += [station_from(items[pk, sk]) for pk, sk in sorted(items)]
            after = heads[-1]["pk"].removeprefix("ST#") if more else ""
            shard += not more
        return stations, None

    def state(self, station_id: str) -> StationState:
        """See the port."""
        items, _ = self._table.query(keys.station(station_id))
        by_key = {item["sk"]: item for item in items}
        return StationState(
            connection=connection_from(by_key.get(CONNECTION), by_key.get(SEEN)),
            boot=boot_from(by_key.get(BOOT)),
            connectors=tuple(
                connector_from(item) for sk, item in by_key.items() if sk.startswith("CONNECTOR#")
            ),
        )

    def connect(self, station_id: str, connection: LiveConnection) -> None:
        """See the port."""
        update = Update().set(
            connection_id=connection.connection_id,
            protocol=connection.protocol,
            connected_at=clock.to_text(connection.connected_at),
        )
        update.remove("disconnected_at")
        self._newer(
            station_id,
            CONNECTION,
            update,
            "attribute_not_exists(connected_at) OR connected_at <= :connected_at",
        )

    def disconnect(self, station_id: str, connection_id: str, at: datetime) -> None:
        """See the port."""
        update = Update().set(disconnected_at=clock.to_text(at)).remove("connection_id")
        mine = update.value("mine", connection_id)
        self._newer(station_id, CONNECTION, update, f"connection_id = {mine}")

    def seen(self, station_id: str, at: datetime) -> None:
        """See the port."""
        update = Update().set(last_seen_at=clock.to_text(at))
        self._newer(
            station_id,
            SEEN,
            update,
            "attribute_not_exists(last_seen_at) OR last_seen_at <= :last_seen_at",
        )

    def record_boot(self, station_id: str, boot: BootFacts) -> None:
        """See the port."""
        update = Update().replace(
            vendor=boot.vendor,
            model=boot.model,
            serial_number=boot.serial_number,
            firmware_version=boot.firmware_version,
            booted_at=clock.to_text(boot.booted_at),
            reason=boot.reason,
        )
        self._newer(
            station_id, BOOT, update, "attribute_not_exists(booted_at) OR booted_at <= :booted_at"
        )

    def record_connector_status(self, station_id: str, status: ConnectorStatus) -> None:
        """See the port."""
        update = Update().replace(
            evse_id=status.evse_id,
            connector_id=status.connector_id,
            status=status.status,
            error_code=status.error_code,
            vendor_error_code=status.vendor_error_code,
            reported_at=clock.to_text(status.reported_at),
        )
        self._newer(
            station_id,
            keys.connector(status.evse_id, status.connector_id),
            update,
            "attribute_not_exists(reported_at) OR reported_at <= :reported_at",
        )

    def _newer(self, station_id: str, sk: str, update: Update, condition: str) -> None:
        """Write unless something newer stands there."""
        try:
            self._table.update(keys.station(station_id), sk, update.render(condition))
        except ConditionFailed:
            return

    def _index_key(self, shard: int, station_id: str) -> dict[str, str]:
        return {"list_shard": str(shard), "pk": keys.station(station_id), "sk": RECORD}
