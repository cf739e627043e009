"""Incidents in memory."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from csms.clock import to_text
from csms.errors import Overtaken
from csms.incidents.model import (
    Change,
    Children,
    Entry,
    Incident,
    IncidentFilter,
    Kind,
    Track,
)
from csms.incidents.ports import Counts, Head


class MemoryIncidents:
    """IncidentStore over dicts."""

    def __init__(self) -> None:
        """Start empty."""
        self._incidents: dict[str, Incident] = {}
        self._tracks: dict[tuple[Kind, str], Track] = {}
        self._timelines: dict[str, list[Entry]] = {}
        self._children: dict[str, Children] = {}
        self._lost: list[tuple[str, datetime]] = []
        self._sizes: dict[str, int] = {}

    def track(self, kind: Kind, object_id: str) -> Track:
        """See the port."""
        return self._tracks.get((kind, object_id), Track(kind, object_id))

    def keep(self, track: Track) -> None:
        """See the port."""
        self._check(track)
        self._tracks[track.kind, track.object_id] = replace(track, version=track.version + 1)

    def get(self, incident_id: str) -> Incident | None:
        """See the port."""
        return self._incidents.get(incident_id)

    def write(
        self, change: Change, track: Track | None = None, counts: Counts | None = None
    ) -> Incident:
        """See the port."""
        incident = change.incident
        stored = self._incidents.get(incident.incident_id)
        if (stored.version if stored else 0) != incident.version:
            raise Overtaken("the incident has changed")
        if track is not None:
            self._check(track)
            self.keep(track)
        written = replace(incident, version=incident.version + 1)
        self._incidents[incident.incident_id] = written
        self._timelines.setdefault(incident.incident_id, []).extend(change.entries)
        self._count(counts or Counts())
        return written

    def _check(self, track: Track) -> None:
        if self.track(track.kind, track.object_id).version != track.version:
            raise Overtaken("what is remembered has changed")

    def _count(self, counts: Counts) -> None:
        for scope in counts.outages:
            assert counts.at is not None
            self._lost.append((scope, counts.at))
        for one in counts.members:
            had = self.children(one.parent_id)
            self._children[one.parent_id] = Children(had.ever + one.ever, had.live + one.live)

    def timeline(
        self, incident_id: str, limit: int, cursor: str | None = None
    ) -> tuple[list[Entry], str | None]:
        """See the port. The cursor is how many were shown."""
        entries, start = self._timelines.get(incident_id, []), int(cursor or 0)
        shown = entries[start : start + limit]
        more = len(entries) > start + limit
        return shown, str(start + limit) if more else None

    def page(
        self, wanted: IncidentFilter, limit: int, cursor: str | None
    ) -> tuple[list[Incident], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        named = wanted.suppressed_by or wanted.station_id
        found = {
            _place(one): one
            for one in self._incidents.values()
            if wanted.shows(one) and (named or not one.absorbed)
        }
        left = [place for place in sorted(found, reverse=True) if cursor is None or place < cursor]
        shown = left[:limit]
        return [found[place] for place in shown], shown[-1] if len(left) > limit else None

    def heads(self) -> Iterator[Head]:
        """See the port."""
        for one in sorted(self._incidents.values(), key=_place, reverse=True):
            if one.live and not one.absorbed:
                quiet = one.suppressed_by is not None
                yield Head(one.incident_id, one.severity, one.place.site_id, quiet)

    def due(self, now: datetime, limit: int) -> list[str]:
        """See the port."""
        waiting = [
            (one.look_at, one.incident_id) for one in self._incidents.values() if one.look_at
        ]
        return [incident_id for at, incident_id in sorted(waiting) if at <= now][:limit]

    def children(self, parent_id: str) -> Children:
        """See the port."""
        return self._children.get(parent_id, Children())

    def outages(self, scope: str, since: datetime) -> int:
        """See the port."""
        return sum(one == scope and at >= since for one, at in self._lost)

    def size(self, scope: str) -> int:
        """See the port."""
        return self._sizes.get(scope, 0)

    def put_sizes(self, sizes: dict[str, int]) -> None:
        """See the port."""
        self._sizes |= sizes


def _place(incident: Incident) -> str:
    return f"{to_text(incident.opened_at)}#{incident.incident_id}"
