"""Telemetry: one item for each meter message, short keys, gone after its retention."""

from __future__ import annotations

from datetime import timedelta

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.session_items import reading_attributes, reading_from
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.charging.model import MeterReading, SessionKey
from csms.charging.ports import TelemetryRecord, transaction_series


class DynamoTelemetry:
    """TelemetryRepository over the telemetry table."""

    def __init__(self, table: Table, retention: timedelta) -> None:
        """Items expire `retention` after their receipt."""
        self._table = table
        self._retention = retention

    def record(self, record: TelemetryRecord) -> None:
        """See the port. Sort key: the first reading's time, then what tells repeats."""
        if not record.readings:
            return
        first = min(reading.measured_at for reading in record.readings)
        item = {
            "pk": keys.telemetry(record.station_id, record.series),
            "sk": f"{clock.to_text(first)}#{record.digest}",
            "r": [_drop_unknown(reading_attributes("r", one)) for one in record.readings],
            "s": documents.to_text(record.samples),
            "at": clock.to_text(record.received_at),
            "expires_at": clock.epoch_seconds(record.received_at + self._retention),
        }
        try:
            self._table.put(item, "attribute_not_exists(pk)")
        except ConditionFailed:
            return

    def readings(self, key: SessionKey) -> list[MeterReading]:
        """See the port."""
        readings: list[MeterReading] = []
        partition = keys.telemetry(key.station_id, transaction_series(key.transaction_id))
        start: Item | None = None
        while True:
            items, start = self._table.query(partition, start=start)
            for item in items:
                readings += [one for one in map(_reading, item["r"]) if one]
            if start is None:
                return sorted(readings, key=lambda one: one.measured_at)

    def page(
        self, station_id: str, series: str, limit: int, cursor: str | None
    ) -> tuple[list[TelemetryRecord], str | None]:
        """See the port. The cursor is a sort key; DynamoDB ends a page at 1 MB, full or not."""
        items, more = self._table.query(
            keys.telemetry(station_id, series), before=cursor, newest_first=True, limit=limit
        )
        records = [_record(station_id, series, one) for one in items]
        return records, items[-1]["sk"] if more and items else None


def _record(station_id: str, series: str, item: Item) -> TelemetryRecord:
    return TelemetryRecord(
        station_id,
        series,
        item["sk"].partition("#")[2],
        clock.from_text(item["at"]),
        [one for one in map(_reading, item["r"]) if one],
        documents.from_text(item["s"]),
    )


def _reading(item: Item) -> MeterReading | None:
    return reading_from(item, "r")


def _drop_unknown(item: Item) -> Item:
    return {name: value for name, value in item.items() if value is not None}
