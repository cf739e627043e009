"""Money and session together, in memory."""

from dataclasses import dataclass

from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.charging.model import SessionKey, Settlement
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
    ) -> bool:
        """See the port. Every check comes before the first change."""
        require_rated(self.sessions.get(session), rated_stop)
        if transfer is not None:
            if self.ledger.transfer(transfer.transfer_id) is not None:
                return False
            self.ledger.check(transfer)
        if not self.sessions.settle(session, settlement):
            return False
        return transfer is None or self.ledger.post(transfer)
