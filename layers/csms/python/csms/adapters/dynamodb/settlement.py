"""Money and session in one transaction over two tables."""

from __future__ import annotations

from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.ledger import raised_unless_first
from csms.adapters.dynamodb.ledger_items import posting_actions
from csms.adapters.dynamodb.session_items import settlement_item
from csms.adapters.dynamodb.table import Item, Table, key
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.charging.model import SessionKey, Settlement
from csms.ledger.model import Transfer


class DynamoSettlements:
    """SettlementStore over the sessions and ledger tables."""

    def __init__(self, sessions: Table, ledger: Table) -> None:
        """Two tables of one client."""
        self._sessions = sessions
        self._ledger = ledger

    def settle(
        self, session: SessionKey, settlement: Settlement, transfer: Transfer | None
    ) -> bool:
        """See the port. The session's mark stands last, behind the posting's own actions."""
        posting = posting_actions(self._ledger.name, transfer) if transfer else []
        failed = write_together(self._sessions.client, [*posting, self._mark(session, settlement)])
        if failed == len(posting) or transfer is None:
            return failed is None
        return raised_unless_first(failed, transfer)

    def _mark(self, session: SessionKey, settlement: Settlement) -> Item:
        update = Update().set(settlement=settlement_item(settlement))
        update.add(flags=set(settlement.flags))
        return {
            "Update": {
                "TableName": self._sessions.name,
                "Key": key(keys.station(session.station_id), keys.transaction(session)),
                **update.render("attribute_exists(stop_key) AND attribute_not_exists(settlement)"),
            }
        }
