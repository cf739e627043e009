"""Money and session together, in memory."""

from dataclasses import dataclass

from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.charging.settled import Settlement
from csms.charging.vocabulary import SessionKey
from csms.errors import Conflict
from csms.ledger.holds import Ending
from csms.ledger.model import Transfer
from csms.settlement.ports import require_rated


@dataclass(frozen=True, slots=True)
class MemorySettlements:
    """SettlementStore over a journal and sessions."""

    sessions: MemorySessions
    ledger: MemoryLedger

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
        """See the port. Every check comes before the first change."""
        books = self.ledger.books
        with books.request("settle"):
            require_rated(self.sessions.get(session), rated_stop)
            if transfer is not None and transfer.transfer_id in books.transfers:
                return False
            if not books.may_post(transfer, end):
                raise Conflict("an account or a hold does not allow the settlement")
            if not self.sessions.settle(session, settlement, reviewed=reviewed):
                return False
            books.post(transfer, end)
            return True
