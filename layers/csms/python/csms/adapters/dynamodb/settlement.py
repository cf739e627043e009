"""Money and session in one transaction over two tables."""

from __future__ import annotations

from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.ledger import posting_actions, raised_unless_first
from csms.adapters.dynamodb.session_items import session_from
from csms.adapters.dynamodb.settlement_items import settlement_item
from csms.adapters.dynamodb.table import Item, Table, key
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.charging.model import ChargingSession
from csms.charging.settled import Settlement
from csms.charging.vocabulary import SessionKey, SessionState
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
        *,
        reviewed: bool = False,
    ) -> bool:
        """See the port. The session's mark stands last, behind the posting's own actions."""
        posting = posting_actions(self._ledger.name, transfer, end)
        update = _marked(session, settlement)
        mark = self._mark(session, update, rated_stop, reviewed=reviewed)
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

    def _mark(
        self, session: SessionKey, update: Update, rated_stop: str | None, *, reviewed: bool
    ) -> Item:
        open_ = "attribute_not_exists(settlement)"
        if reviewed:
            open_ = f"settlement.outcome = {update.value('review', SessionState.REVIEW.value)}"
        condition = f"attribute_exists(stop_key) AND {open_}"
        if rated_stop is not None:
            condition += f" AND stop_key = {update.value('rated', rated_stop)}"
        return {
            "Update": {
                "TableName": self._sessions.name,
                "Key": key(keys.station(session.station_id), keys.transaction(session)),
                **update.render(condition),
            }
        }


def _marked(session: SessionKey, settlement: Settlement) -> Update:
    """A session in review stays in the index of the unsettled ones, in partitions of its own."""
    update = Update().set(settlement=settlement_item(settlement))
    update.add(flags=set(settlement.flags))
    if settlement.outcome is SessionState.REVIEW:
        return update.set(unsettled_shard=keys.review_shard(session.transaction_id))
    return update.remove("unsettled_shard")
