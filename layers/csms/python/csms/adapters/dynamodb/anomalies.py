"""Counts of anomalies: one item for each station, in the table without a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.update import Update
from csms.stations.anomalies import AnomalyCount

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from csms.adapters.dynamodb.table import Table

COUNTS = "COUNTS"
# Names of attributes: how often, when last, the frame.
COUNT, AT, EXAMPLE = "n_", "at_", "frame_"


class DynamoAnomalies:
    """AnomalyRepository over the telemetry table."""

    def __init__(self, table: Table) -> None:
        """The telemetry table."""
        self._table = table

    def add(self, station_id: str, counts: Mapping[str, int], example: str, at: datetime) -> None:
        """See the port."""
        update = Update().add(**{f"{COUNT}{name}": count for name, count in counts.items()})
        update.set(**{f"{AT}{name}": clock.to_text(at) for name in counts})
        update.set(**{f"{EXAMPLE}{name}": example for name in counts})
        self._table.update(keys.anomalies(station_id), COUNTS, update.render())

    def of_station(self, station_id: str) -> list[AnomalyCount]:
        """See the port."""
        item = self._table.get(keys.anomalies(station_id), COUNTS) or {}
        names = sorted(one.removeprefix(COUNT) for one in item if one.startswith(COUNT))
        return [
            AnomalyCount(
                name,
                int(item[f"{COUNT}{name}"]),
                clock.from_text(item[f"{AT}{name}"]),
                item[f"{EXAMPLE}{name}"],
            )
            for name in names
        ]
