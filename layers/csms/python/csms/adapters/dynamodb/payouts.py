"""The provider's records and payouts, beside the payments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.table import ConditionFailed, cursor_of, start_of
from csms.money import Money
from csms.payouts.model import Payout, Progress, ProviderRecord, RecordKind

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table

RECORD, PROGRESS, PAYOUTS = "RECORD", "PROGRESS", "PAYOUTS"


class DynamoPayouts:
    """PayoutRepository over the payments table."""

    def __init__(self, table: Table) -> None:
        """The payments table."""
        self._table = table

    def add(self, record: ProviderRecord) -> bool:
        """See the port."""
        try:
            self._table.put(record_item(record), "attribute_not_exists(pk)")
        except ConditionFailed:
            return False
        return True

    def put_payout(self, payout: Payout) -> None:
        """See the port."""
        self._table.put(_payout_item(payout))

    def payouts(self, limit: int, cursor: str | None) -> tuple[list[Payout], str | None]:
        """See the port."""
        items, last = self._table.query(
            PAYOUTS, newest_first=True, limit=limit, start=start_of(cursor)
        )
        return [_payout_from(one) for one in items], cursor_of(last)

    def progress(self, provider: str) -> Progress | None:
        """See the port."""
        item = self._table.get(f"{PROGRESS}#{provider}", PROGRESS)
        if item is None:
            return None
        newest = item.get("newest")
        return Progress(
            clock.from_text(item["since"]),
            item.get("cursor"),
            clock.from_text(newest) if newest else None,
        )

    def save_progress(self, provider: str, progress: Progress) -> None:
        """See the port."""
        item = {
            "pk": f"{PROGRESS}#{provider}",
            "sk": PROGRESS,
            "since": clock.to_text(progress.since),
            "cursor": progress.cursor,
            "newest": clock.to_text(progress.newest) if progress.newest else None,
        }
        self._table.put(item)


def record_item(record: ProviderRecord) -> Item:
    """A record; its partition is its own, so that it is stored once."""
    return {
        "pk": f"{RECORD}#{record.record_id}",
        "sk": RECORD,
        "record_id": record.record_id,
        "provider": record.provider,
        "kind": record.kind.value,
        "word": record.word,
        "minor": record.amount.minor,
        "currency": record.amount.currency,
        "fee_minor": record.fee_minor,
        "at": clock.to_text(record.at),
        "source_id": record.source_id,
        "payment_id": record.payment_id,
    }


def record_from(item: Item) -> ProviderRecord:
    """The inverse."""
    return ProviderRecord(
        record_id=item["record_id"],
        provider=item["provider"],
        kind=RecordKind(item["kind"]),
        word=item["word"],
        amount=Money(int(item["minor"]), item["currency"]),
        fee_minor=int(item["fee_minor"]),
        at=clock.from_text(item["at"]),
        source_id=item.get("source_id"),
        payment_id=item.get("payment_id"),
    )


def _payout_item(payout: Payout) -> Item:
    return {
        "pk": PAYOUTS,
        "sk": f"{clock.to_text(payout.created_at)}#{payout.payout_id}",
        "payout_id": payout.payout_id,
        "provider": payout.provider,
        "minor": payout.amount.minor,
        "currency": payout.amount.currency,
        "status": payout.status,
        "created_at": clock.to_text(payout.created_at),
        "arrives_at": clock.to_text(payout.arrives_at) if payout.arrives_at else None,
        "failure": payout.failure,
    }


def _payout_from(item: Item) -> Payout:
    arrives_at = item.get("arrives_at")
    return Payout(
        payout_id=item["payout_id"],
        provider=item["provider"],
        amount=Money(int(item["minor"]), item["currency"]),
        status=item["status"],
        created_at=clock.from_text(item["created_at"]),
        arrives_at=clock.from_text(arrives_at) if arrives_at else None,
        failure=item.get("failure"),
    )
