"""What settlement needs from storage."""

from typing import Protocol

from csms.charging.model import SessionKey, Settlement
from csms.ledger.model import Transfer


class SettlementStore(Protocol):
    """Money and session change together or not at all."""

    def settle(
        self, session: SessionKey, settlement: Settlement, transfer: Transfer | None
    ) -> bool:
        """Post the transfer and mark the session in one transaction. False: done before.

        Conflict: the wallet changed meanwhile; decide anew. Unavailable: try again.
        """
