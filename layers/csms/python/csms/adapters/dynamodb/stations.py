"""Stations: the operator's record and what the station reports, an item each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.sharded_lists import ShardedList
from csms.adapters.dynamodb.station_items import (
    boot_from,
    connection_from,
    connector_from,
    credentials_item,
    evse_item,
    station_from,
)
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table, key
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.errors import Unavailable
from csms.stations.model import (
    BootFacts,
    ConnectorStatus,
    LiveConnection,
    Station,
    StationState,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from csms.adapters.dynamodb.station_history import DynamoStationHistory

RECORD, CONNECTION, BOOT = "STATION", "CONNECTION", "BOOT"
# Apart from the connection, whose every change starts the delivery of commands.
SEEN = "SEEN"
# The socket that is to be closed; apart, since the connection's item is the station's own doing.
CLOSING = "CLOSING"
MOST_ATTEMPTS = 5


class DynamoStations:
    """StationRepository over the stations table."""

    def __init__(self, table: Table, history: DynamoStationHistory) -> None:
        """The table of the contract in `keys`, and where statuses and absences are kept."""
        self._table = table
        self._history = history
        self._list = ShardedList(
            table, ("by_shard", "list_shard"), str, keys.STATION_LIST_SHARDS, RECORD
        )

    def get(self, station_id: str) -> Station | None:
        """See the port."""
        item = self._table.get(keys.station(station_id), RECORD)
        return station_from(item) if item else None

    def put(self, station: Station, before: Station | None = None) -> None:
        """See the port."""
        update = Update().replace(
            station_id=station.station_id,
            site_id=station.site_id,
            name=station.name,
            serial_number=station.serial_number,
            evses=[evse_item(one) for one in station.evses],
            boot_status=station.boot_status.value,
            shows_cost=station.shows_cost,
            list_shard=keys.station_list_shard(station.station_id),
        )
        if before is None or before.password_hash != station.password_hash:
            update.replace(password_hash=station.password_hash)
        if before is None or before.security_profile != station.security_profile:
            update.set(security_profile=station.security_profile)
        else:
            update.set_once(security_profile=station.security_profile)
        update.add(credentials_version=1)
        self._table.update(keys.station(station.station_id), RECORD, update.render())

    def change_credentials(self, station_id: str, change: Callable[[Station], Station]) -> None:
        """See the port: repeated while somebody else is faster."""
        for _ in range(MOST_ATTEMPTS):
            item = self._table.get(keys.station(station_id), RECORD)
            present = station_from(item) if item else None
            if item is None or present is None or (changed := change(present)) == present:
                return
            update = Update().replace(
                password_hash=changed.password_hash,
                security_profile=changed.security_profile,
                credentials=credentials_item(changed.credentials),
            )
            version = item.get("credentials_version")
            update.add(credentials_version=1)
            same = (
                "attribute_not_exists(credentials_version)"
                if version is None
                else f"credentials_version = {update.value('version', version)}"
            )
            try:
                condition = f"attribute_exists(pk) AND {same}"
                self._table.update(keys.station(station_id), RECORD, update.render(condition))
            except ConditionFailed:
                continue
            return
        raise Unavailable("the credentials change too fast")

    def delete(self, station_id: str) -> None:
        """See the port."""
        self._table.delete(keys.station(station_id), RECORD)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Station], str | None]:
        """See the port."""
        items, following = self._list.page(limit, cursor)
        return [station_from(one) for one in items], following

    def states(self, stations: Sequence[Station]) -> dict[str, StationState]:
        """See the port: a batch read for each 100 items, of which a station has three and one for
        each connector.
        """
        places = {one.station_id: _places_of(one) for one in stations}
        found = self._table.get_many([place for some in places.values() for place in some])
        return {
            station_id: _state_of([found[place] for place in some if place in found])
            for station_id, some in places.items()
        }

    def state(self, station_id: str) -> StationState:
        """See the port."""
        items, _ = self._table.query(keys.station(station_id))
        return _state_of(items)

    def last_seen(self, station_ids: Sequence[str]) -> dict[str, datetime]:
        """See the port."""
        places = [(keys.station(one), SEEN) for one in station_ids]
        found = self._table.get_many(places)
        return {
            station_id: clock.from_text(found[place]["last_seen_at"])
            for station_id, place in zip(station_ids, places, strict=True)
            if place in found
        }

    def connect(self, station_id: str, connection: LiveConnection) -> None:
        """See the port."""
        update = Update().set(
            connection_id=connection.connection_id,
            protocol=connection.protocol,
            connected_at=clock.to_text(connection.connected_at),
        )
        update.replace(certificate=connection.certificate).remove(
            "disconnected_at", "offline_since"
        )
        self._newer(
            station_id,
            CONNECTION,
            update,
            "attribute_not_exists(connected_at) OR connected_at <= :connected_at",
        )

    def want_closed(self, station_id: str, connection_id: str, at: datetime) -> None:
        """See the port."""
        update = Update().set(connection_id=connection_id, at=clock.to_text(at))
        self._table.update(keys.station(station_id), CLOSING, update.render())

    def disconnect(self, station_id: str, connection_id: str, at: datetime) -> None:
        """See the port."""
        update = Update().set(disconnected_at=clock.to_text(at)).remove("connection_id")
        mine = update.value("mine", connection_id)
        self._newer(station_id, CONNECTION, update, f"connection_id = {mine}")

    def mark_offline(self, station_id: str, absent: LiveConnection, since: datetime) -> bool:
        """See the port."""
        update = Update().set(offline_since=clock.to_text(since)).remove("connection_id")
        update.set_once(disconnected_at=clock.to_text(since))
        same = update.value("same", clock.to_text(absent.connected_at))
        if absent.connection_id is None:
            socket = "attribute_not_exists(connection_id)"
        else:
            socket = f"connection_id = {update.value('mine', absent.connection_id)}"
        condition = f"attribute_not_exists(offline_since) AND connected_at = {same} AND {socket}"
        fact = self._history.outage_put(station_id, since)
        return self._together(station_id, CONNECTION, update.render(condition), fact)

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
            vendor_key=boot.vendor_key,
            facts=dict(boot.facts) or None,
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
            info=status.info,
            faults=[[one.table, one.code, one.value] for one in status.faults] or None,
            reported_at=clock.to_text(status.reported_at),
        )
        late_at = self._history.late_moment(status)
        update.set(late_status_at=late_at)
        newest = "attribute_not_exists(reported_at) OR reported_at <= :reported_at"
        place = keys.connector(status.evse_id, status.connector_id)
        fact = self._history.status_put(station_id, status)
        if not self._together(station_id, place, update.render(newest), fact):
            self._history.record_status(station_id, status)
            self._note_late(station_id, place, late_at)

    def _note_late(self, station_id: str, place: str, late_at: str | None) -> None:
        """A status that something newer has overtaken, told to whom its time still concerns."""
        update = Update().set(late_status_at=late_at)
        if late_at is not None:
            self._table.update(keys.station(station_id), place, update.render())

    def _together(self, station_id: str, sk: str, change: Item, fact: Item) -> bool:
        """Both or nothing, in one request; False: the condition of the change did not hold."""
        changed = {"TableName": self._table.name, "Key": key(keys.station(station_id), sk)}
        return write_together(self._table.client, [{"Update": changed | change}, fact]) is None

    def _newer(self, station_id: str, sk: str, update: Update, condition: str) -> None:
        """Write unless something newer stands there."""
        try:
            self._table.update(keys.station(station_id), sk, update.render(condition))
        except ConditionFailed:
            return


def _places_of(station: Station) -> list[tuple[str, str]]:
    """Where the state of a registered station is; what it says of itself is EVSE 0 (2.x)."""
    named = [(evse.evse_id, one) for evse in station.evses for one in evse.connector_ids]
    connectors = [keys.connector(*place) for place in [(0, 0), *named]]
    return [(keys.station(station.station_id), sk) for sk in (CONNECTION, SEEN, BOOT, *connectors)]


def _state_of(items: list[Item]) -> StationState:
    by_key = {item["sk"]: item for item in items}
    return StationState(
        connection=connection_from(by_key.get(CONNECTION), by_key.get(SEEN)),
        boot=boot_from(by_key.get(BOOT)),
        connectors=tuple(
            connector_from(item) for sk, item in by_key.items() if sk.startswith("CONNECTOR#")
        ),
    )
