"""Lists of incidents: an index of keys, then the records in one request for each 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.adapters.dynamodb.incident_items import LIVE, OPEN, group_of, incident_from
from csms.adapters.dynamodb.monthly_lists import MonthlyList, place_in

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table
    from csms.clock import Clock
    from csms.incidents.model import Incident, IncidentFilter

BY_MONTH = ("by_month", "month", "listed")


class IncidentLists:
    """Live ones stand in one partition, all of them by month, each in those of its station."""

    def __init__(self, table: Table, now: Clock) -> None:
        """`now` tells which month is the newest."""
        self._table, self._now = table, now

    def page(
        self, wanted: IncidentFilter, limit: int, cursor: str | None
    ) -> tuple[list[Incident], str | None]:
        """See the port. A cursor is a place in the index, or the month to go on with."""

        def present(item: Item) -> Incident | None:
            incident = incident_from(item)
            return incident if wanted.shows(incident) else None

        listed, cursor = MonthlyList(self._table, BY_MONTH, present, self._now), place_in(cursor)
        if wanted.suppressed_by is not None:
            index = ("by_group", "group_name", "listed")
            return listed.of(index, group_of(wanted.suppressed_by), limit, cursor)
        if wanted.station_id is not None:
            index = ("by_station", "station_id", "listed")
            return listed.of(index, wanted.station_id, limit, cursor)
        if wanted.states is None:
            return listed.of(LIVE, OPEN, limit, cursor)
        return listed.page(limit, cursor)
