"""Lists of incidents: an index of keys, then the records in one request for each 100."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csms.adapters.dynamodb.incident_items import LIVE, OPEN, group_of, incident_from
from csms.errors import Rejected

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Table
    from csms.clock import Clock
    from csms.incidents.model import Incident, IncidentFilter

FIRST_MONTH = date(2026, 1, 1)
# Months that one page looks through at the most, so that an empty list answers too.
MONTHS_IN_A_PAGE = 12
CURSOR = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class IncidentLists:
    """Live ones stand in one partition, all of them by month, each in those of its station."""

    def __init__(self, table: Table, now: Clock) -> None:
        """`now` tells which month is the newest."""
        self._table, self._now = table, now

    def page(
        self, wanted: IncidentFilter, limit: int, cursor: str | None
    ) -> tuple[list[Incident], str | None]:
        """See the port. A cursor is a place in the index, or the month to go on with."""
        if cursor is not None and not CURSOR.match(cursor):
            raise Rejected("cursor: use the `next` of the page before")
        if wanted.suppressed_by is not None:
            index = ("by_group", "group_name", "listed")
            return self._of(index, group_of(wanted.suppressed_by), wanted, limit, cursor)
        if wanted.station_id is not None:
            index = ("by_station", "station_id", "listed")
            return self._of(index, wanted.station_id, wanted, limit, cursor)
        if wanted.states is None:
            return self._of(LIVE, OPEN, wanted, limit, cursor)
        return self._by_month(wanted, limit, cursor)

    def _by_month(
        self, wanted: IncidentFilter, limit: int, cursor: str | None
    ) -> tuple[list[Incident], str | None]:
        shown: list[Incident] = []
        month = date.fromisoformat(f"{(cursor or f'{self._now():%Y-%m}')[:7]}-01")
        for _ in range(MONTHS_IN_A_PAGE):
            left = limit - len(shown)
            if left == 0:
                return shown, f"{month:%Y-%m}~"
            index = ("by_month", "month", "listed")
            found, cursor = self._of(index, f"{month:%Y-%m}", wanted, left, cursor)
            shown += found
            if cursor is not None:
                return shown, cursor
            month = (month - timedelta(days=1)).replace(day=1)
        return shown, None if month < FIRST_MONTH else f"{month:%Y-%m}~"

    def _of(
        self,
        index: tuple[str, str, str],
        value: str,
        wanted: IncidentFilter,
        limit: int,
        cursor: str | None,
    ) -> tuple[list[Incident], str | None]:
        """At most `limit` keys are read, so a filter may leave fewer."""
        heads, last = self._table.query(
            value, index=index, newest_first=True, limit=limit, before=cursor
        )
        keys = [(one["pk"], one["sk"]) for one in heads]
        whole = self._table.get_many(keys)
        found = [incident_from(whole[one]) for one in keys if one in whole]
        more = heads[-1]["listed"] if last and heads else None
        return [one for one in found if wanted.shows(one)], more
