"""Events of payment providers: an item each, for as long as they may be repeated."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.table import ConditionFailed
from csms.adapters.dynamodb.update import Update

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Table

EVENT = "EVENT"
# Stripe repeats an event for three days; an operator may send old ones again by hand.
KEPT = timedelta(days=30)


class DynamoProviderEvents:
    """ProviderEvents over the payments table."""

    def __init__(self, table: Table) -> None:
        """The payments table."""
        self._table = table

    def note(self, provider: str, event_id: str, now: datetime) -> bool:
        """See the port."""
        item = {
            "pk": keys.provider_event(provider, event_id),
            "sk": EVENT,
            "received_at": clock.to_text(now),
            "forget_at": clock.epoch_seconds(now + KEPT),
        }
        try:
            self._table.put(item, "attribute_not_exists(pk)")
        except ConditionFailed as failed:
            return "handed_on" not in (failed.item or {})
        return True

    def handed_on(self, provider: str, event_id: str) -> None:
        """See the port."""
        mark = Update().set(handed_on=True)
        self._table.update(keys.provider_event(provider, event_id), EVENT, mark.render())
