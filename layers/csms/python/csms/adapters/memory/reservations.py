"""Reservations in memory."""

from dataclasses import fields, replace

from csms.stations.reservations import Reservation, ReservationFee
from csms.stations.watched_reservations import Watched


class MemoryReservations:
    """ReservationRepository over a dict."""

    def __init__(self) -> None:
        """Start without reservations."""
        self._found: dict[tuple[int, str], Reservation] = {}
        self._watched: dict[str, dict[int, Watched]] = {}

    def add_facts(self, facts: Reservation) -> None:
        """See the port."""
        place = (facts.number, facts.station_id)
        before = self._found.get(place, facts)
        names = [one.name for one in fields(Reservation) if one.name != "fee"]
        known = {name: getattr(before, name) for name in names}
        new = {name: getattr(facts, name) for name in names if known[name] is None}
        self._found[place] = replace(before, **new)

    def watch(self, station_id: str, watched: Watched) -> None:
        """See the port."""
        self._watched.setdefault(station_id, {})[watched.number] = watched

    def watched(self, station_id: str) -> list[Watched]:
        """See the port."""
        return [one for _, one in sorted(self._watched.get(station_id, {}).items())]

    def find(self, station_id: str, number: int) -> Reservation | None:
        """See the port."""
        return self._found.get((number, station_id))

    def undecided(self, station_id: str, number: int, fee: ReservationFee) -> bool:
        """Whether a fee may be set: none is, and one that costs something is no session's."""
        found = self._found[number, station_id]
        return found.fee is None and (found.session_id is None or not fee.gross_minor)

    def decide(self, station_id: str, number: int, fee: ReservationFee) -> None:
        """Set the fee."""
        place = (number, station_id)
        self._found[place] = replace(self._found[place], fee=fee)

    def get(self, number: int) -> Reservation | None:
        """See the port."""
        found = [one for (of, _), one in sorted(self._found.items()) if of == number]
        return max(found, key=_asked, default=None)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Reservation], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        places = [
            one
            for one in sorted(self._found)
            if cursor is None or f"{one[0]:010d}|{one[1]}" > cursor
        ]
        last = places[limit - 1] if len(places) > limit else None
        shown = [self._found[one] for one in places[:limit]]
        return shown, f"{last[0]:010d}|{last[1]}" if last else None


def _asked(reservation: Reservation) -> str:
    return str(reservation.requested_at or "")
