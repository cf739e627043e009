"""Lists of sessions, newest first: an index for each question, spread where it would be hot."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.session_items import session_from
from csms.charging.vocabulary import SessionState
from csms.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csms.adapters.dynamodb.table import Item, Table
    from csms.charging.model import ChargingSession
    from csms.charging.ports import SessionFilter
    from csms.clock import Clock

MONTHS_IN_A_PAGE = 3
FIRST_MONTH = date(2026, 1, 1)
CURSOR = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class SessionLists:
    """Pages of sessions. A cursor is the sort key of the last one shown."""

    def __init__(self, table: Table, now: Clock) -> None:
        """`now` tells where the newest month is."""
        self._table = table
        self._now = now

    def find(self, session_id: str) -> ChargingSession | None:
        """By our id: the index, then the item."""
        found, _ = self._table.query(session_id, index=("by_session_id", "session_id"))
        return next((session for _, session in self._whole(found)), None)

    def page(
        self, wanted: SessionFilter, limit: int, cursor: str | None
    ) -> tuple[list[ChargingSession], str | None]:
        """One page; filters that the index does not answer are applied to what it gives."""
        if cursor is not None and not CURSOR.match(cursor):
            raise Rejected("cursor: use the `next` of the page before")
        one_partition = _partition(wanted)
        if one_partition is not None:
            return self._filtered(wanted, [one_partition], limit, cursor)
        if wanted.active:
            shards = [("by_active", "active_shard", str(n)) for n in _shards()]
            return self._filtered(wanted, shards, limit, cursor)
        if wanted.unsettled:
            shards = [("by_unsettled", "unsettled_shard", str(n)) for n in _shards()]
            return self._filtered(wanted, shards, limit, cursor)
        if wanted.in_review:
            shards = [("by_unsettled", "unsettled_shard", f"review#{n}") for n in _shards()]
            return self._filtered(wanted, shards, limit, cursor)
        return self._by_month(wanted, limit, cursor)

    def _by_month(
        self, wanted: SessionFilter, limit: int, cursor: str | None
    ) -> tuple[list[ChargingSession], str | None]:
        """Month after month; a cursor names its month and the last session shown."""
        month_text, _, after = (cursor or f"{self._now():%Y-%m}").partition("|")
        if not CURSOR.fullmatch(month_text):
            raise Rejected("cursor: use the `next` of the page before")
        month = date.fromisoformat(f"{month_text}-01")
        sessions: list[ChargingSession] = []
        for _ in range(MONTHS_IN_A_PAGE):
            shards = [("by_month", "month_shard", f"{month:%Y-%m}#{n}") for n in _shards()]
            found, more = self._filtered(wanted, shards, limit - len(sessions), after or None)
            sessions += found
            if more is not None:
                return sessions, f"{month:%Y-%m}|{more}"
            month, after = (month - timedelta(days=1)).replace(day=1), ""
        return sessions, None if month < FIRST_MONTH else f"{month:%Y-%m}"

    def _filtered(
        self,
        wanted: SessionFilter,
        partitions: list[tuple[str, str, str]],
        limit: int,
        cursor: str | None,
    ) -> tuple[list[ChargingSession], str | None]:
        shown: list[ChargingSession] = []
        while True:
            heads = self._newest(partitions, limit, cursor)
            for head, session in self._whole(heads):
                cursor = head["started_at"]
                if _matches(session, wanted):
                    shown.append(session)
                if len(shown) == limit:
                    return shown, cursor
            if len(heads) < limit:
                return shown, None

    def _newest(
        self, partitions: list[tuple[str, str, str]], limit: int, cursor: str | None
    ) -> list[Item]:
        found: list[Item] = []
        for index, attribute, partition in partitions:
            items, _ = self._table.query(
                partition,
                index=(index, attribute),
                newest_first=True,
                limit=limit,
                before=cursor,
            )
            found += items
        return sorted(found, key=lambda item: item["started_at"], reverse=True)[:limit]

    def _whole(self, heads: list[Item]) -> Iterator[tuple[Item, ChargingSession]]:
        items = self._table.get_many([(head["pk"], head["sk"]) for head in heads])
        for head in heads:
            item = items.get((head["pk"], head["sk"]))
            if item is not None:
                yield head, session_from(item)


def _partition(wanted: SessionFilter) -> tuple[str, str, str] | None:
    for index, attribute, value in (
        ("by_driver", "driver_id", wanted.driver_id),
        ("by_token", "token_id", wanted.token_id),
        ("by_station", "station_id", wanted.station_id),
    ):
        if value is not None:
            return index, attribute, value
    return None


def _matches(session: ChargingSession, wanted: SessionFilter) -> bool:
    payer = session.payer
    return (
        wanted.station_id in {None, session.key.station_id}
        and wanted.driver_id in {None, payer.driver_id if payer else None}
        and wanted.token_id in {None, payer.token_id if payer else None}
        and wanted.active in {None, session.active}
        and not (wanted.unsettled and (session.active or session.settlement))
        and not (wanted.in_review and session.state is not SessionState.REVIEW)
    )


def _shards() -> range:
    return range(keys.SESSION_SHARDS)
