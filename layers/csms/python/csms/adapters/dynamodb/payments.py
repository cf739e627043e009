"""Payments: an item each, changed on condition of its version; open ones in an index by time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.payer_items import PROFILE, profile_from, profile_item
from csms.adapters.dynamodb.payment_items import (
    PAYMENT,
    payment_from,
    payment_item,
    refund_from,
    refund_item,
)
from csms.adapters.dynamodb.table import ConditionFailed, key, marshal
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.errors import Overtaken
from csms.payments.cards import PayerProfile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item, Table
    from csms.payments.model import Payment
    from csms.payments.refund_model import Refund

NEW = "attribute_not_exists(pk)"
AS_READ = "version = :before"


class DynamoPayments:
    """PaymentRepository over the payments table."""

    def __init__(self, table: Table) -> None:
        """The payments table."""
        self._table = table

    def add(self, payment: Payment) -> Payment:
        """See the port."""
        try:
            self._table.put(payment_item(payment), NEW)
        except ConditionFailed:
            stored = self.get(payment.payment_id)
            assert stored is not None
            return stored
        return payment

    def get(self, payment_id: str) -> Payment | None:
        """See the port."""
        item = self._table.get(keys.payment(payment_id), PAYMENT)
        return payment_from(item) if item else None

    def get_many(self, payment_ids: Iterable[str]) -> dict[str, Payment]:
        """See the port."""
        places = [(keys.payment(one), PAYMENT) for one in dict.fromkeys(payment_ids)]
        found = map(payment_from, self._table.get_many(places).values())
        return {one.payment_id: one for one in found}

    def save(self, payment: Payment) -> Payment:
        """See the port."""
        after = replace(payment, version=payment.version + 1)
        self._replace(payment_item(after), payment.version)
        return after

    def due(self, now: datetime, limit: int) -> list[str]:
        """See the port. A moment that is now counts as due."""
        found: list[str] = []
        before = clock.to_text(now + timedelta(milliseconds=1))
        index, share = ("by_open", "open_shard", "look_at"), -(-limit // keys.SESSION_SHARDS)
        for shard in range(keys.SESSION_SHARDS):
            items, _ = self._table.query(str(shard), index=index, before=before, limit=share)
            found += [item["pk"].partition("#")[2] for item in items]
        return list(dict.fromkeys(found))

    def add_refund(self, refund: Refund, payment: Payment) -> bool:
        """See the port."""
        update = Update().set(version=payment.version + 1)
        read = update.value("before", payment.version)
        counted = {
            "TableName": self._table.name,
            "Key": key(keys.payment(payment.payment_id), PAYMENT),
            **update.render(f"version = {read}"),
        }
        put = {
            "TableName": self._table.name,
            "Item": marshal(refund_item(refund)),
            "ConditionExpression": NEW,
        }
        failed = write_together(self._table.client, [{"Put": put}, {"Update": counted}])
        if failed == 1:
            raise Overtaken(f"payment {payment.payment_id} was changed meanwhile")
        return failed is None

    def refunds(self, payment_id: str) -> list[Refund]:
        """See the port."""
        items, _ = self._table.query(keys.payment(payment_id), prefix=keys.refund(""))
        return [refund_from(item) for item in items]

    def save_refund(self, refund: Refund) -> Refund:
        """See the port."""
        after = replace(refund, version=refund.version + 1)
        self._replace(refund_item(after), refund.version)
        return after

    def profile(self, driver_id: str) -> PayerProfile:
        """See the port."""
        item = self._table.get(keys.payer(driver_id), PROFILE)
        return profile_from(item) if item else PayerProfile(driver_id)

    def save_profile(self, profile: PayerProfile) -> PayerProfile:
        """See the port."""
        after = replace(profile, version=profile.version + 1)
        self._replace(profile_item(after), profile.version)
        return after

    def _replace(self, item: Item, before: int) -> None:
        try:
            self._table.put_if(item, AS_READ if before else NEW, before)
        except ConditionFailed as failed:
            raise Overtaken(f"{item['pk']} was changed meanwhile") from failed
