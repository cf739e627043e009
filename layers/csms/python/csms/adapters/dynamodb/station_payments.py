"""Card payments at stations: an item each beside the payments, changed by its version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.table import ConditionFailed
from csms.errors import Overtaken
from csms.payments.at_stations import Company, StationPayment, TerminalStatus, Told

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item, Table

TOLD = "TOLD"
_PLAIN = ("station_id", "psp_ref", "session_id", "transaction_id", "receipt_token")


class DynamoStationPayments:
    """StationPaymentRepository over the payments table."""

    def __init__(self, table: Table) -> None:
        """The payments table."""
        self._table = table

    def get(self, station_id: str, psp_ref: str) -> StationPayment | None:
        """See the port."""
        item = self._table.get(keys.station_payment(station_id, psp_ref), TOLD)
        return _from_item(item) if item else None

    def save(self, payment: StationPayment) -> StationPayment:
        """See the port."""
        after = replace(payment, version=payment.version + 1)
        condition = "version = :before" if payment.version else "attribute_not_exists(pk)"
        try:
            self._table.put_if(_item(after), condition, payment.version)
        except ConditionFailed as failed:
            raise Overtaken(f"payment {payment.psp_ref} was changed meanwhile") from failed
        return after

    def due(self, now: datetime, limit: int) -> list[tuple[str, str]]:
        """See the port. A moment that is now counts as due."""
        found: list[tuple[str, str]] = []
        before = clock.to_text(now + timedelta(milliseconds=1))
        index, share = ("by_open", "open_shard", "look_at"), -(-limit // keys.SESSION_SHARDS)
        for shard in range(keys.SESSION_SHARDS):
            partition = f"station#{shard}"
            items, _ = self._table.query(partition, index=index, before=before, limit=share)
            found += [keys.station_and_reference(item["pk"]) for item in items]
        return found


def _item(payment: StationPayment) -> Item:
    item: Item = {name: getattr(payment, name) for name in _PLAIN}
    shard = keys.station_payment_shard(payment.psp_ref) if payment.look_at else None
    return item | {
        "pk": keys.station_payment(payment.station_id, payment.psp_ref),
        "sk": TOLD,
        "version": payment.version,
        "created_at": clock.to_text(payment.created_at),
        "told": [_told_item(one) for one in payment.told],
        "taken": None if payment.taken is None else str(payment.taken),
        "alerted": set(payment.alerted) or None,
        "look_at": clock.to_text(payment.look_at) if payment.look_at else None,
        "open_shard": shard,
    }


def _from_item(item: Item) -> StationPayment:
    return StationPayment(
        **{name: item[name] for name in _PLAIN if name in item},
        created_at=clock.from_text(item["created_at"]),
        version=int(item["version"]),
        told=tuple(_told_from(one) for one in item["told"]),
        taken=Decimal(item["taken"]) if "taken" in item else None,
        alerted=frozenset(item.get("alerted", ())),
        look_at=clock.from_text(item["look_at"]) if "look_at" in item else None,
    )


def _told_item(told: Told) -> Item:
    found: Item = {
        "status": told.status.value,
        "amount": str(told.amount),
        "said_at": told.said_at,
        "at": clock.to_text(told.at),
        "received_at": clock.to_text(told.received_at),
        "transaction_id": told.transaction_id,
        "vat_number": told.vat_number,
        "company": told.company.name if told.company else None,
        "address": list(told.company.address) if told.company else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _told_from(item: Item) -> Told:
    company = Company(item["company"], tuple(item["address"])) if "company" in item else None
    return Told(
        TerminalStatus(item["status"]),
        Decimal(item["amount"]),
        item["said_at"],
        clock.from_text(item["at"]),
        clock.from_text(item["received_at"]),
        item.get("transaction_id"),
        item.get("vat_number"),
        company,
    )
