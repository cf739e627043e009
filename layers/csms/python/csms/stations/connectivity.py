"""Signs of life: enough of them to see an outage, few enough to cost little."""

from collections import OrderedDict
from datetime import datetime, timedelta

from csms.settings import MISSED_BEATS, SEEN_EVERY_S
from csms.stations.ports import StationRepository

WRITE_INTERVAL = timedelta(seconds=SEEN_EVERY_S)
# With the heartbeat interval that is the default; a deployment's own is in its settings.
SILENT_AFTER = timedelta(seconds=MISSED_BEATS * 300 + SEEN_EVERY_S)
REMEMBERED_STATIONS = 10_000


class LastSeen:
    """Writes a station's last sign of life at most once in an interval, for each process."""

    def __init__(self, stations: StationRepository) -> None:
        """Start with nothing written."""
        self._stations = stations
        self._written: OrderedDict[str, datetime] = OrderedDict()

    def note(self, station_id: str, at: datetime) -> None:
        """Note a sign of life; writes only when the last write is old."""
        before = self._written.get(station_id)
        if before is not None and at - before < WRITE_INTERVAL:
            return
        self._stations.seen(station_id, at)
        self._written[station_id] = at
        self._written.move_to_end(station_id)
        if len(self._written) > REMEMBERED_STATIONS:
            self._written.popitem(last=False)
