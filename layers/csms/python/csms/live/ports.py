"""What live pages need from storage, and the way to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Listener:
    """An open page of a person. `sites` empty: all. It is forgotten at `expires_at`."""

    connection_id: str
    subject: str
    sites: frozenset[str]
    expires_at: datetime

    def may_hear(self, site_id: str | None) -> bool:
        """Whether what happens at a site is theirs to know."""
        return not self.sites or site_id in self.sites


class ListenerRepository(Protocol):
    """Open pages, and what they listen to."""

    def open(self, listener: Listener) -> None:
        """Note a page."""

    def subscribe(self, connection_id: str, topics: frozenset[str]) -> bool:
        """Replace what it listens to. False: there is no such page."""

    def close(self, connection_id: str) -> None:
        """Forget a page, and that it listens."""

    def listening(self, topic: str, now: datetime) -> Iterator[Listener]:
        """Those who listen to a topic."""


class LiveSocket(Protocol):
    """The way to open pages."""

    def post(self, connection_id: str, frame: str) -> bool:
        """Send a message. False: the page is gone. Unavailable: it may work later."""


class SiteOfStation(Protocol):
    """Where stations are; events of stations do not say it."""

    def __call__(self, station_id: str, /) -> str | None:
        """The site, if it has one."""
