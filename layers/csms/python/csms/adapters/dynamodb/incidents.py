"""Incidents: the record, its timeline, what is remembered of its object, and counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.incident_items import (
    COUNT,
    LIVE,
    OPEN,
    RECORD,
    TRACK,
    entry_from,
    entry_item,
    head_from,
    incident_from,
    incident_item,
    partition,
    track_from,
    track_item,
    track_partition,
)
from csms.adapters.dynamodb.incident_lists import IncidentLists
from csms.adapters.dynamodb.table import ConditionFailed, key, marshal
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.errors import Overtaken
from csms.incidents.model import Children

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item, Table
    from csms.clock import Clock
    from csms.incidents.model import (
        Change,
        Entry,
        Incident,
        IncidentFilter,
        Kind,
        Track,
    )
    from csms.incidents.ports import Counts, Head

SIZES = "SIZES"
# Counts of lost stations are kept a little longer than any window that asks for them.
KEPT = timedelta(hours=1)


class DynamoIncidents:
    """IncidentStore over the table `incidents`."""

    def __init__(self, table: Table, now: Clock) -> None:
        """`now` tells which month is the newest."""
        self._table = table
        self._lists = IncidentLists(table, now)

    def track(self, kind: Kind, object_id: str) -> Track:
        """See the port."""
        return track_from(kind, object_id, self._table.get(track_partition(kind, object_id), TRACK))

    def keep(self, track: Track) -> None:
        """See the port."""
        condition = _unchanged(track.version)
        try:
            self._table.put_if(track_item(track), condition, track.version)
        except ConditionFailed as error:
            raise Overtaken("what is remembered has changed") from error

    def get(self, incident_id: str) -> Incident | None:
        """See the port."""
        item = self._table.get(partition(incident_id), RECORD)
        return incident_from(item) if item else None

    def write(
        self, change: Change, track: Track | None = None, counts: Counts | None = None
    ) -> Incident:
        """See the port."""
        incident = change.incident
        written = replace(incident, version=incident.version + 1)
        actions = [self._put_versioned(incident_item(written), incident.version)]
        if track is not None:
            actions.append(self._put_versioned(track_item(track), track.version))
        for number, entry in enumerate(change.entries):
            item = entry_item(incident.incident_id, written.version, number, entry)
            actions.append({"Put": {"TableName": self._table.name, "Item": marshal(item)}})
        if counts is not None:
            actions += self._counted(counts)
        if write_together(self._table.client, actions) is not None:
            raise Overtaken("the incident has changed")
        return written

    def _put_versioned(self, item: Item, version: int) -> Item:
        put: Item = {
            "TableName": self._table.name,
            "Item": marshal(item),
            "ConditionExpression": _unchanged(version),
        }
        if version:
            put["ExpressionAttributeValues"] = marshal({":before": version})
        return {"Put": put}

    def _counted(self, counts: Counts) -> Iterator[Item]:
        for scope in counts.outages:
            assert counts.at is not None
            forget = clock.epoch_seconds(counts.at + KEPT)
            lost = Update().add(lost=1).set(expires_at=forget)
            yield self._update(f"OUTAGES#{scope}", clock.to_text(counts.at)[:16], lost)
        for one in counts.members:
            moved = Update().add(ever=one.ever, live_now=one.live)
            yield self._update(partition(one.parent_id), COUNT, moved)

    def _update(self, pk: str, sk: str, update: Update) -> Item:
        return {"Update": {"TableName": self._table.name, "Key": key(pk, sk), **update.render()}}

    def timeline(
        self, incident_id: str, limit: int, cursor: str | None = None
    ) -> tuple[list[Entry], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        items, last = self._table.query(
            partition(incident_id), since=(cursor or "TIME#") + "~" * bool(cursor),
            before="TIME#~", limit=limit,
        )  # fmt: skip
        return [entry_from(one) for one in items], items[-1]["sk"] if last and items else None

    def page(
        self, wanted: IncidentFilter, limit: int, cursor: str | None
    ) -> tuple[list[Incident], str | None]:
        """See the port."""
        return self._lists.page(wanted, limit, cursor)

    def heads(self) -> Iterator[Head]:
        """See the port. The index alone, so a page of a megabyte holds thousands."""
        before: str | None = None
        while True:
            items, last = self._table.query(OPEN, index=LIVE, newest_first=True, before=before)
            yield from (head_from(one) for one in items)
            if not last or not items:
                return
            before = items[-1]["listed"]

    def due(self, now: datetime, limit: int) -> list[str]:
        """See the port."""
        items, _ = self._table.query(
            OPEN, index=("by_due", "due", "look_at"), before=clock.to_text(now) + "~", limit=limit
        )
        return [str(one["pk"]).partition("#")[2] for one in items]

    def children(self, parent_id: str) -> Children:
        """See the port."""
        item = self._table.get(partition(parent_id), COUNT) or {}
        return Children(int(item.get("ever", 0)), int(item.get("live_now", 0)))

    def outages(self, scope: str, since: datetime) -> int:
        """See the port. To the minute, in which `since` lies."""
        items, _ = self._table.query(
            f"OUTAGES#{scope}", since=clock.to_text(since)[:16], before="~"
        )
        return sum(int(one["lost"]) for one in items)

    def size(self, scope: str) -> int:
        """See the port."""
        item = self._table.get(SIZES, scope, consistent=False) or {}
        return int(item.get("stations", 0))

    def put_sizes(self, sizes: dict[str, int]) -> None:
        """See the port."""
        self._table.put_many(
            [{"pk": SIZES, "sk": scope, "stations": count} for scope, count in sizes.items()]
        )


def _unchanged(version: int) -> str:
    return "version = :before" if version else "attribute_not_exists(pk)"
