"""Money orders in memory."""

from dataclasses import replace

from csms import clock
from csms.errors import NotFound
from csms.money_orders.model import End, MoneyOrder, Proposal, Ruling


class MemoryMoneyOrders:
    """MoneyOrderRepository over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self._orders: dict[str, MoneyOrder] = {}

    def propose(self, proposal: Proposal) -> MoneyOrder:
        """See the port."""
        return self._orders.setdefault(proposal.order_id, MoneyOrder(proposal))

    def rule(self, order_id: str, ruling: Ruling) -> MoneyOrder:
        """See the port."""
        order = self._known(order_id)
        self._orders[order_id] = order if order.ruling else replace(order, ruling=ruling)
        return self._orders[order_id]

    def conclude(self, order_id: str, end: End) -> MoneyOrder:
        """See the port."""
        order = self._known(order_id)
        moved_all_the_same = order.end and order.end.failure and end.transfer_id
        if order.end is None or moved_all_the_same:
            self._orders[order_id] = replace(order, end=end)
        return self._orders[order_id]

    def get(self, order_id: str) -> MoneyOrder | None:
        """See the port."""
        return self._orders.get(order_id)

    def page(self, limit: int, cursor: str | None) -> tuple[list[MoneyOrder], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        by_place = {_place(one): one for one in self._orders.values()}
        left = [one for one in sorted(by_place, reverse=True) if cursor is None or one < cursor]
        shown = left[:limit]
        return [by_place[one] for one in shown], shown[-1] if len(left) > limit else None

    def _known(self, order_id: str) -> MoneyOrder:
        if order_id not in self._orders:
            raise NotFound(f"There is no order {order_id}.")
        return self._orders[order_id]


def _place(order: MoneyOrder) -> str:
    return f"{clock.to_text(order.proposal.at)}#{order.proposal.order_id}"
