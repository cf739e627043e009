"""What incidents need from storage and from the network's records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from csms.incidents.model import (
    Change,
    Children,
    Entry,
    Incident,
    IncidentFilter,
    Kind,
    Severity,
    Track,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A change of how many incidents a mass outage has taken in, and how many are live."""

    parent_id: str
    ever: int
    live: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in the same write: a station lost in each scope, members of parents."""

    outages: tuple[str, ...] = ()
    at: datetime | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The least of a live incident, for counting."""

    incident_id: str
    severity: Severity
    site_id: str | None
    suppressed: bool


class IncidentStore(Protocol):
    """Incidents and what is remembered of their objects. Overtaken: read again, decide anew."""

    def track(self, kind: Kind, object_id: str) -> Track:
        """What is remembered; of a new object an empty one of version 0."""

    def keep(self, track: Track) -> None:
        """Store a track that no incident belongs to yet."""

    def get(self, incident_id: str) -> Incident | None:
        """The incident."""

    def write(
        self, change: Change, track: Track | None = None, counts: Counts | None = None
    ) -> Incident:
        """All of it or nothing; the incident with its new version. Overtaken."""

    def timeline(
        self, incident_id: str, limit: int, cursor: str | None = None
    ) -> tuple[list[Entry], str | None]:
        """Oldest first."""

    def page(
        self, wanted: IncidentFilter, limit: int, cursor: str | None
    ) -> tuple[list[Incident], str | None]:
        """Newest first; a page may be short, or empty, and have another one after it. What a mass
        outage has taken in is shown by `suppressed_by` and `station_id` alone.
        """

    def heads(self) -> Iterator[Head]:
        """Every live incident that no other has taken in, newest first."""

    def due(self, now: datetime, limit: int) -> list[str]:
        """Ids of incidents whose time (`look_at`) has come."""

    def children(self, parent_id: str) -> Children:
        """How many it has taken in."""

    def outages(self, scope: str, since: datetime) -> int:
        """How many stations were lost in a scope since then."""

    def size(self, scope: str) -> int:
        """How many stations a scope has, as counted last; 0: not counted yet."""

    def put_sizes(self, sizes: dict[str, int]) -> None:
        """Keep a new count."""
