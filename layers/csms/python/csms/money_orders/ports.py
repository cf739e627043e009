"""What money orders need from storage: each fact is set once, and the first one stays."""

from typing import Protocol

from csms.money_orders.model import End, MoneyOrder, Proposal, Ruling


class MoneyOrderRepository(Protocol):
    """Orders by their facts. Unavailable: try again."""

    def propose(self, proposal: Proposal) -> MoneyOrder:
        """The order as it is then; another proposal of this id stays."""

    def rule(self, order_id: str, ruling: Ruling) -> MoneyOrder:
        """The order as it is then; an earlier ruling stays. The order must be there."""

    def conclude(self, order_id: str, end: End) -> MoneyOrder:
        """The order as it is then. The order must be there.

        An earlier end stays, but for a failure where money has moved all the same: two that carry
        out an order at once may find different debts.
        """

    def get(self, order_id: str) -> MoneyOrder | None:
        """The order."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[MoneyOrder], str | None]:
        """Newest first."""
