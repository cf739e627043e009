"""Visits in memory: dicts, with the same conditions as the table's."""

from dataclasses import replace
from datetime import datetime

from csms.errors import Overtaken
from csms.payments.visits import Occupant, Visit, VisitFilter


class MemoryVisits:
    """VisitRepository over two dicts."""

    def __init__(self) -> None:
        """Start empty."""
        self._visits: dict[str, Visit] = {}
        self._occupants: dict[tuple[str, int], Occupant] = {}

    def add(self, visit: Visit) -> Visit:
        """See the port."""
        return self._visits.setdefault(visit.visit_id, visit)

    def get(self, visit_id: str) -> Visit | None:
        """See the port."""
        return self._visits.get(visit_id)

    def save(self, visit: Visit) -> Visit:
        """See the port."""
        stored = self._visits.get(visit.visit_id)
        if stored is None or stored.version != visit.version:
            raise Overtaken(f"visit {visit.visit_id} was changed meanwhile")
        self._visits[visit.visit_id] = replace(visit, version=visit.version + 1)
        return self._visits[visit.visit_id]

    def due(self, now: datetime, limit: int) -> list[str]:
        """See the port."""
        visits = self._visits.values()
        return [one.visit_id for one in visits if one.look_at and one.look_at <= now][:limit]

    def page(
        self, wanted: VisitFilter, limit: int, cursor: str | None
    ) -> tuple[list[Visit], str | None]:
        """See the port. A cursor is the number of those that were shown."""
        visits = filter(wanted.shows, self._visits.values())
        newest = sorted(visits, key=lambda one: (one.created_at, one.visit_id), reverse=True)
        end = int(cursor or 0) + limit
        return newest[end - limit : end], str(end) if end < len(newest) else None

    def occupant(self, station_id: str, evse_id: int) -> Occupant | None:
        """See the port."""
        return self._occupants.get((station_id, evse_id))

    def occupy(
        self, station_id: str, evse_id: int, visit: Occupant, before: Occupant | None
    ) -> bool:
        """See the port."""
        if self.occupant(station_id, evse_id) != before:
            return False
        self._occupants[station_id, evse_id] = visit
        return True
