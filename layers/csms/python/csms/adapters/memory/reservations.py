"""Reservations in memory."""

from dataclasses import fields, replace

from csms import clock
from csms.errors import Rejected
from csms.stations.reservations import Reservation, ReservationFee
from csms.stations.watched_reservations import Watched

# When it was accepted (as text, so that it sorts as the cursor), number and station.
Assigned = tuple[str, int, str]


class MemoryReservations:
    """ReservationRepository over a dict."""

    def __init__(self) -> None:
        """Start without reservations."""
        self._found: dict[tuple[int, str], Reservation] = {}
        self._watched: dict[str, dict[int, Watched]] = {}
        self._assigned: dict[str, set[Assigned]] = {}

    def add_facts(self, facts: Reservation) -> None:
        """See the port."""
        place = (facts.number, facts.station_id)
        before = self._found.get(place, facts)
        names = [one.name for one in fields(Reservation) if one.name != "fee"]
        known = {name: getattr(before, name) for name in names}
        new = {name: getattr(facts, name) for name in names if known[name] is None}
        self._found[place] = replace(before, **new)

    def assign(self, driver_id: str, accepted: Reservation) -> None:
        """See the port."""
        if accepted.accepted_at is not None:
            self._assigned.setdefault(driver_id, set()).add(_place(accepted))

    def of_driver(
        self, driver_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Reservation], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        places = sorted(self._assigned.get(driver_id, ()), reverse=True)
        left = [one for one in places if cursor is None or one < _opened(cursor)]
        shown = [self._at(one) for one in left[:limit]]
        at, number, station_id = left[limit - 1] if len(left) > limit else ("", 0, "")
        return [one for one in shown if one], f"{at}|{number}|{station_id}" if at else None

    def find_of(self, driver_id: str, station_id: str, number: int) -> Reservation | None:
        """See the port."""
        found = self.find(station_id, number)
        if found is None or found.accepted_at is None:
            return None
        return found if _place(found) in self._assigned.get(driver_id, ()) else None

    def _at(self, place: Assigned) -> Reservation | None:
        """None if the number came again: it is another reservation's place."""
        found = self.find(place[2], place[1])
        return found if found and _place(found) == place else None

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


def _place(of: Reservation) -> Assigned:
    at = clock.to_text(of.accepted_at) if of.accepted_at else ""
    return at, of.number, of.station_id


def _opened(cursor: str) -> Assigned:
    at, first, rest = cursor.partition("|")
    number, second, station_id = rest.partition("|")
    if not (first and second and number.isdecimal()):
        raise Rejected("cursor: use the `next` of the page before")
    return at, int(number), station_id
