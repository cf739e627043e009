"""Queue of looks: is the station of a socket, or of one that ended, still there?"""

from typing import Any

from csms import clock
from csms.batches import each_message
from csms.bootstrap import presence, services, station_looks
from csms.observability import logger
from csms.stations.presence import look


def _look(said: dict[str, Any]) -> None:
    """`station.connected` and `station.disconnected` begin a chain of looks in the same form."""
    detail = said["detail"]
    station_id, since = detail["station_id"], clock.from_text(detail["occurred_at"])
    wait = look(station_id, since, services().clock(), presence())
    if wait is not None:
        station_looks().later(station_id, since, wait)
    logger.info("station looked at", station_id=station_id, again=wait is not None)


handler = each_message(_look)
