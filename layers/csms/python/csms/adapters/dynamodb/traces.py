"""Traced frames: items with a lifetime in the table without a stream, and one item of switches."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import documents, keys
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.errors import Unavailable
from csms.ids import new_ulid
from csms.stations.traces import TracedFrame, with_switch

if TYPE_CHECKING:
    from datetime import datetime

    from csms.clock import Clock

KEPT = timedelta(days=7)
SWITCHES = "SWITCHES"
ATTEMPTS = 5


class DynamoTraces:
    """TraceRepository over the telemetry table."""

    def __init__(self, table: Table, now: Clock) -> None:
        """The telemetry table."""
        self._table = table
        self._now = now

    def switches(self) -> dict[str, datetime]:
        """See the port. A moment's delay does no harm, so the cheaper read is taken."""
        return self._switches_of(self._table.get(keys.TRACES, SWITCHES, consistent=False))

    def switch(self, station_id: str, until: datetime | None) -> None:
        """See the port. Two operators at once: the second one tries again."""
        for _ in range(ATTEMPTS):
            before = self._table.get(keys.TRACES, SWITCHES)
            found = with_switch(self._switches_of(before), station_id, until, self._now())
            version = int(before["version"]) if before else 0
            item = {
                "pk": keys.TRACES,
                "sk": SWITCHES,
                "version": version + 1,
                "until": {one: clock.to_text(end) for one, end in found.items()},
            }
            free = "attribute_not_exists(version)"
            try:
                self._table.put_if(item, free if before is None else "version = :before", version)
            except ConditionFailed:
                continue
            return
        raise Unavailable("the trace switches are being changed by others")

    def record(self, frame: TracedFrame) -> None:
        """See the port."""
        normalised = None if frame.normalised is None else documents.to_text(frame.normalised)
        self._table.put(
            {
                "pk": keys.trace(frame.station_id),
                "sk": f"{clock.to_text(frame.at)}#{new_ulid(frame.at)}",
                "direction": frame.direction,
                "raw": frame.raw,
                "action": frame.action,
                "result": frame.result,
                "normalised": normalised,
                "anomalies": list(frame.anomalies),
                "reply": frame.reply,
                "expires_at": clock.epoch_seconds(frame.at + KEPT),
            }
        )

    def page(
        self, station_id: str, limit: int, cursor: str | None
    ) -> tuple[list[TracedFrame], str | None]:
        """See the port. The cursor is the place of the last frame shown."""
        items, more = self._table.query(
            keys.trace(station_id), before=cursor, newest_first=True, limit=limit
        )
        now = clock.epoch_seconds(self._now())
        frames = [_frame(station_id, one) for one in items if int(one["expires_at"]) > now]
        return frames, items[-1]["sk"] if more else None

    def _switches_of(self, item: Item | None) -> dict[str, datetime]:
        return {one: clock.from_text(end) for one, end in (item or {}).get("until", {}).items()}


def _frame(station_id: str, item: Item) -> TracedFrame:
    normalised = item.get("normalised")
    return TracedFrame(
        station_id=station_id,
        at=clock.from_text(item["sk"].partition("#")[0]),
        direction=item["direction"],
        raw=item["raw"],
        action=item["action"],
        result=item["result"],
        normalised=documents.from_text(normalised) if normalised else None,
        anomalies=tuple(item["anomalies"]),
        reply=item.get("reply"),
    )
