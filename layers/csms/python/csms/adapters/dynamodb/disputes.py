"""Changes of disputes: an item each, put once, whose stream tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.table import ConditionFailed

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Table
    from csms.payments.disputes import DisputeChange


class DynamoDisputes:
    """DisputeLog over the audit table."""

    def __init__(self, table: Table) -> None:
        """The table that nobody may change items of."""
        self._table = table

    def add(self, change: DisputeChange) -> bool:
        """See the port."""
        noted = change.noted
        item = {
            "pk": f"DISPUTE#{noted.dispute_id}",
            "sk": f"{noted.state}#{noted.moved_minor}",
            "dispute_id": noted.dispute_id,
            "payment_id": change.payment_id,
            "state": noted.state.value,
            "reason": noted.reason,
            "minor": noted.minor,
            "moved_minor": noted.moved_minor,
            "noted_at": clock.to_text(change.at),
        }
        try:
            self._table.put(item, "attribute_not_exists(pk)")
        except ConditionFailed:
            return False
        return True
