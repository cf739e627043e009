"""Telemetry: one item for each meter message, short keys, gone after its retention."""

from __future__ import annotations

from datetime import timedelta

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.session_items import reading_attributes, reading_from
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.charging.facts import MeterReading, ToldState
from csms.charging.ports import SessionTelemetry, TelemetryRecord, transaction_series
from csms.charging.vocabulary import SessionKey


class DynamoTelemetry:
    """TelemetryRepository over the telemetry table."""

    def __init__(self, table: Table, retention: timedelta) -> None:
        """Items expire `retention` after their receipt."""
        self._table = table
        self._retention = retention

    def record(self, record: TelemetryRecord) -> None:
        """See the port. Sort key: the time of the message, then what tells repeats."""
        if record.at is None:
            return
        state = record.state
        item = {
            "pk": keys.telemetry(record.station_id, record.series),
            "sk": f"{clock.to_text(record.at)}#{record.digest}",
            "c": [clock.to_text(state.at), state.word] if state else None,
            "r": [_drop_unknown(reading_attributes("r", one)) for one in record.readings],
            "s": documents.to_text(record.samples),
            "at": clock.to_text(record.received_at),
            "n": record.seq_no,
            "expires_at": clock.epoch_seconds(record.received_at + self._retention),
        }
        try:
            self._table.put(item, "attribute_not_exists(pk)")
        except ConditionFailed:
            return

    def readings(self, key: SessionKey) -> list[MeterReading]:
        """See the port."""
        return self.of_session(key).readings

    def of_session(self, key: SessionKey) -> SessionTelemetry:
        """See the port."""
        readings: list[MeterReading] = []
        numbers: set[int] = set()
        states: set[ToldState] = set()
        partition = keys.telemetry(key.station_id, transaction_series(key.transaction_id))
        start: Item | None = None
        while True:
            items, start = self._table.query(partition, start=start)
            for item in items:
                readings += [one for one in map(_reading, item["r"]) if one]
                numbers |= {int(item["n"])} if "n" in item else set()
                states |= {told} if (told := _state(item)) else set()
            if start is None:
                by_time = sorted(readings, key=lambda one: one.measured_at)
                return SessionTelemetry(by_time, frozenset(numbers), tuple(sorted(states)))

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
        state=_state(item),
    )


def _reading(item: Item) -> MeterReading | None:
    return reading_from(item, "r")


def _state(item: Item) -> ToldState | None:
    return ToldState(clock.from_text(item["c"][0]), item["c"][1]) if "c" in item else None


def _drop_unknown(item: Item) -> Item:
    return {name: value for name, value in item.items() if value is not None}
