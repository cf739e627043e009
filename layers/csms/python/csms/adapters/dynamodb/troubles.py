"""Troubles of terminals: an item each, put once, whose stream tells them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.table import ConditionFailed

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Table
    from csms.terminals.troubles import TerminalTrouble


class DynamoTroubles:
    """TellTrouble over the audit table."""

    def __init__(self, table: Table) -> None:
        """The table that nobody may change items of."""
        self._table = table

    def tell(self, trouble: TerminalTrouble) -> None:
        """See `csms.terminals.troubles`."""
        state = "over" if trouble.over else "found"
        item = {
            "pk": f"TROUBLE#{trouble.kind}#{trouble.object_id}",
            "sk": f"{trouble.mark}#{state}",
            "trouble": trouble.kind.value,
            "object_id": trouble.object_id,
            "station_id": trouble.station_id,
            "session_id": trouble.session_id,
            "text": trouble.text,
            "over": trouble.over,
            "noted_at": clock.to_text(trouble.at),
        }
        with suppress(ConditionFailed):
            self._table.put(item, "attribute_not_exists(pk)")
