"""What settlement needs from storage."""

from typing import Protocol

from csms.charging.model import ChargingSession
from csms.charging.settled import Settlement
from csms.charging.vocabulary import SessionKey
from csms.errors import Overtaken
from csms.ledger.holds import Ending
from csms.ledger.model import Transfer


class SettlementStore(Protocol):
    """Money and session change together or not at all."""

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
        """Post the transfer, end the hold and mark the session in one transaction. False: done.

        `reviewed`: a session in review gets what a person decided, and none else.

        `rated_stop` is the key of the stop that was rated: Overtaken if another one has taken its
        place. Conflict: the wallet or the hold changed meanwhile; decide anew. Unavailable: try
        again.
        """


def require_rated(session: ChargingSession | None, rated_stop: str | None) -> None:
    """Overtaken if a session that is still open for settlement ended otherwise than was rated."""
    if session is None or session.stop is None or session.settlement is not None:
        return
    if rated_stop not in {None, session.stop.stop_key}:
        raise Overtaken(f"session {session.session_id} has got another stop since it was rated")
