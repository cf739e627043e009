"""Reservations by the driver they were made for: pointers beside the items themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from csms import clock
from csms.adapters.dynamodb.reservation_items import reservation_from, reservation_key
from csms.adapters.dynamodb.table import Item, Table
from csms.adapters.dynamodb.update import Update
from csms.errors import Rejected
from csms.stations.reservations import Reservation

# What was charged is on a driver's list for as long as vouchers are kept (HGB, AO: ten years).
LISTED = timedelta(days=10 * 366)


class DriversReservations:
    """The part of a ReservationRepository that is about drivers; over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def assign(self, driver_id: str, accepted: Reservation) -> None:
        """See the port. One request."""
        if accepted.accepted_at is not None:
            expires_at = clock.epoch_seconds(datetime.now(UTC) + LISTED)
            update = Update().set_once(expires_at=expires_at).render()
            self._table.update(_list(driver_id), _place(accepted), update)

    def of_driver(
        self, driver_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Reservation], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        if cursor is not None and cursor.count("#") < 2:
            raise Rejected("cursor: use the `next` of the page before")
        start = {"pk": _list(driver_id), "sk": cursor} if cursor is not None else None
        heads, more = self._table.query(
            _list(driver_id), newest_first=True, limit=limit, start=start
        )
        places = [str(head["sk"]) for head in heads]
        items = self._table.get_many(list({_key_of(one): None for one in places}))
        found = [(one, self._of(items.get(_key_of(one)))) for one in places]
        # One whose number came again is another reservation now.
        shown = [one for place, one in found if one is not None and _place(one) == place]
        return shown, places[-1] if more else None

    def find_of(self, driver_id: str, station_id: str, number: int) -> Reservation | None:
        """See the port. Two requests."""
        found = self._of(self._table.get(reservation_key(number), station_id))
        if found is None or found.accepted_at is None:
            return None
        return found if self._table.get(_list(driver_id), _place(found)) else None

    def _of(self, item: Item | None) -> Reservation | None:
        return reservation_from(item) if item else None


def _list(driver_id: str) -> str:
    return f"RSV#OF#{driver_id}"


def _place(accepted: Reservation) -> str:
    at = clock.to_text(accepted.accepted_at) if accepted.accepted_at else ""
    return f"{at}#{accepted.number:010d}#{accepted.station_id}"


def _key_of(place: str) -> tuple[str, str]:
    _, number, station_id = place.split("#", 2)
    return reservation_key(int(number)), station_id
