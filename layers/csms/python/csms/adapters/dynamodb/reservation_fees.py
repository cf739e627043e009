"""What reservations cost: terms and fee in their item, and a list of those to look at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.drivers_reservations import LISTED
from csms.adapters.dynamodb.ledger import posting_actions, raised_unless_first
from csms.adapters.dynamodb.reservation_items import fee_item, reservation_key
from csms.adapters.dynamodb.table import Item, Table, key
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.settlement.reservation_terms import Due, ReservationTerms
from csms.stations.model import CurrentType
from csms.tariffs.document import tariff_from_text, tariff_text

if TYPE_CHECKING:
    from datetime import datetime

    from csms.ledger.model import Transfer
    from csms.stations.reservations import ReservationFee

LIST = "reservations_due"
# Nobody looked for so long: something is wrong that a person has found by then.
KEPT = timedelta(days=30)


class DynamoReservationFees:
    """ReservationFeeStore over the stations and ledger tables."""

    def __init__(self, stations: Table, ledger: Table) -> None:
        """Two tables of one client."""
        self._stations = stations
        self._ledger = ledger

    def agree(self, terms: ReservationTerms) -> None:
        """See the port. To be looked at first: a look that finds no terms does no harm."""
        self.look_at(Due(terms.due_at, terms.number, terms.station_id))
        update = Update().set_once(
            driver=terms.driver_id,
            tariff=tariff_text(terms.tariff),
            tariff_why=terms.why,
            site_id=terms.site_id,
            time_zone=terms.time_zone,
            current_type=terms.current_type.value if terms.current_type else None,
            until=clock.to_text(terms.until),
        )
        self._stations.update(reservation_key(terms.number), terms.station_id, update.render())

    def look_at(self, due: Due) -> None:
        """See the port."""
        expires_at = clock.epoch_seconds(due.at + KEPT)
        item = {"pk": _place(due), "sk": due.station_id, "list_shard": LIST}
        self._stations.put(item | {"number": due.number, "expires_at": expires_at})

    def due(self, now: datetime, limit: int) -> list[Due]:
        """See the port. The list is sorted by time."""
        heads, _ = self._stations.query(LIST, index=("by_shard", "list_shard"), limit=limit)
        found = [_due_from(one) for one in heads]
        return [one for one in found if one.at <= now]

    def seen(self, due: Due) -> None:
        """See the port."""
        self._stations.delete(_place(due), due.station_id)

    def terms(self, station_id: str, number: int) -> ReservationTerms | None:
        """See the port."""
        item = self._stations.get(reservation_key(number), station_id)
        if item is None or "tariff" not in item:
            return None
        kind = item.get("current_type")
        return ReservationTerms(
            station_id=station_id,
            number=number,
            driver_id=item["driver"],
            tariff=tariff_from_text(item["tariff"]),
            why=item["tariff_why"],
            site_id=item.get("site_id"),
            time_zone=item["time_zone"],
            current_type=CurrentType(kind) if kind else None,
            until=clock.from_text(item["until"]),
        )

    def decide(
        self, terms: ReservationTerms, fee: ReservationFee, transfer: Transfer | None
    ) -> bool:
        """See the port. The reservation's mark stands last, behind the posting's own actions."""
        posting = posting_actions(self._ledger.name, transfer) if transfer else []
        failed = write_together(self._stations.client, [*posting, self._mark(terms, fee)])
        if failed is None or failed == len(posting) or transfer is None:
            return failed is None
        return raised_unless_first(failed, transfer)

    def _mark(self, terms: ReservationTerms, fee: ReservationFee) -> Item:
        condition = "attribute_exists(tariff) AND attribute_not_exists(fee)"
        update = Update().set(fee=fee_item(fee))
        if fee.gross_minor:
            condition += " AND attribute_not_exists(used_by)"
            update.set(expires_at=clock.epoch_seconds(fee.decided_at + LISTED))
        return {
            "Update": {
                "TableName": self._stations.name,
                "Key": key(reservation_key(terms.number), terms.station_id),
                **update.render(condition),
            }
        }


def _place(due: Due) -> str:
    return f"RSV#DUE#{clock.to_text(due.at)}#{due.number:010d}"


def _due_from(head: Item) -> Due:
    at, _, number = head["pk"].removeprefix("RSV#DUE#").partition("#")
    return Due(clock.from_text(at), int(number), head["sk"])
