"""Streams of sessions and connectors: what a request changed, as images that the outbox reads."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from csms import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.adapters.memory.sessions import MemorySessions
    from csms.adapters.memory.stations import MemoryStations
    from csms.charging.model import ChargingSession
    from csms.charging.vocabulary import SessionKey
    from csms.clock import Clock
    from csms.stations.model import ConnectorStatus

    Image = dict[str, Any]
    Changed = Callable[[Image | None, Image], None]

CHANGING = frozenset(
    {
        "record_start",
        "record_payer",
        "record_tariff",
        "record_progress",
        "record_event",
        "record_stop",
        "record_end",
        "correct",
        "flag_running",
        "settle",
    }
)


class Streamed:
    """SessionRepository whose changes are told, in the way of DynamoDB: old and new image."""

    def __init__(self, sessions: MemorySessions, changed: Changed) -> None:
        """What was told last is kept for each session."""
        self._sessions, self._changed = sessions, changed
        self._images: dict[SessionKey, Image] = {}

    def __getattr__(self, name: str) -> Any:
        """A method; one that changes something tells of it."""
        method = getattr(self._sessions, name)
        if name in CHANGING:
            method = self._telling(method)
        self.__dict__[name] = method
        return method

    def _telling(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def request(first: Any, *arguments: Any, **named: Any) -> Any:
            result = method(first, *arguments, **named)
            self._look(getattr(first, "key", first))
            return result

        return request

    def _look(self, key: SessionKey) -> None:
        session = self._sessions.get(key)
        if session is None:
            return
        before, after = self._images.get(key), image_of(session)
        if before != after:
            self._images[key] = after
            self._changed(before, after)


# What comes sooner than this is no late status (`csms.adapters.dynamodb.station_history`).
IN_TIME = timedelta(minutes=2)


class StreamedStations:
    """StationRepository whose connectors' changes of status are told, and statuses that are late;
    what means no event is left out.
    """

    def __init__(self, stations: MemoryStations, changed: Changed, now: Clock) -> None:
        """Nothing was said yet."""
        self._stations, self._changed, self._now = stations, changed, now
        self._images: dict[tuple[str, int, int], Image] = {}

    def __getattr__(self, name: str) -> Any:
        """All else."""
        return getattr(self._stations, name)

    def record_connector_status(self, station_id: str, status: ConnectorStatus) -> None:
        """See the port."""
        self._stations.record_connector_status(station_id, status)
        place = station_id, status.evse_id, status.connector_id
        before = self._images.get(place)
        reported_at = clock.to_text(status.reported_at)
        late = self._now() - status.reported_at > IN_TIME
        after = dict(before or {})
        if before is None or before["reported_at"] <= reported_at:
            after = connector_image(station_id, status)
            after |= {"late_status_at": (before or {}).get("late_status_at")}
        after |= {"late_status_at": reported_at} if late else {}
        self._images[place] = after
        if late or before is None or before["status"] != after["status"]:
            self._changed(before, after)


def connector_image(station_id: str, status: ConnectorStatus) -> Image:
    """As much of the item as events are made of."""
    return {
        "pk": f"STATION#{station_id}",
        "sk": f"CONNECTOR#{status.evse_id}#{status.connector_id}",
        "evse_id": status.evse_id,
        "connector_id": status.connector_id,
        "status": status.status,
        "reported_at": clock.to_text(status.reported_at),
    }


def image_of(session: ChargingSession) -> Image:
    """As much of the item as events are made of (`csms.events.catalogue`)."""
    start, stop, end, settlement = session.start, session.stop, session.end, session.settlement
    image: Image = {
        "pk": f"STATION#{session.key.station_id}",
        "sk": f"TX#{session.key.transaction_id}",
        "session_id": session.session_id,
        "station_id": session.key.station_id,
        "transaction_id": session.key.transaction_id,
        "started_at": clock.to_text(session.started_at),
    }
    if start is not None:
        image["start_key"] = start.start_key
        image |= {"idle_priced": True} if start.idle_priced else {}
    if stop is not None:
        image |= {"stop_key": stop.stop_key, "stopped_at": clock.to_text(stop.stopped_at)}
    if end is not None:
        image["over_at"] = clock.to_text(end.at)
    if settlement is not None:
        settled_at = clock.to_text(settlement.settled_at)
        image["settlement"] = {"outcome": settlement.outcome.value, "settled_at": settled_at}
        image |= _late(session)
    if "silent" in session.flags:
        image["flags"] = ["silent"]
    if session.charging_state:
        image["charging_state"] = session.charging_state
    return image


def _late(session: ChargingSession) -> Image:
    """What reached it after its settlement (`csms.events.late_facts`), and what that led to."""
    latest_order, late_fact, _ = session.heard.split("|")
    image: Image = {"latest_order": latest_order, "late_fact": late_fact}
    if session.late_stop is not None:
        stop = session.late_stop
        stopped_at = clock.to_text(stop.stopped_at)
        image["late_stop"] = {"stop_key": stop.stop_key, "stopped_at": stopped_at}
    image["corrections"] = [
        {"number": one.number, "outcome": one.outcome.value, "at": clock.to_text(one.at)}
        for one in session.corrections
    ]
    return image
