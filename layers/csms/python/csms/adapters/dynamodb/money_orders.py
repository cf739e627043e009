"""Money orders: an item for each fact, put once."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.table import ConditionFailed
from csms.errors import NotFound
from csms.money import Money
from csms.money_orders.model import End, MoneyOrder, OrderKind, Proposal, Ruling

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table

NEW = "attribute_not_exists(pk)"
PROPOSED, RULED, ENDED = "1#PROPOSED", "2#RULED", "3#ENDED"
LIST = "ORDERS"


class DynamoMoneyOrders:
    """MoneyOrderRepository over the table that nobody may change items of."""

    def __init__(self, table: Table) -> None:
        """The audit table."""
        self._table = table

    def propose(self, proposal: Proposal) -> MoneyOrder:
        """See the port. The list follows the order, so that a repeat completes it."""
        self._put(proposal.order_id, PROPOSED, _proposal_item(proposal))
        order = self._known(proposal.order_id)
        place = f"{clock.to_text(order.proposal.at)}#{proposal.order_id}"
        with suppress(ConditionFailed):
            self._table.put({"pk": LIST, "sk": place, "order_id": proposal.order_id}, NEW)
        return order

    def rule(self, order_id: str, ruling: Ruling) -> MoneyOrder:
        """See the port."""
        at = clock.to_text(ruling.at)
        item = {"approved": ruling.approved, "by": ruling.by, "at": at, "reason": ruling.reason}
        self._put(order_id, RULED, item)
        return self._known(order_id)

    def conclude(self, order_id: str, end: End) -> MoneyOrder:
        """See the port."""
        at = clock.to_text(end.at)
        item = {"at": at, "transfer_id": end.transfer_id, "failure": end.failure}
        condition = "attribute_not_exists(transfer_id)" if end.transfer_id else NEW
        self._put(order_id, ENDED, item, condition)
        return self._known(order_id)

    def get(self, order_id: str) -> MoneyOrder | None:
        """See the port."""
        items, _ = self._table.query(f"ORDER#{order_id}")
        facts = {one["sk"]: one for one in items}
        if PROPOSED not in facts:
            return None
        ruling, end = facts.get(RULED), facts.get(ENDED)
        return MoneyOrder(
            _proposal(order_id, facts[PROPOSED]),
            _ruling(ruling) if ruling else None,
            _end(end) if end else None,
        )

    def page(self, limit: int, cursor: str | None) -> tuple[list[MoneyOrder], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        items, last = self._table.query(LIST, newest_first=True, limit=limit, before=cursor)
        orders = [self._known(one["order_id"]) for one in items]
        return orders, items[-1]["sk"] if last and items else None

    def _put(self, order_id: str, sk: str, item: Item, condition: str = NEW) -> None:
        with suppress(ConditionFailed):
            self._table.put({"pk": f"ORDER#{order_id}", "sk": sk, **item}, condition)

    def _known(self, order_id: str) -> MoneyOrder:
        order = self.get(order_id)
        if order is None:
            raise NotFound(f"There is no order {order_id}.")
        return order


def _proposal_item(proposal: Proposal) -> Item:
    return {
        "kind": proposal.kind.value,
        "target_id": proposal.target_id,
        "minor": proposal.amount.minor,
        "currency": proposal.amount.currency,
        "reason": proposal.reason,
        "by": proposal.by,
        "at": clock.to_text(proposal.at),
        "needs_second": proposal.needs_second,
        "vat_percent": None if proposal.vat_percent is None else str(proposal.vat_percent),
        "answers": proposal.answers,
    }


def _proposal(order_id: str, item: Item) -> Proposal:
    return Proposal(
        order_id,
        OrderKind(item["kind"]),
        item["target_id"],
        Money(int(item["minor"]), item["currency"]),
        item["reason"],
        item["by"],
        clock.from_text(item["at"]),
        item["needs_second"],
        Decimal(item["vat_percent"]) if item.get("vat_percent") else None,
        int(item["answers"]) if "answers" in item else None,
    )


def _ruling(item: Item) -> Ruling:
    return Ruling(item["approved"], item["by"], clock.from_text(item["at"]), item.get("reason"))


def _end(item: Item) -> End:
    return End(clock.from_text(item["at"]), item.get("transfer_id"), item.get("failure"))
