"""The deployment in memory, continued: what gives money back and what tops up by itself.

Each method has the name of the function of `csms.bootstrap` in whose place it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.corrections.answering import LateAnswers
from csms.corrections.by_card import Cards
from csms.corrections.correcting import Correcting, Rating
from csms.corrections.policy import Policy
from csms.errors import Rejected
from csms.money_orders.carrying_out import Desk
from csms.receipts.card_crediting import CardCrediting
from csms.receipts.crediting import Crediting
from settlement_simulation.deployment import Deployment

if TYPE_CHECKING:
    from csms.money_orders.model import Proposal
    from csms.payments.visits import Visit


class MoneyDeployment(Deployment):
    """All of it."""

    def crediting(self) -> Crediting:
        """See `csms.bootstrap`."""
        answers = LateAnswers(self._sessions, self._corrections)
        return Crediting(self._documents, self._ledger, answers)

    def card_refunds(self) -> Cards:
        """See `csms.bootstrap`."""
        return Cards(self.paying(), self._visits, self.crediting())

    def card_crediting(self) -> CardCrediting:
        """See `csms.bootstrap`."""
        return CardCrediting(self.crediting(), self.paying(), self._visits, self._look_again)

    def correcting(self, rate: Rating) -> Correcting:
        """See `csms.bootstrap`."""
        documents, store, policy = self._documents, self._corrections, Policy()
        return Correcting(
            self._sessions,
            documents,
            self._ledger,
            store,
            rate,
            policy,
            self._clock,
            cards=self.card_refunds,
        )

    def money_desk(self) -> Desk:
        """See `csms.bootstrap`. Nobody orders anything of sessions and reservations here."""
        orders, books = self._money_orders, self.books()
        return Desk(orders, books, self.paying, self._clock, _nothing, _nothing, _unseen)

    def _look_again(self, visit: Visit) -> None:
        """In the place of `csms.adapters.sqs.LateLooks`."""
        detail = {"station_id": visit.station_id, "transaction_id": visit.transaction_id}
        self._around.bus.look_again(detail | {"session_id": visit.session_id})


def _nothing(_proposal: Proposal) -> str:
    raise Rejected("nobody orders that here")


def _unseen(_proposal: Proposal) -> None:
    raise Rejected("nobody orders that here")
