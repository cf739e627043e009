"""Telemetry in memory."""

from csms import clock
from csms.charging.model import MeterReading, SessionKey
from csms.charging.ports import TelemetryRecord, transaction_series


class MemoryTelemetry:
    """TelemetryRepository over dicts."""

    def __init__(self) -> None:
        """Start without messages."""
        self._series: dict[tuple[str, str], dict[str, TelemetryRecord]] = {}

    def record(self, record: TelemetryRecord) -> None:
        """See the port. A message stands at its first reading's time and what tells repeats."""
        if not record.readings:
            return
        first = min(reading.measured_at for reading in record.readings)
        series = self._series.setdefault((record.station_id, record.series), {})
        series.setdefault(f"{clock.to_text(first)}#{record.digest}", record)

    def readings(self, key: SessionKey) -> list[MeterReading]:
        """See the port."""
        series = self._series.get((key.station_id, transaction_series(key.transaction_id)), {})
        readings = [one for place in sorted(series) for one in series[place].readings]
        return sorted(readings, key=lambda one: one.measured_at)

    def page(
        self, station_id: str, series: str, limit: int, cursor: str | None
    ) -> tuple[list[TelemetryRecord], str | None]:
        """See the port. The cursor is the place of the last message shown."""
        stored = self._series.get((station_id, series), {})
        left = [one for one in sorted(stored, reverse=True) if cursor is None or one < cursor]
        shown = left[:limit]
        return [stored[one] for one in shown], shown[-1] if len(left) > limit else None
