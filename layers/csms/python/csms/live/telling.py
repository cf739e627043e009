"""From events to open pages: each message once, in bounded number."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from csms.errors import Unavailable
from csms.live.ports import Listener, ListenerRepository, LiveSocket, SiteOfStation
from csms.live.topics import told, topics_of_event

# Beyond these a batch tells nobody more: pages ask again by themselves, if more seldom.
MOST_LISTENERS, MOST_MESSAGES = 500, 3_000
OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Telling:
    """What telling needs."""

    listeners: ListenerRepository
    socket: LiveSocket
    site_of: SiteOfStation


@dataclass(slots=True)
class Told:
    """What came of a batch."""

    messages: int = 0
    gone: int = 0
    left_out: int = 0
    unreached: set[str] = field(default_factory=set)


def tell(details: Iterable[Mapping[str, Any]], now: datetime, needs: Telling) -> Told:
    """Tell a batch of events. A page that is gone is forgotten, one that cannot be reached is left
    out. Whoever shows the overview is told once, that it has changed.
    """
    done = Told()
    listening: dict[str, list[Listener]] = {}
    for topic, detail in _messages(details, needs.site_of):
        if topic not in listening:
            found = needs.listeners.listening(topic, now)
            listening[topic] = list(islice(found, MOST_LISTENERS))
        text = json.dumps({"topic": topic, **told(detail)}, separators=(",", ":"))
        for listener in listening[topic]:
            if listener.may_hear(detail.get("site_id")):
                _send(listener.connection_id, text, needs, done)
    return done


def _messages(
    details: Iterable[Mapping[str, Any]], site_of: SiteOfStation
) -> list[tuple[str, Mapping[str, Any]]]:
    """By topic and event; of the overview the last one of each site, which tells as much."""
    messages: dict[tuple[str, str], Mapping[str, Any]] = {}
    for one in details:
        detail = dict(one)
        if "site_id" not in detail and detail.get("station_id"):
            site_id = site_of(str(detail["station_id"]))
            detail |= {"site_id": site_id} if site_id else {}
        for topic in topics_of_event(detail):
            about = detail.get("site_id", "") if topic == OVERVIEW else detail["event_id"]
            messages[topic, str(about)] = detail
    return [(topic, detail) for (topic, _), detail in messages.items()]


def _send(connection_id: str, text: str, needs: Telling, done: Told) -> None:
    if connection_id in done.unreached:
        return
    if done.messages >= MOST_MESSAGES:
        done.left_out += 1
        return
    try:
        arrived = needs.socket.post(connection_id, text)
    except Unavailable:
        done.unreached.add(connection_id)
        return
    done.messages += arrived
    if not arrived:
        done.gone += 1
        done.unreached.add(connection_id)
        needs.listeners.close(connection_id)
