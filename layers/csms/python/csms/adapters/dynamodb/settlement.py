"""Money and session in one transaction over two tables."""

from __future__ import annotations

from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.ledger import posting_actions, raised_unless_first
from csms.adapters.dynamodb.session_items import session_from
from csms.adapters.dynamodb.settlement_items import settlement_item
from csms.adapters.dynamodb.table import Item, Table, key
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.charging.model import ChargingSession, SessionKey, Settlement
from csms.errors import Conflict
from csms.ledger.holds import Ending
from csms.ledger.model import Transfer
from csms.settlement.ports import require_rated


class DynamoSettlements:
    """SettlementStore over the sessions and ledger tables."""

    def __init__(self, sessions: Table, ledger: Table) -> None:
        """Two tables of one client."""
        self._sessions = sessions
        self._ledger = ledger

    def settle(
        self,
        session: SessionKey,
        settlement: Settlement,
        transfer: Transfer | None,
        rated_stop: str | None = None,
        end: Ending | None = None,
    ) -> bool:
        """See the port. The session's mark stands last, behind the posting's own actions."""
        posting = posting_actions(self._ledger.name, transfer, end)
        mark = self._mark(session, settlement, rated_stop)
        failed = write_together(self._sessions.client, [*posting, mark])
        if failed is not None and rated_stop is not None:
            require_rated(self._read(session), rated_stop)
        if failed is None or failed == len(posting):
            return failed is None
        if transfer is None:
            raise Conflict("the session's hold is not as it was read")
        return raised_unless_first(failed, transfer)

    def _read(self, session: SessionKey) -> ChargingSession | None:
        item = self._sessions.get(keys.station(session.station_id), keys.transaction(session))
        return session_from(item) if item else None

    def _mark(self, session: SessionKey, settlement: Settlement, rated_stop: str | None) -> Item:
        update = Update().set(settlement=settlement_item(settlement))
        update.add(flags=set(settlement.flags)).remove("unsettled_shard")
        condition = "attribute_exists(stop_key) AND attribute_not_exists(settlement)"
        if rated_stop is not None:
            condition += f" AND stop_key = {update.value('rated', rated_stop)}"
        return {
            "Update": {
                "TableName": self._sessions.name,
                "Key": key(keys.station(session.station_id), keys.transaction(session)),
                **update.render(condition),
            }
        }
