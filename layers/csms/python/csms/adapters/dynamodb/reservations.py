"""Reservations: an item each, made of facts that are set once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from csms import clock
from csms.adapters.dynamodb.drivers_reservations import DriversReservations
from csms.adapters.dynamodb.reservation_items import reservation_from, reservation_key
from csms.adapters.dynamodb.table import Item
from csms.adapters.dynamodb.update import Update
from csms.errors import Rejected
from csms.stations.reservations import LONGEST, Reservation
from csms.stations.watched_reservations import Watched

LIST = "reservations"
KEPT = timedelta(days=90)
# A station may tell late of what happened before the end.
WATCHED_AFTER_END = timedelta(days=1)


class DynamoReservations(DriversReservations):
    """ReservationRepository over the stations table; by number, then station."""

    def add_facts(self, facts: Reservation) -> None:
        """See the port. One request."""
        until = _bounded(facts.valid_until or datetime.now(UTC))
        update = Update().set_once(
            list_shard=LIST,
            station=facts.station_id,
            evse_id=facts.evse_id,
            token=facts.token_id,
            requested_at=_text(facts.requested_at),
            valid_until=_text(facts.valid_until),
            command_id=facts.command_id,
            answer=facts.answer,
            ended=facts.ended.value if facts.ended else None,
            end_reason=facts.end_reason,
            used_by=facts.session_id,
            accepted_at=_text(facts.accepted_at),
            cancelled_at=_text(facts.cancelled_at),
            driver=facts.driver_id,
            expires_at=clock.epoch_seconds(until + KEPT),
        )
        self._table.update(reservation_key(facts.number), facts.station_id, update.render())

    def watch(self, station_id: str, watched: Watched) -> None:
        """See the port."""
        update = Update().replace(
            evse_id=watched.evse_id,
            connector_id=watched.connector_id,
            since=clock.to_text(watched.since),
            valid_until=clock.to_text(watched.valid_until),
            expires_at=clock.epoch_seconds(_bounded(watched.valid_until) + WATCHED_AFTER_END),
        )
        self._table.update(_place(station_id), f"{watched.number:010d}", update.render())

    def watched(self, station_id: str) -> list[Watched]:
        """See the port. So many are never open at a station that they filled a page."""
        items, _ = self._table.query(_place(station_id))
        return [_watched_from(one) for one in items]

    def find(self, station_id: str, number: int) -> Reservation | None:
        """See the port."""
        item = self._table.get(reservation_key(number), station_id)
        return reservation_from(item) if item else None

    def get(self, number: int) -> Reservation | None:
        """See the port."""
        items, _ = self._table.query(reservation_key(number))
        found = [reservation_from(one) for one in items]
        return max(found, key=lambda one: str(one.requested_at or ""), default=None)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Reservation], str | None]:
        """See the port. The cursor is number and station of the last one shown."""
        start: Item | None = None
        if cursor is not None:
            number, bar, station_id = cursor.partition("|")
            if not bar or not number.isdecimal():
                raise Rejected("cursor: use the `next` of the page before")
            start = {"list_shard": LIST, "pk": reservation_key(int(number)), "sk": station_id}
        heads, more = self._table.query(
            LIST, index=("by_shard", "list_shard"), limit=limit, start=start
        )
        items = self._table.get_many([(head["pk"], head["sk"]) for head in heads])
        places = [(head["pk"], head["sk"]) for head in heads]
        found = [reservation_from(items[place]) for place in places if place in items]
        last = places[-1] if more and places else None
        return found, f"{last[0].removeprefix('RSV#')}|{last[1]}" if last else None


def _bounded(moment: datetime) -> datetime:
    """From now on, and no longer than a reservation may last: the calendar ends at some time."""
    now = datetime.now(UTC)
    return min(max(moment, now), now + LONGEST)


def _place(station_id: str) -> str:
    """Apart from the reservations themselves, whose keys go on with a number."""
    return f"RSV#AT#{station_id}"


def _watched_from(item: Item) -> Watched:
    return Watched(
        number=int(item["sk"]),
        evse_id=int(item["evse_id"]),
        connector_id=int(item["connector_id"]) if "connector_id" in item else None,
        since=clock.from_text(item["since"]),
        valid_until=clock.from_text(item["valid_until"]),
    )


def _text(moment: datetime | None) -> str | None:
    return clock.to_text(moment) if moment else None
