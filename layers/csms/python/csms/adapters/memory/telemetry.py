"""Telemetry in memory."""

from csms import clock
from csms.charging.facts import MeterReading
from csms.charging.ports import SessionTelemetry, TelemetryRecord, transaction_series
from csms.charging.vocabulary import SessionKey


class MemoryTelemetry:
    """TelemetryRepository over dicts."""

    def __init__(self) -> None:
        """Start without messages."""
        self._series: dict[tuple[str, str], dict[str, TelemetryRecord]] = {}

    def record(self, record: TelemetryRecord) -> None:
        """See the port. A message stands at its time and what tells repeats."""
        if record.at is None:
            return
        series = self._series.setdefault((record.station_id, record.series), {})
        series.setdefault(f"{clock.to_text(record.at)}#{record.digest}", record)

    def readings(self, key: SessionKey) -> list[MeterReading]:
        """See the port."""
        return self.of_session(key).readings

    def of_session(self, key: SessionKey) -> SessionTelemetry:
        """See the port."""
        series = self._series.get((key.station_id, transaction_series(key.transaction_id)), {})
        readings = [one for place in sorted(series) for one in series[place].readings]
        numbers = {one.seq_no for one in series.values() if one.seq_no is not None}
        states = {one.state for one in series.values() if one.state is not None}
        by_time = sorted(readings, key=lambda one: one.measured_at)
        return SessionTelemetry(by_time, frozenset(numbers), tuple(sorted(states)))

    def page(
        self, station_id: str, series: str, limit: int, cursor: str | None
    ) -> tuple[list[TelemetryRecord], str | None]:
        """See the port. The cursor is the place of the last message shown."""
        stored = self._series.get((station_id, series), {})
        left = [one for one in sorted(stored, reverse=True) if cursor is None or one < cursor]
        shown = left[:limit]
        return [stored[one] for one in shown], shown[-1] if len(left) > limit else None
