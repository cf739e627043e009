"""Statuses and absences of stations over time, in the telemetry table until they expire."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.table import Item, Table, marshal
from csms.ids import digest
from csms.stations.history import ToldStatus

if TYPE_CHECKING:
    from datetime import datetime

    from csms.clock import Clock
    from csms.stations.model import ConnectorStatus


# Sooner than a settled session is looked at again (`csms.corrections`).
IN_TIME = timedelta(minutes=2)


class DynamoStationHistory:
    """StationHistory over the telemetry table; facts are written with what they change."""

    def __init__(self, table: Table, retention: timedelta, now: Clock) -> None:
        """Items expire `retention` after they came, by our clock: a station's may be wrong."""
        self._table = table
        self._retention = retention
        self._now = now

    def status_put(self, station_id: str, status: ConnectorStatus) -> Item:
        """The put of a status, for a transaction; the same one again is the same item."""
        series = keys.status_series(status.evse_id, status.connector_id)
        mark = digest(status.status)
        return self._put(station_id, series, status.reported_at, mark, status.status)

    def late_moment(self, status: ConnectorStatus) -> str | None:
        """The time of a status that came long after it; None of one that came in time."""
        late = self._now() - status.reported_at > IN_TIME
        return clock.to_text(status.reported_at) if late else None

    def outage_put(self, station_id: str, since: datetime) -> Item:
        """The put of an absence, for a transaction."""
        return self._put(station_id, keys.OUTAGES, since, "offline", None)

    def record_status(self, station_id: str, status: ConnectorStatus) -> None:
        """A status that is late: the connector has a newer one."""
        self._table.client.put_item(**self.status_put(station_id, status)["Put"])

    def statuses(
        self, station_id: str, place: tuple[int, int], since: datetime, until: datetime
    ) -> list[ToldStatus]:
        """See the port."""
        items = self._between(station_id, keys.status_series(*place), since, until)
        return [ToldStatus(_moment(item), item["w"]) for item in items]

    def outages(self, station_id: str, since: datetime, until: datetime) -> list[datetime]:
        """See the port."""
        return [_moment(item) for item in self._between(station_id, keys.OUTAGES, since, until)]

    def _put(self, station_id: str, series: str, at: datetime, mark: str, word: str | None) -> Item:
        received_at = self._now()
        item = {
            "pk": keys.telemetry(station_id, series),
            "sk": f"{clock.to_text(at)}#{mark}",
            "w": word,
            "at": clock.to_text(received_at),
            "expires_at": clock.epoch_seconds(received_at + self._retention),
        }
        return {"Put": {"TableName": self._table.name, "Item": marshal(item)}}

    def _between(
        self, station_id: str, series: str, since: datetime, until: datetime
    ) -> list[Item]:
        found: list[Item] = []
        start: Item | None = None
        while True:
            items, start = self._table.query(
                keys.telemetry(station_id, series),
                since=clock.to_text(since),
                before=f"{clock.to_text(until)}~",
                start=start,
            )
            found += items
            if start is None:
                return found


def _moment(item: Item) -> datetime:
    return clock.from_text(item["sk"].partition("#")[0])
